const localeTag = (locale: string) =>
  locale.startsWith('de') ? 'de-DE' : 'en-GB';

/**
 * An amount in EUR as people write it: "27.400 €", "1.600,50 €". The API gives
 * money as a string with two decimals. Nothing for what is no amount.
 */
export function euros(
  amount: string | number | null | undefined,
  locale: string,
): string {
  if (amount === null || amount === undefined || amount === '') return '';
  const value = Number(amount);
  if (!Number.isFinite(value)) return '';
  const digits = Number.isInteger(value) ? 0 : 2;
  return new Intl.NumberFormat(localeTag(locale), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A whole number with the separators of the language: "24.800". */
export const wholeNumber = (value: number, locale: string) =>
  new Intl.NumberFormat(localeTag(locale)).format(value);

/** The size of a file for people: "1 KB", "2,4 MB". Small files count as 1 KB. */
export function fileSize(bytes: number, locale: string): string {
  const inKilobytes = Math.max(bytes / 1024, 1);
  const [value, unit] =
    Math.round(inKilobytes) < 1024
      ? [Math.round(inKilobytes), 'KB']
      : [inKilobytes / 1024, 'MB'];
  const digits = new Intl.NumberFormat(localeTag(locale), {
    maximumFractionDigits: 1,
  });
  return `${digits.format(value)} ${unit}`;
}
