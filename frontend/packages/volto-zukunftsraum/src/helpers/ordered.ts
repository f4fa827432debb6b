/** What says itself how it is written (`components/texts/load.ts`) is left to do so. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !('toJSON' in value);

/**
 * The same with its names in alphabetical order, so many levels deep. In a state they stand in the order in which the
 * API answered: that is another one each time.
 */
export function ordered<T>(value: T, levels: number): T {
  if (!levels || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, ordered(part, levels - 1)]),
  ) as T;
}
