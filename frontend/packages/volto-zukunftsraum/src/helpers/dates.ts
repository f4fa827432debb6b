/**
 * Dates and times in words. All times are those of Germany, wherever the server
 * or the reader is, so that both write the same. The words are put together
 * here and not by Intl alone, whose punctuation differs between its versions.
 */

const ZONE = 'Europe/Berlin';

/** A day without a time ("2026-09-08") or a moment with its zone. */
export type DateValue = string;

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

const localeTag = (locale: string) =>
  locale.startsWith('de') ? 'de-DE' : 'en-GB';

/** The moment that is meant, or null for nothing and for Plone's "never". */
export function parseDate(value?: DateValue | null): Date | null {
  if (!value) return null;
  const date = new Date(DAY_ONLY.test(value) ? `${value}T12:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  return year <= 1970 || year >= 2499 ? null : date;
}

function format(
  value: DateValue | null | undefined,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const date = parseDate(value);
  if (!date) return '';
  return new Intl.DateTimeFormat(localeTag(locale), {
    timeZone: DAY_ONLY.test(value as string) ? 'UTC' : ZONE,
    ...options,
  }).format(date);
}

/** "8. September 2026", "8 September 2026"; day and month stay on one line. */
export const longDate = (value: DateValue | null | undefined, locale: string) =>
  format(value, locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).replace(/ /, '\u00a0');

/** "Juni 2022" */
export const monthAndYear = (
  value: DateValue | null | undefined,
  locale: string,
) => format(value, locale, { month: 'long', year: 'numeric' });

/** "Montag" */
export const weekday = (value: DateValue | null | undefined, locale: string) =>
  format(value, locale, { weekday: 'long' });

/** "Montag, 19. Oktober 2026" */
export function weekdayAndDate(
  value: DateValue | null | undefined,
  locale: string,
): string {
  const date = longDate(value, locale);
  return date && `${weekday(value, locale)}, ${date}`;
}

/** "10:00" */
export const clock = (value: DateValue | null | undefined, locale: string) =>
  format(value, locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** Day, short month and year for a block that shows a date like a calendar. */
export function dateBlock(value: DateValue | null | undefined, locale: string) {
  return {
    day: format(value, locale, { day: 'numeric' }).replace(/\D/g, ''),
    month: format(value, locale, { month: 'long' }).slice(0, 3),
    year: format(value, locale, { year: 'numeric' }),
  };
}

/** Do both lie on the same day in Germany? */
export function sameDay(
  a: DateValue | null | undefined,
  b: DateValue | null | undefined,
): boolean {
  return Boolean(a && b) && longDate(a, 'en') === longDate(b, 'en');
}

/** Is it summer time in Germany at this moment? */
export function isSummerTime(value: DateValue | null | undefined): boolean {
  const date = parseDate(value);
  if (!date) return false;
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      hour: '2-digit',
      hourCycle: 'h23',
    }).format(date),
  );
  return (hour - date.getUTCHours() + 24) % 24 === 2;
}

/** Has this moment, or this day, passed? */
export function isPast(
  value: DateValue | null | undefined,
  now: Date = new Date(),
): boolean {
  const date = parseDate(value);
  if (!date) return false;
  if (value && DAY_ONLY.test(value)) {
    return value < now.toLocaleDateString('sv-SE', { timeZone: ZONE });
  }
  return date < now;
}

/** How many days ago in Germany this was; 0 is today. */
export function daysAgo(
  value: DateValue | null | undefined,
  now: Date = new Date(),
): number {
  const date = parseDate(value);
  if (!date) return 0;
  const day = (moment: Date) =>
    Date.parse(moment.toLocaleDateString('sv-SE', { timeZone: ZONE }));
  return Math.max(0, Math.round((day(now) - day(date)) / 86_400_000));
}

/** The day in Germany on which a moment lies: "2026-09-08". */
export function dayOf(value: DateValue | null | undefined): string {
  const date = parseDate(value);
  if (!date || !value) return '';
  return DAY_ONLY.test(value)
    ? value
    : date.toLocaleDateString('sv-SE', { timeZone: ZONE });
}
