import { useState } from 'react';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { wholeNumber } from '../../helpers/numbers';
import type { Filters } from '../listing/query';
import { exportPath } from './load';
import { saveExport } from './saveExport';

const messages = defineMessages({
  title: { id: 'zr.search.export', defaultMessage: 'Save these results' },
  format: {
    id: 'zr.search.export.format',
    defaultMessage: 'Save results as {format}',
  },
  tooMany: {
    id: 'zr.search.export.tooMany',
    defaultMessage:
      'At most {most} results can be saved as a file. Please narrow them down.',
  },
  failed: {
    id: 'zr.search.export.failed',
    defaultMessage:
      'The file could not be made. Your search is kept. Please try again.',
  },
});

export const FORMATS = ['csv', 'xlsx', 'json'] as const;

/** More the API refuses. */
const MOST = 5000;

type Props = { filters: Filters; total: number };

/** The results as a file. Plain links; who is logged in gets what members may see, too. */
const SearchExport = ({ filters, total }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const [failed, setFailed] = useState(false);
  const loggedIn = useSelector<
    { userSession: { token?: string | null } },
    boolean
  >((state) => Boolean(state.userSession.token));
  if (total === 0) return null;

  return (
    <section className="zr-export" aria-labelledby="zr-export-title">
      <h2 id="zr-export-title">{t(messages.title)}</h2>
      {total > MOST ? (
        <p>{t(messages.tooMany, { most: wholeNumber(MOST, intl.locale) })}</p>
      ) : (
        <ul>
          {FORMATS.map((format) => (
            <li key={format}>
              <a
                className="zr-button zr-button--secondary"
                href={`/++api++${exportPath(filters, format)}`}
                download
                aria-label={t(messages.format, {
                  format: format.toUpperCase(),
                })}
                onClick={(event) => {
                  if (!loggedIn) return;
                  event.preventDefault();
                  setFailed(false);
                  saveExport(filters, format).catch(() => setFailed(true));
                }}
              >
                <Icon name={downloadSVG} size="24px" />
                {format.toUpperCase()}
              </a>
            </li>
          ))}
        </ul>
      )}
      {failed && (
        <p className="zr-notice zr-notice--danger" role="alert">
          {t(messages.failed)}
        </p>
      )}
    </section>
  );
};

export default SearchExport;
