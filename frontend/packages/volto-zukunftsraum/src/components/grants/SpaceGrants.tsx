import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Found, Resource } from '../../store/resources';
import GrantState from './GrantState';

const messages = defineMessages({
  title: { id: 'zr.grants.space.title', defaultMessage: 'Our applications' },
  empty: {
    id: 'zr.grants.space.empty',
    defaultMessage:
      'There is no application yet. A micro grant pays for consulting, moderation and travel. {link} says how it works.',
  },
  how: { id: 'zr.grants.space.how', defaultMessage: 'Grants' },
});

/** The applications of a municipality: state, and who acts next. */
const SpaceGrants = ({ found }: { found: Resource<Found> }) => {
  const intl = useIntl();
  const items = found.data?.items ?? [];
  return (
    <section aria-labelledby="zr-space-grants" className="zr-panel">
      <h2 id="zr-space-grants">{intl.formatMessage(messages.title)}</h2>
      {items.length > 0 ? (
        <ul className="zr-space-grants">
          {items.map((item) => (
            <li key={item['@id']}>
              <Link to={item['@id']}>{item.title}</Link>
              <GrantState state={item.review_state} withNext />
            </li>
          ))}
        </ul>
      ) : (
        <p className="zr-muted">
          {intl.formatMessage(messages.empty, {
            link: (
              <Link key="link" to="/foerderung">
                {intl.formatMessage(messages.how)}
              </Link>
            ),
          })}
        </p>
      )}
    </section>
  );
};

export default SpaceGrants;
