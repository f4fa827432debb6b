import { describe, expect, it } from 'vitest';
import {
  clock,
  dateBlock,
  daysAgo,
  isPast,
  isSummerTime,
  longDate,
  monthAndYear,
  parseDate,
  sameDay,
  weekdayAndDate,
} from './dates';

/** No-break spaces keep a date together; here they only hinder reading. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('dates in words', () => {
  it.each([
    ['2026-09-08', 'de', '8. September 2026'],
    ['2026-09-08', 'en', '8 September 2026'],
    ['2026-10-19T08:00:00+00:00', 'de', '19. Oktober 2026'],
    // shortly before midnight in London is the next day in Germany
    ['2026-06-30T22:30:00+00:00', 'de', '1. Juli 2026'],
    ['2026-12-31T23:30:00+00:00', 'de', '1. Januar 2027'],
  ])('%s in %s is %s', (value, locale, words) => {
    expect(plain(longDate(value, locale))).toBe(words);
  });

  it('keeps day and month together', () => {
    expect(longDate('2026-02-05', 'de')).toBe('5.\u00a0Februar 2026');
  });

  it('names the day of the week', () => {
    expect(plain(weekdayAndDate('2026-10-19T08:00:00+00:00', 'de'))).toBe(
      'Montag, 19. Oktober 2026',
    );
    expect(plain(weekdayAndDate('2026-10-19T08:00:00+00:00', 'en'))).toBe(
      'Monday, 19 October 2026',
    );
  });

  it('names month and year of a period', () => {
    expect(monthAndYear('2022-06-01', 'de')).toBe('Juni 2022');
  });

  it('gives the parts of a leaf of a calendar', () => {
    expect(dateBlock('2027-03-05T10:00:00+00:00', 'de')).toEqual({
      day: '5',
      month: 'Mär',
      year: '2027',
    });
  });

  it.each([undefined, null, '', 'soon', '2499-12-31T00:00:00+00:00'])(
    'says nothing for %s',
    (value) => {
      expect(parseDate(value)).toBeNull();
      expect(longDate(value, 'de')).toBe('');
      expect(weekdayAndDate(value, 'de')).toBe('');
    },
  );
});

describe('times', () => {
  it.each([
    ['2026-10-19T08:00:00+00:00', '10:00', true],
    ['2026-11-27T13:00:00+00:00', '14:00', false],
    // the hours around the changes of the clock in 2026
    ['2026-03-29T00:59:00+00:00', '01:59', false],
    ['2026-03-29T01:00:00+00:00', '03:00', true],
    ['2026-10-25T00:59:00+00:00', '02:59', true],
    ['2026-10-25T01:00:00+00:00', '02:00', false],
  ])('%s is %s in Germany (summer time: %s)', (value, time, summer) => {
    expect(clock(value, 'de')).toBe(time);
    expect(clock(value, 'en')).toBe(time);
    expect(isSummerTime(value)).toBe(summer);
  });

  it('knows the same day by German time', () => {
    expect(
      sameDay('2026-06-30T22:30:00+00:00', '2026-07-01T20:00:00+00:00'),
    ).toBe(true);
    expect(
      sameDay('2026-06-30T20:00:00+00:00', '2026-06-30T22:30:00+00:00'),
    ).toBe(false);
  });
});

describe('isPast', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['2026-11-21', true],
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-11-22T11:59:00+00:00', true],
    ['2026-11-22T12:01:00+00:00', false],
    [null, false],
  ])('%s: %s', (value, past) => {
    expect(isPast(value, now)).toBe(past);
  });
});

describe('daysAgo', () => {
  const now = new Date('2026-03-02T07:00:00+01:00');

  it.each([
    ['2026-03-02T00:10:00+01:00', 0],
    ['2026-03-01T23:50:00+01:00', 1],
    ['2026-02-26T12:00:00+01:00', 4],
    ['2026-03-05T12:00:00+01:00', 0],
    [null, 0],
  ])('%s is %i days ago', (value, days) => {
    expect(daysAgo(value, now)).toBe(days);
  });
});
