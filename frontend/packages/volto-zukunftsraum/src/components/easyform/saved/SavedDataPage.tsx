import { useEffect, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { getContent } from '@plone/volto/actions/content/content';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import Protected from '../../access/Protected';
import { downloadFile, downloadTable } from '../../account/download';
import type { TableFormat } from '../../account/download';
import Announcement, { useAnnouncement } from '../../dialogs/Announcement';
import Loaded from '../../listing/Loaded';
import { useUrlParameters } from '../../listing/urlParameters';
import { useUserId } from '../../members/useMe';
import { useReload } from '../../../store/useReload';
import { useResource } from '../../../store/useResource';
import { builderUrl } from '../addresses';
import { DeleteAllDialog, DeleteOneDialog } from './DeleteDialogs';
import Submissions from './Submissions';
import { savedDataPath, saverPath } from './load';
import type { SavedData, Submission } from './load';

const messages = defineMessages({
  title: {
    id: 'zr.easyform.saved.title',
    defaultMessage: 'What came in: {form}',
  },
  back: { id: 'zr.easyform.saved.back', defaultMessage: 'Back to the form' },
  csv: { id: 'zr.easyform.saved.csv', defaultMessage: 'Save as CSV' },
  xlsx: {
    id: 'zr.easyform.saved.xlsx',
    defaultMessage: 'Save as Excel table',
  },
  deleteAll: {
    id: 'zr.easyform.saved.deleteAll',
    defaultMessage: 'Delete all …',
  },
  failed: {
    id: 'zr.easyform.saved.download.failed',
    defaultMessage: 'The file could not be saved. Please try again.',
  },
  retention: {
    id: 'zr.easyform.saved.retention',
    defaultMessage:
      '{days, plural, one {What came in is deleted by itself after one day.} other {What came in is deleted by itself after # days.}}',
  },
  noRetention: {
    id: 'zr.easyform.saved.retention.none',
    defaultMessage:
      'Nothing is deleted by itself here. Please delete what you do not need any more.',
  },
  noSaver: {
    id: 'zr.easyform.saved.noSaver',
    defaultMessage:
      'This form saves nothing: what comes in goes by mail at most. To keep it, add the action “Save Data” in the {builder}.',
  },
  builder: {
    id: 'zr.easyform.saved.builder',
    defaultMessage: 'form builder',
  },
  savers: {
    id: 'zr.easyform.saved.savers',
    defaultMessage: 'Which table',
  },
  deleted: {
    id: 'zr.easyform.saved.said.deleted',
    defaultMessage: 'The submission has been deleted.',
  },
  deletedAll: {
    id: 'zr.easyform.saved.said.deletedAll',
    defaultMessage: 'All submissions have been deleted.',
  },
});

type FormContent = { '@id': string; title: string };

/** The form below whose address the page stands, with its path. */
function useFormContent() {
  const dispatch = useDispatch();
  const path = getBaseUrl(useLocation().pathname);
  const stored = useSelector<any, FormContent | null | undefined>(
    (state) => state.content.data,
  );
  const form =
    stored && flattenToAppURL(stored['@id']).replace(/\/$/, '') === path
      ? stored
      : null;
  const isThere = Boolean(form);
  useEffect(() => {
    if (!isThere) {
      Promise.resolve(dispatch(getContent(path) as any)).catch(() => {});
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [dispatch, path]);
  return { path, title: form?.title ?? '' };
}

/** What came in by a form, for those who may read it, at <form>/einsendungen. */
const SavedDataPage = () => {
  const t = useIntl().formatMessage;
  const userId = useUserId();
  const url = useUrlParameters();
  const reload = useReload();
  const { path, title: form } = useFormContent();
  const service = savedDataPath(path, url.search);
  const saved = useResource<SavedData>(userId ? service : null);
  const { text, announce } = useAnnouncement();
  const [problem, setProblem] = useState('');
  const [leaving, setLeaving] = useState<Submission | 'all' | null>(null);

  if (
    !userId ||
    (saved.status !== undefined && [401, 403, 404].includes(saved.status))
  ) {
    return <Protected />;
  }

  const save = async (download: () => Promise<void>) => {
    setProblem('');
    try {
      await download();
    } catch {
      setProblem(t(messages.failed));
    }
  };
  const saveTable = (format: TableFormat) =>
    save(() =>
      downloadTable(
        saverPath(path, url.search, '', { format }),
        format,
        `${path.split('/').pop()}`,
      ),
    );
  const saveFile = ({ id, values }: Submission, column: string) =>
    save(() =>
      downloadFile(
        saverPath(
          path,
          url.search,
          `/${[id, column].map(encodeURIComponent).join('/')}`,
        ),
        '*/*',
        values[column],
      ),
    );
  const onDeleted = (words: string) => {
    setLeaving(null);
    announce(words);
    reload(service);
  };

  const title = t(messages.title, { form });
  return (
    <div className="zr-page zr-work zr-submissions">
      <Helmet
        title={title}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <p className="zr-back">
        <Link to={path}>{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{title}</h1>
      <Announcement text={text} />
      <Loaded resource={saved} onRetry={() => reload(service)}>
        {(list, busy) =>
          list.savers.length === 0 ? (
            <p className="zr-empty">
              {t(messages.noSaver, {
                builder: (
                  <a key="builder" href={builderUrl(path, 'actions')}>
                    {t(messages.builder)}
                  </a>
                ),
              })}
            </p>
          ) : (
            <>
              {list.savers.length > 1 && (
                <nav className="zr-views" aria-label={t(messages.savers)}>
                  <ul>
                    {list.savers.map(({ name, title: saver }, index) => (
                      <li key={name}>
                        <Link
                          to={url.to({ action: index === 0 ? '' : name })}
                          aria-current={
                            (url.get('action') || list.savers[0].name) === name
                              ? 'page'
                              : undefined
                          }
                        >
                          {saver}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </nav>
              )}
              <p>
                {list.retention_days === null
                  ? t(messages.noRetention)
                  : t(messages.retention, { days: list.retention_days })}
              </p>
              {list.items_total > 0 && (
                <div className="zr-cluster">
                  {(['xlsx', 'csv'] as const).map((format) => (
                    <button
                      key={format}
                      type="button"
                      className="zr-button zr-button--secondary"
                      onClick={() => saveTable(format)}
                    >
                      <Icon name={downloadSVG} size="20px" />
                      {t(messages[format])}
                    </button>
                  ))}
                  <button
                    type="button"
                    className="zr-button zr-button--quiet"
                    aria-haspopup="dialog"
                    onClick={() => setLeaving('all')}
                  >
                    {t(messages.deleteAll)}
                  </button>
                </div>
              )}
              <div role="alert">
                {problem && <p className="zr-error">{problem}</p>}
              </div>
              <Submissions
                list={list}
                busy={busy}
                onDelete={setLeaving}
                onSave={saveFile}
              />
              {leaving === 'all' && (
                <DeleteAllDialog
                  path={path}
                  search={url.search}
                  list={list}
                  form={form}
                  onClose={() => setLeaving(null)}
                  onDone={() => onDeleted(t(messages.deletedAll))}
                />
              )}
              {leaving && leaving !== 'all' && (
                <DeleteOneDialog
                  path={path}
                  search={url.search}
                  list={list}
                  submission={leaving}
                  onClose={() => setLeaving(null)}
                  onDone={() => onDeleted(t(messages.deleted))}
                />
              )}
            </>
          )
        }
      </Loaded>
    </div>
  );
};

export default SavedDataPage;
