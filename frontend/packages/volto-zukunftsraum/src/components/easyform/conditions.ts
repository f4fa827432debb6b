import type { Condition } from './types';
import type { Value, Values } from './values';

/** Whether what stands in a field is, or holds, this value. */
function holds(standing: Value | undefined, value: string | boolean): boolean {
  if (typeof value === 'boolean') return Boolean(standing) === value;
  if (Array.isArray(standing)) return standing.includes(value);
  return (standing ?? '') === value;
}

/**
 * The fields that are there with these values. A field is there when each of its
 * conditions is met, and what it depends on is there itself; a circle of
 * conditions hides nothing by itself.
 */
export function shownFields(
  names: string[],
  conditions: Condition[],
  values: Values,
): Set<string> {
  const isThere = (name: string, asked: string[]): boolean =>
    conditions
      .filter(({ field }) => field === name)
      .every(
        ({ depends_on: other, value, operator }) =>
          holds(values[other], value) === (operator === 'is') &&
          (asked.includes(other) || isThere(other, [...asked, name])),
      );
  return new Set(names.filter((name) => isThere(name, [name])));
}
