import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { longDate } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
import Protected from '../access/Protected';
import Loaded from '../listing/Loaded';
import { useTypeName } from '../listing/PageSummary';
import StateBadge from '../listing/StateBadge';
import { useIsLoggedIn, useMe } from '../members/useMe';
import { ADDRESSES, stepAddress } from '../submission/steps';
import { ownTextsPath } from './load';

const messages = defineMessages({
  title: { id: 'zr.knowledge.own', defaultMessage: 'My texts' },
  lead: {
    id: 'zr.knowledge.own.lead',
    defaultMessage:
      'What you have written for the wiki and the practice examples, and where it stands.',
  },
  practice: {
    id: 'zr.knowledge.own.practice',
    defaultMessage: 'Submit a practice example',
  },
  article: {
    id: 'zr.knowledge.own.article',
    defaultMessage: 'Propose an article',
  },
  drafts: { id: 'zr.knowledge.own.drafts', defaultMessage: 'Drafts' },
  pending: {
    id: 'zr.knowledge.own.pending',
    defaultMessage: 'With the editors',
  },
  published: { id: 'zr.knowledge.own.published', defaultMessage: 'Published' },
  archived: { id: 'zr.knowledge.own.archived', defaultMessage: 'Archived' },
  empty: {
    id: 'zr.knowledge.own.empty',
    defaultMessage:
      'You have not written anything yet. What has your municipality tried out? Others want to learn from it, most of all from what did not work.',
  },
  changed: {
    id: 'zr.knowledge.own.changed',
    defaultMessage: 'changed on {date}',
  },
  complete: {
    id: 'zr.knowledge.own.complete',
    defaultMessage: 'Complete it',
  },
  completeTitle: {
    id: 'zr.knowledge.own.complete.title',
    defaultMessage: 'Complete “{title}”',
  },
});

const GROUPS = [
  { title: messages.drafts, states: ['draft'] },
  { title: messages.pending, states: ['pending'] },
  { title: messages.published, states: ['published', 'network'] },
  { title: messages.archived, states: ['archived'] },
];

/** What a member has written: drafts, with the editors, published. */
const OwnTextsPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const typeName = useTypeName();
  const reload = useReload();
  const loggedIn = useIsLoggedIn();
  const me = useMe();
  const path = me.data ? ownTextsPath(me.data.id) : null;
  const found = useResource<Found>(path);

  if (!loggedIn || me.status === 401) return <Protected />;

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      <p className="zr-cluster">
        <Link
          className="zr-button zr-button--primary"
          to={ADDRESSES.BestPractice}
        >
          {t(messages.practice)}
        </Link>
        <Link
          className="zr-button zr-button--secondary"
          to={ADDRESSES.WikiArticle}
        >
          {t(messages.article)}
        </Link>
      </p>
      <Loaded resource={found} onRetry={() => reload(path)}>
        {({ items }) => (
          <>
            {items.length === 0 && (
              <p className="zr-empty">{t(messages.empty)}</p>
            )}
            {GROUPS.map(({ title, states }) => {
              const group = items.filter(({ review_state: state }) =>
                states.includes(state ?? ''),
              );
              if (group.length === 0) return null;
              return (
                <section key={title.id} className="zr-part">
                  <h2>
                    {t(title)} ({group.length})
                  </h2>
                  <ul className="zr-own-texts">
                    {group.map((item) => (
                      <li key={item['@id']}>
                        <div>
                          <Link to={item['@id']}>{item.title}</Link>
                          <p className="zr-muted">
                            {typeName(item['@type'])}
                            {' · '}
                            {t(messages.changed, {
                              date: longDate(item.modified, intl.locale),
                            })}{' '}
                            {item.review_state === 'network' && (
                              <StateBadge state="network" />
                            )}
                          </p>
                        </div>
                        {item.review_state === 'draft' && (
                          <Link
                            className="zr-button zr-button--secondary"
                            to={stepAddress(item['@type'], item['@id'])}
                            aria-label={t(messages.completeTitle, {
                              title: item.title,
                            })}
                          >
                            {t(messages.complete)}
                          </Link>
                        )}
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        )}
      </Loaded>
    </div>
  );
};

export default OwnTextsPage;
