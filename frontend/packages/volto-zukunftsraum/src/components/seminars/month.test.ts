import { describe, expect, it } from 'vitest';
import { filtersFromUrl, filtersToUrl } from '../listing/query';
import { byDay, monthPath, shifted, thisMonth, weeksOf } from './month';

describe('months', () => {
  it('follow each other over the years', () => {
    expect(shifted('2026-12', 1)).toBe('2027-01');
    expect(shifted('2026-01', -1)).toBe('2025-12');
    expect(shifted('2026-10', 1)).toBe('2026-11');
  });

  it('are those of Germany', () => {
    expect(thisMonth(new Date('2026-11-30T23:30:00Z'))).toBe('2026-12');
    expect(thisMonth(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07');
  });

  it('have weeks that begin on Monday', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks[0]).toEqual(['', '', '', '', '', '', '2026-11-01']);
    expect(weeks[5][0]).toBe('2026-11-30');
    expect(weeksOf('2027-02')).toHaveLength(4);
    // the clock changes in these months
    expect(weeksOf('2026-03').flat().filter(Boolean)).toHaveLength(31);
    expect(new Set(weeksOf('2026-10').flat().filter(Boolean)).size).toBe(31);
  });

  it('stand in the address, and nothing else does', () => {
    expect(filtersToUrl(filtersFromUrl('?month=2026-12'))).toBe(
      '?month=2026-12',
    );
    expect(filtersFromUrl('?month=2026-13').month).toBe('');
    expect(filtersFromUrl('?month=1').month).toBe('');
  });

  it('are asked for with their filters', () => {
    const filters = filtersFromUrl('?topic=mobility&month=2026-12');
    const asked = new URLSearchParams(monthPath('/v', filters).split('?')[1]);
    expect(asked.get('start.query')).toContain('2027-01-01');
    expect(asked.get('end.query')).toContain('2026-11-30');
    expect(asked.get('topics')).toBe('mobility');
  });
});

describe('byDay', () => {
  const item = (start: string, end: string): any => ({
    '@id': start,
    start,
    end,
  });

  it('puts dates on their day in Germany', () => {
    const late = item('2026-12-03T23:30:00+00:00', '2026-12-04T01:00:00+00:00');
    expect(Object.keys(byDay([late], '2026-12'))).toEqual(['2026-12-04']);
  });

  it('puts what lasts several days on each of them, within the month', () => {
    const long = item('2026-11-29T09:00:00+00:00', '2026-12-02T15:00:00+00:00');
    expect(Object.keys(byDay([long], '2026-12'))).toEqual([
      '2026-12-01',
      '2026-12-02',
    ]);
    expect(Object.keys(byDay([long], '2026-11'))).toEqual([
      '2026-11-29',
      '2026-11-30',
    ]);
    expect(byDay([long], '2027-01')).toEqual({});
  });

  it('puts a series on its dates only, in the order of the day', () => {
    const series = {
      ...item('2026-12-01T09:00:00+00:00', '2026-12-15T10:00:00+00:00'),
      series_dates: [
        ['2026-12-01T09:00:00+00:00', '2026-12-01T10:00:00+00:00'],
        ['2026-12-15T09:00:00+00:00', '2026-12-15T10:00:00+00:00'],
      ],
    };
    const early = item(
      '2026-12-15T07:00:00+00:00',
      '2026-12-15T08:00:00+00:00',
    );
    const days = byDay([series, early], '2026-12');
    expect(Object.keys(days)).toEqual(['2026-12-01', '2026-12-15']);
    expect(days['2026-12-15'].map(({ start }) => start)).toEqual([
      '2026-12-15T07:00:00+00:00',
      '2026-12-15T09:00:00+00:00',
    ]);
  });
});
