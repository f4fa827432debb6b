import { dayOf } from '../../helpers/dates';
import { searchParameters } from '../listing/query';
import type { Filters } from '../listing/query';
import type { ListItem } from '../listing/types';

// A month is "2026-12", a day "2026-12-04"; both are those of Germany.

const DAY = 86_400_000;

/** So many dates of one month are shown at most. */
const MOST = 100;

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

/** The month in which we are. */
export const thisMonth = (now = new Date()) =>
  dayOf(now.toISOString()).slice(0, 7);

/** The month so many months later, or earlier. */
export function shifted(month: string, by: number): string {
  const date = noon(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return isoDay(date).slice(0, 7);
}

/** The days of a month by weeks, which begin on Monday; empty where other months are. */
export function weeksOf(month: string): string[][] {
  const first = noon(`${month}-01`);
  const before = (first.getUTCDay() + 6) % 7;
  const days: string[] = Array(before).fill('');
  for (
    let day = first;
    isoDay(day).startsWith(month);
    day = new Date(day.getTime() + DAY)
  ) {
    days.push(isoDay(day));
  }
  while (days.length % 7 > 0) days.push('');
  return Array.from({ length: days.length / 7 }, (_, week) =>
    days.slice(week * 7, week * 7 + 7),
  );
}

/** Where the API gives what takes place in a month; some hours more, for the zone. */
export function monthPath(path: string, filters: Filters): string {
  const first = noon(`${filters.month}-01`);
  const next = noon(`${shifted(filters.month, 1)}-01`);
  const parameters = searchParameters(filters, {
    'path.depth': 1,
    portal_type: 'Seminar',
    'start.query': next.toISOString(),
    'start.range': 'max',
    'end.query': new Date(first.getTime() - DAY).toISOString(),
    'end.range': 'min',
    sort_on: 'start',
    sort_order: 'ascending',
    b_start: 0,
    b_size: MOST,
  });
  return `${path}/@search?${parameters}`;
}

/** What takes place on a day: the item, with the start of this date. */
export type Dated = { item: ListItem; start?: string | null };

/**
 * What takes place on the days of a month; who lasts several days is on each of
 * them, and a series on each of its dates.
 */
export function byDay(items: ListItem[], month: string) {
  const days: Record<string, Dated[]> = {};
  for (const item of items) {
    for (const [start, end] of item.series_dates ?? [[item.start, item.end]]) {
      const first = dayOf(start);
      const last = dayOf(end) || first;
      if (!first) continue;
      for (
        let day = noon(first);
        isoDay(day) <= last;
        day = new Date(day.getTime() + DAY)
      ) {
        const key = isoDay(day);
        if (key.startsWith(month)) (days[key] ??= []).push({ item, start });
        else if (key > `${month}-31`) break;
      }
    }
  }
  for (const dated of Object.values(days)) dated.sort(byStart);
  return days;
}

const byStart = (one: Dated, other: Dated) =>
  Date.parse(one.start ?? '') - Date.parse(other.start ?? '');
