import { useCallback } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import {
  clock,
  isPast,
  isSummerTime,
  sameDay,
  weekdayAndDate,
} from '../../helpers/dates';

const messages = defineMessages({
  wholeDay: {
    id: 'zr.seminars.when.wholeDay',
    defaultMessage: '{day}, all day',
  },
  wholeDays: {
    id: 'zr.seminars.when.wholeDays',
    defaultMessage: '{from} to {to}',
  },
  openEnd: {
    id: 'zr.seminars.when.openEnd',
    defaultMessage: '{day}, from {from} ({zone})',
  },
  oneDay: {
    id: 'zr.seminars.when.oneDay',
    defaultMessage: '{day}, {from} to {to} ({zone})',
  },
  severalDays: {
    id: 'zr.seminars.when.severalDays',
    defaultMessage: '{firstDay}, {from}, to {lastDay}, {to} ({zone})',
  },
  series: {
    id: 'zr.seminars.when.series',
    defaultMessage: 'Series with {count} dates',
  },
  moment: {
    id: 'zr.seminars.when.moment',
    defaultMessage: '{day}, {from}',
  },
  summerTime: {
    id: 'zr.seminars.zone.summer',
    defaultMessage: 'CEST',
  },
  winterTime: {
    id: 'zr.seminars.zone.winter',
    defaultMessage: 'CET',
  },
});

export type When = {
  start?: string | null;
  end?: string | null;
  whole_day?: boolean | null;
  open_end?: boolean | null;
};

/** The date of a series that comes next; when all are over, the first one. */
export const nextOf = (dates: When[]): When =>
  dates.find(({ end }) => !isPast(end)) ?? dates[0];

/** Functions that say in words when something is; all times are Germany's. */
export function useWhen() {
  const intl = useIntl();
  const { locale } = intl;

  const zone = useCallback(
    (value?: string | null) =>
      intl.formatMessage(
        isSummerTime(value) ? messages.summerTime : messages.winterTime,
      ),
    [intl],
  );

  /** "Montag, 19. Oktober 2026, 10:00 bis 12:00 Uhr (MESZ)" */
  const when = useCallback(
    ({ start, end, whole_day, open_end }: When): string => {
      if (!start) return '';
      const day = weekdayAndDate(start, locale);
      const lastDay = weekdayAndDate(end, locale);
      if (whole_day) {
        return !end || open_end || sameDay(start, end)
          ? intl.formatMessage(messages.wholeDay, { day })
          : intl.formatMessage(messages.wholeDays, { from: day, to: lastDay });
      }
      const from = clock(start, locale);
      const to = clock(end, locale);
      if (!end || open_end || end === start) {
        return intl.formatMessage(messages.openEnd, {
          day,
          from,
          zone: zone(start),
        });
      }
      return sameDay(start, end)
        ? intl.formatMessage(messages.oneDay, {
            day,
            from,
            to,
            zone: zone(start),
          })
        : intl.formatMessage(messages.severalDays, {
            firstDay: day,
            from,
            lastDay,
            to,
            zone: zone(end),
          });
    },
    [intl, locale, zone],
  );

  /** "Freitag, 9. Oktober 2026, 08:00 Uhr" */
  const moment = useCallback(
    (value?: string | null): string =>
      value
        ? intl.formatMessage(messages.moment, {
            day: weekdayAndDate(value, locale),
            from: clock(value, locale),
          })
        : '',
    [intl, locale],
  );

  /** "Reihe mit 3 Terminen"; empty for what takes place once. */
  const series = useCallback(
    (dates?: unknown[] | null): string =>
      dates && dates.length > 1
        ? intl.formatMessage(messages.series, { count: dates.length })
        : '',
    [intl],
  );

  return { when, moment, series };
}
