import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
import { Link } from 'react-router-dom';

const messages = defineMessages({
  title: { id: 'zr.wiki.backlinks', defaultMessage: 'Mentioned in' },
  more: {
    id: 'zr.wiki.backlinks.more',
    defaultMessage: '{count, plural, one {and one more} other {and # more}}',
  },
});

/** As many as the content brings along (`wiki/services/parts.py`). */
const SHOWN = 10;

const backlinksPath = (path: string) => `${path}/@backlinks?b_size=${SHOWN}`;

/** Texts that lead here. Nothing when there are none. */
const Backlinks = ({ path }: { path: string }) => {
  const intl = useIntl();
  const { data } = useResource<Found>(backlinksPath(path));
  if (!data?.items?.length) return null;
  return (
    <section className="zr-backlinks" aria-labelledby="zr-backlinks-title">
      <h2 id="zr-backlinks-title">{intl.formatMessage(messages.title)}</h2>
      <ul className="zr-plain-list">
        {data.items.map((item) => (
          <li key={item['@id']}>
            <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
          </li>
        ))}
      </ul>
      {data.items_total > data.items.length && (
        <p className="zr-muted">
          {intl.formatMessage(messages.more, {
            count: data.items_total - data.items.length,
          })}
        </p>
      )}
    </section>
  );
};

export default Backlinks;
