import type { Comparison, Condition } from './types';

/** What was answered, as it is sent: texts, numbers, yes or no, tokens; nothing where nothing was. */
export type Answers = Record<string, unknown>;

const isEmpty = (answer: unknown) =>
  answer === null ||
  answer === undefined ||
  answer === '' ||
  (Array.isArray(answer) && answer.length === 0) ||
  (typeof answer === 'object' && Object.keys(answer as object).length === 0);

function textsOf(answer: unknown): string[] {
  if (isEmpty(answer) || answer === false) return [];
  if (Array.isArray(answer)) return answer.map(String);
  // What the box of the classic form sends.
  return [answer === true ? 'selected' : String(answer)];
}

const ordered =
  (test: (one: number, other: number) => boolean) =>
  (texts: string[], value: string) =>
    texts.some((text) => test(Number(text), Number(value)));

const COMPARE: Record<
  Comparison['operator'],
  (texts: string[], value: string) => boolean
> = {
  is: (texts, value) => texts.includes(value),
  is_not: (texts, value) => !texts.includes(value),
  contains: (texts, value) => texts.some((text) => text.includes(value)),
  contains_not: (texts, value) => !texts.some((text) => text.includes(value)),
  lt: ordered((one, other) => one < other),
  le: ordered((one, other) => one <= other),
  gt: ordered((one, other) => one > other),
  ge: ordered((one, other) => one >= other),
};

function isSo(
  { depends_on: name, operator, value }: Comparison,
  answers: Answers,
) {
  const texts = textsOf(answers[name]);
  return typeof value === 'boolean'
    ? texts.length > 0 === (value === (operator === 'is'))
    : COMPARE[operator](texts, value);
}

/** Any of the comparisons has to hold. */
const holds = (condition: Condition, answers: Answers) =>
  'any' in condition
    ? condition.any.some((one) => isSo(one, answers))
    : isSo(condition, answers);

/**
 * The fields that are not asked, as the backend decides it: all conditions of a field
 * have to hold, and what is not asked has no answer, for those that depend on it too.
 */
export function notAsked(
  conditions: Condition[],
  answers: Answers,
): Set<string> {
  const hidden = new Set<string>();
  for (let round = 0; round <= conditions.length; round += 1) {
    const known = Object.fromEntries(
      Object.entries(answers).filter(([name]) => !hidden.has(name)),
    );
    const more = conditions
      .filter((one) => !hidden.has(one.field) && !holds(one, known))
      .map(({ field }) => field);
    if (more.length === 0) break;
    more.forEach((field) => hidden.add(field));
  }
  return hidden;
}
