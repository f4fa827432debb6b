import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Protected from '../access/Protected';
import Loaded from '../listing/Loaded';
import PageLinks from '../listing/PageLinks';
import StateBadge from '../listing/StateBadge';
import { pageCount } from '../listing/query';
import { useUrlParameters } from '../listing/urlParameters';
import type { Listed } from '../listing/urlParameters';
import { usePageFocus } from '../listing/usePageFocus';
import { useIsLoggedIn } from '../members/useMe';
import SafeLink from '../page/SafeLink';
import { dateBlock } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import CalendarFeed from './CalendarFeed';
import PlaceBadge from './PlaceBadge';
import { mySeminarsPath } from './mine';
import type { MySeminar } from './mine';
import { nextOf, useWhen } from './useWhen';

const messages = defineMessages({
  title: { id: 'zr.seminars.mine.title', defaultMessage: 'My events' },
  lead: {
    id: 'zr.seminars.mine.lead',
    defaultMessage:
      'What you are registered for, and what you have been to. To cancel, open the event.',
  },
  views: { id: 'zr.seminars.mine.views', defaultMessage: 'Which events' },
  coming: { id: 'zr.seminars.mine.coming', defaultMessage: 'Coming' },
  past: { id: 'zr.seminars.mine.past', defaultMessage: 'Past' },
  count: {
    id: 'zr.seminars.mine.count',
    defaultMessage: '{total, plural, one {One event} other {# events}}',
  },
  none: {
    id: 'zr.seminars.mine.none',
    defaultMessage: 'You are not registered for any coming event. {link}',
  },
  nonePast: {
    id: 'zr.seminars.mine.none.past',
    defaultMessage: 'You have not been to any event yet.',
  },
  all: { id: 'zr.seminars.mine.all', defaultMessage: 'See all events' },
  access: {
    id: 'zr.seminars.access.link',
    defaultMessage: 'Open the online room',
  },
  certificate: {
    id: 'zr.seminars.certificate',
    defaultMessage: 'Certificate of attendance (PDF)',
  },
  feedback: {
    id: 'zr.seminars.feedback',
    defaultMessage: 'How was it? Give feedback',
  },
});

/** One event of a person, with what they can do. */
const Item = ({ item }: { item: MySeminar }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { when, series } = useWhen();
  const shown = item.dates?.length ? nextOf(item.dates) : item;
  const { day, month, year } = dateBlock(shown.start, intl.locale);
  const path = flattenToAppURL(item['@id']);
  const isOff = item.review_state === 'cancelled';
  return (
    <li className="zr-dated">
      <p className="zr-date-block" aria-hidden="true">
        <span className="day">{day}</span>
        <span className="month">{month}</span>
        <span className="year">{year}</span>
      </p>
      <div className="zr-dated-text">
        <h2>
          <Link to={path}>{item.title}</Link>
        </h2>
        <p className="zr-item-facts is-stacked">
          <strong>{when(shown)}</strong>
          {series(item.dates) && <span>{series(item.dates)}</span>}
          {item.location && <span>{item.location}</span>}
        </p>
        <p className="zr-cluster">
          {isOff ? (
            <StateBadge state="cancelled" />
          ) : (
            <PlaceBadge place={item} />
          )}
        </p>
        {(item.access_link || item.certificate || item.feedback) && (
          <p className="zr-cluster">
            {item.access_link && (
              <a
                className="zr-button zr-button--primary"
                href={item.access_link}
              >
                {t(messages.access)}
              </a>
            )}
            {item.certificate && (
              <a
                className="zr-button zr-button--secondary"
                href={`/++api++${flattenToAppURL(item.certificate)}`}
                download
              >
                <Icon name={downloadSVG} size="20px" />
                {t(messages.certificate)}
              </a>
            )}
            {item.feedback && (
              <SafeLink
                className="zr-button zr-button--quiet"
                href={flattenToAppURL(item.feedback)}
              >
                {t(messages.feedback)}
              </SafeLink>
            )}
          </p>
        )}
      </div>
    </li>
  );
};

/** What a person is registered for, at /meine-veranstaltungen. */
const MySeminarsPage = () => {
  const t = useIntl().formatMessage;
  const loggedIn = useIsLoggedIn();
  const url = useUrlParameters();
  const reload = useReload();
  const path = mySeminarsPath(url.search);
  const seminars = useResource<Listed<MySeminar>>(loggedIn ? path : null);
  const isPast = url.get('when') === 'past';

  const heading = usePageFocus(url.page);

  if (!loggedIn || seminars.status === 401) return <Protected />;

  return (
    <div className="zr-page zr-work zr-mine">
      <Helmet title={t(messages.title)} />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      <nav className="zr-views" aria-label={t(messages.views)}>
        <ul>
          {(['coming', 'past'] as const).map((when) => (
            <li key={when}>
              <Link
                to={url.to({ when: when === 'past' ? when : '' })}
                aria-current={isPast === (when === 'past') ? 'page' : undefined}
              >
                {t(messages[when])}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Loaded resource={seminars} onRetry={() => reload(path)}>
        {({ items, items_total: total }, busy) => (
          <>
            {total > 0 ? (
              <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
                {t(messages.count, { total })}
              </p>
            ) : (
              <p role="status" className="zr-empty">
                {isPast
                  ? t(messages.nonePast)
                  : t(messages.none, {
                      link: (
                        <Link key="all" to="/veranstaltungen">
                          {t(messages.all)}
                        </Link>
                      ),
                    })}
              </p>
            )}
            {items.length > 0 && (
              <ul className="zr-mine-list" aria-busy={busy || undefined}>
                {items.map((item) => (
                  <Item key={item['@id']} item={item} />
                ))}
              </ul>
            )}
            <PageLinks
              page={url.page}
              count={pageCount(total)}
              to={url.pageTo}
            />
          </>
        )}
      </Loaded>
      <CalendarFeed />
    </div>
  );
};

export default MySeminarsPage;
