/** How many steps of colour there are for Länder that have something. */
export const STEPS = 4;

export type Step = { from: number; to: number };

/** A round number that is not smaller: 1, 2, 5, 10, 20, 50 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value) as number;
  return factor * power;
}

/**
 * Ranges of counts for the steps of colour, from light to dark, with round borders:
 * for at most 37, these are 1–10, 11–20, 21–30, 31–40. Few values make fewer steps.
 */
export function stepsFor(counts: number[]): Step[] {
  const most = Math.max(0, ...counts);
  if (most < 1) return [];
  const width = Math.max(1, roundUp(most / STEPS));
  return Array.from({ length: Math.ceil(most / width) }, (_, index) => ({
    from: index * width + 1,
    to: (index + 1) * width,
  }));
}

/** The number of the step of a count, from 1; 0 for nothing. */
export const stepOf = (count: number, steps: Step[]): number =>
  steps.findIndex(({ from, to }) => count >= from && count <= to) + 1;
