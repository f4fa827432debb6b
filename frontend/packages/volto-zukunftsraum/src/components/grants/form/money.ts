/**
 * Amounts as people write them and as the API takes them. Sums are of whole cents; what the
 * API answers counts.
 */

const GROUPED = /^\d{1,3}([. ]\d{3})+(,\d{1,2})?$/;
const PLAIN = /^\d{1,10}([.,]\d{1,2})?$/;

/**
 * The cents of "1.234,50", "1234.5" or "1234"; null for what is no amount or has two
 * readings ("1.234"): the API says what is wrong with it.
 */
export function cents(text: string): number | null {
  const plain = text
    .replace(/\u00a0/g, ' ')
    .replace(/€|EUR/g, '')
    .trim();
  let number = plain;
  if (GROUPED.test(plain)) {
    // One point alone with three digits may be meant as a decimal point.
    if (/^\d{1,3}\.\d{3}$/.test(plain)) return null;
    number = plain.replace(/[. ]/g, '').replace(',', '.');
  } else if (!PLAIN.test(plain)) return null;
  const [whole, part = ''] = number.replace(',', '.').split('.');
  const found = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return Number.isSafeInteger(found) ? found : null;
}

/** "1234.50" */
export const textOf = (amount: number): string =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

/** "1.234,50", of cents. */
export function inWords(amount: number): string {
  const [whole, part] = textOf(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${part}`;
}

/** What a field shows of an amount of the API: "1234.50" → "1.234,50". */
export function shownAmount(stored: unknown): string {
  if (stored === null || stored === undefined || stored === '') return '';
  const found = cents(String(stored));
  return found === null ? String(stored) : inWords(found);
}

/** What is sent of an amount: "1234.50"; what is none goes as it is, for the API to refuse. */
export function sentAmount(text: string): string | null {
  if (!text.trim()) return null;
  const found = cents(text);
  return found === null ? text.trim() : textOf(found);
}

/** Number times rate in cents, rounded half up; null where one of them is missing. */
export function product(units: string, rate: string): number | null {
  const count = /^\d{1,6}([.,]\d{1,2})?$/.test(units.trim())
    ? cents(units)
    : null;
  const price = cents(rate);
  if (count === null || price === null) return null;
  const exact = count * price;
  return Number.isSafeInteger(exact) ? Math.floor((exact + 50) / 100) : null;
}

/** The sum of what is known. */
export const sum = (amounts: (number | null)[]): number =>
  amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
