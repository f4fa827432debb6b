import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import backSVG from '@plone/volto/icons/left-key.svg';
import aheadSVG from '@plone/volto/icons/right-key.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { clock, dayOf, monthAndYear, weekday } from '../../helpers/dates';
import Loaded from '../listing/Loaded';
import StateBadge from '../listing/StateBadge';
import { changed, filtersToUrl } from '../listing/query';
import type { Filters } from '../listing/query';
import type { Found } from '../../store/resources';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { byDay, monthPath, shifted, thisMonth, weeksOf } from './month';

const messages = defineMessages({
  months: { id: 'zr.seminars.month.nav', defaultMessage: 'Other months' },
  today: { id: 'zr.seminars.month.today', defaultMessage: 'This month' },
  none: {
    id: 'zr.seminars.month.none',
    defaultMessage: 'There is no date in this month.',
  },
  caption: {
    id: 'zr.seminars.month.caption',
    defaultMessage: 'Dates in {month}',
  },
});

type Props = {
  /** Path of the section. */
  path: string;
  filters: Filters;
};

/** The dates of a month as a calendar; on a phone the days on which something takes place. */
const MonthView = ({ path, filters }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { locale } = intl;
  const { pathname } = useLocation();
  const reload = useReload();
  const { month } = filters;
  const service = monthPath(path, filters);
  const found = useResource<Found>(service);
  const weeks = weeksOf(month);
  const now = thisMonth();
  const today = dayOf(new Date().toISOString());
  const name = monthAndYear(`${month}-01`, locale);
  const to = (other: string) =>
    pathname + filtersToUrl(changed(filters, { month: other }));

  const step = (by: number, icon: string) => {
    const other = shifted(month, by);
    return (
      <Link
        className="zr-button zr-button--secondary"
        to={to(other)}
        rel={by < 0 ? 'prev' : 'next'}
      >
        {by < 0 && <Icon name={icon} size="20px" />}
        {monthAndYear(`${other}-01`, locale)}
        {by > 0 && <Icon name={icon} size="20px" />}
      </Link>
    );
  };

  return (
    <section className="zr-month" aria-labelledby="zr-month-title">
      <h2 id="zr-month-title">{name}</h2>
      <nav className="zr-month-nav" aria-label={t(messages.months)}>
        {step(-1, backSVG)}
        {month !== now && (
          <Link className="zr-button zr-button--quiet" to={to(now)}>
            {t(messages.today)}
          </Link>
        )}
        {step(1, aheadSVG)}
      </nav>
      <Loaded resource={found} onRetry={() => reload(service)}>
        {({ items }, busy) => {
          const days = byDay(items, month);
          return (
            <>
              {Object.keys(days).length === 0 && (
                <p className="zr-empty" role="status">
                  {t(messages.none)}
                </p>
              )}
              <table aria-busy={busy || undefined}>
                <caption className="zr-visually-hidden">
                  {t(messages.caption, { month: name })}
                </caption>
                <thead>
                  <tr>
                    {/* any week that is whole: 2026-11-30 is a Monday */}
                    {[0, 1, 2, 3, 4, 5, 6].map((number) => {
                      const day = new Date(
                        Date.UTC(2026, 10, 30 + number, 12),
                      ).toISOString();
                      const title = weekday(day, locale);
                      return (
                        <th key={day} scope="col">
                          <abbr title={title}>{title.slice(0, 2)}</abbr>
                        </th>
                      );
                    })}
                  </tr>
                </thead>
                <tbody>
                  {weeks.map((week) => (
                    <tr key={week.find(Boolean)}>
                      {week.map((day, index) =>
                        day ? (
                          <td
                            key={day}
                            className={days[day] ? 'has-dates' : undefined}
                            aria-current={day === today ? 'date' : undefined}
                          >
                            <time dateTime={day}>
                              <span className="zr-month-weekday">
                                {weekday(day, locale)},{' '}
                              </span>
                              {Number(day.slice(8))}
                              <span className="zr-month-dot">.</span>
                            </time>
                            {days[day] && (
                              <ul>
                                {days[day].map(({ item, start }) => (
                                  <li key={`${item['@id']} ${start}`}>
                                    <Link to={flattenToAppURL(item['@id'])}>
                                      {dayOf(start) === day &&
                                        !item.whole_day && (
                                          <span className="zr-month-time">
                                            {clock(start, locale)}{' '}
                                          </span>
                                        )}
                                      {item.title}
                                    </Link>{' '}
                                    <StateBadge
                                      state={
                                        item.review_state === 'completed'
                                          ? null
                                          : item.review_state
                                      }
                                    />
                                  </li>
                                ))}
                              </ul>
                            )}
                          </td>
                        ) : (
                          <td key={index} className="is-other" />
                        ),
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          );
        }}
      </Loaded>
    </section>
  );
};

export default MonthView;
