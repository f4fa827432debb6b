import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useResource } from '../../store/useResource';
import { similarPath } from './load';
import type { SimilarExample } from './types';

const messages = defineMessages({
  title: { id: 'zr.practices.similar', defaultMessage: 'Similar examples' },
  reasons: {
    id: 'zr.practices.similar.reasons',
    defaultMessage: 'In common: {reasons}',
  },
});

/** Examples of municipalities alike, with what they have in common. Nothing when there are none. */
const SimilarExamples = ({ path }: { path: string }) => {
  const intl = useIntl();
  const { data } = useResource<{ items: SimilarExample[] }>(similarPath(path));
  if (!data?.items?.length) return null;
  return (
    <section className="zr-part zr-similar" aria-labelledby="aehnliche">
      <h2 id="aehnliche">{intl.formatMessage(messages.title)}</h2>
      <ul className="zr-similar-list">
        {data.items.map((item) => (
          <li key={item['@id']}>
            <h3>
              <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
            </h3>
            {item.municipality && (
              <p className="zr-muted">
                {[item.municipality.name, item.municipality.state_title]
                  .filter(Boolean)
                  .join(', ')}
              </p>
            )}
            {item.description && <p>{item.description}</p>}
            <p className="zr-reasons">
              {intl.formatMessage(messages.reasons, {
                reasons: item.reasons.map(({ title }) => title).join(' · '),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};

export default SimilarExamples;
