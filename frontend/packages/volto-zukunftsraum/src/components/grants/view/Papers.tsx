import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { longDate } from '../../../helpers/dates';
import { fileSize } from '../../../helpers/numbers';
import { useResource } from '../../../store/useResource';
import { papersPath } from '../types';

const messages = defineMessages({
  title: { id: 'zr.grants.papers', defaultMessage: 'Documents' },
  about: {
    id: 'zr.grants.papers.about',
    defaultMessage: '(PDF, {size}, {day})',
  },
});

/** GET <GrantApplication>/@papers; size in bytes. */
type Paper = {
  '@id': string;
  number: number;
  title: string;
  time: string;
  size: number;
};

/** The documents of an application to download, the newest first; nothing while there are none. */
const Papers = ({ path }: { path: string }) => {
  const intl = useIntl();
  const papers =
    useResource<{ items: Paper[] }>(papersPath(path)).data?.items ?? [];
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="zr-grant-papers">
      <h2 id="zr-grant-papers">{intl.formatMessage(messages.title)}</h2>
      <ul className="zr-downloads">
        {[...papers].reverse().map((paper) => (
          <li key={paper.number}>
            <Icon name={downloadSVG} size="24px" />
            <div>
              <a href={`/++api++${papersPath(path)}/${paper.number}`} download>
                {paper.title}
              </a>{' '}
              <span className="zr-muted">
                {intl.formatMessage(messages.about, {
                  size: fileSize(paper.size, intl.locale),
                  day: longDate(paper.time, intl.locale),
                })}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

export default Papers;
