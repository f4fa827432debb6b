import { defineMessages, useIntl } from 'react-intl';
import DataTable from '../../listing/DataTable';
import type { Column } from '../../listing/DataTable';
import PageLinks from '../../listing/PageLinks';
import { PAGE_SIZE, pageCount } from '../../listing/query';
import { useUrlParameters } from '../../listing/urlParameters';
import { usePageFocus } from '../../listing/usePageFocus';
import { clock, longDate } from '../../../helpers/dates';
import type { SavedData, Submission } from './load';

const messages = defineMessages({
  count: {
    id: 'zr.easyform.saved.count',
    defaultMessage:
      '{total, plural, =0 {Nothing has come in yet.} one {One submission} other {# submissions, the newest first}}',
  },
  caption: { id: 'zr.easyform.saved.caption', defaultMessage: 'Submissions' },
  number: { id: 'zr.easyform.saved.number', defaultMessage: 'No.' },
  sent: { id: 'zr.easyform.saved.sent', defaultMessage: 'Came in' },
  file: {
    id: 'zr.easyform.saved.file',
    defaultMessage: 'Save the file {name}',
  },
  actions: { id: 'zr.easyform.saved.actions', defaultMessage: 'Actions' },
  delete: { id: 'zr.easyform.saved.delete', defaultMessage: 'Delete' },
  deleteOne: {
    id: 'zr.easyform.saved.deleteOne',
    defaultMessage: 'Delete submission no. {number}',
  },
});

type Props = {
  list: SavedData;
  busy: boolean;
  onDelete: (submission: Submission) => void;
  /** Save the file in this column. */
  onSave: (submission: Submission, column: string) => void;
};

/** The table of what came in, page by page. */
const Submissions = ({ list, busy, onDelete, onSave }: Props) => {
  const { formatMessage: t, locale } = useIntl();
  const url = useUrlParameters();
  const { items, items_total: total } = list;

  const heading = usePageFocus(url.page);

  // The oldest is number one, so that a number stays what it is while others come in.
  const numberOf = (submission: Submission) =>
    total - (url.page - 1) * PAGE_SIZE - items.indexOf(submission);

  const columns: Column<Submission>[] = [
    {
      key: 'zr-number',
      title: t(messages.number),
      isHeading: true,
      className: 'number',
      cell: numberOf,
    },
    {
      key: 'zr-sent',
      title: t(messages.sent),
      className: 'date',
      cell: ({ sent }) =>
        sent && `${longDate(sent, locale)}, ${clock(sent, locale)}`,
    },
    ...list.columns.map(({ name, title }) => ({
      key: name,
      title,
      className: 'message',
      cell: (submission: Submission) => {
        const text = submission.values[name];
        return submission.files?.[name] ? (
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-label={t(messages.file, { name: text })}
            onClick={() => onSave(submission, name)}
          >
            {text}
          </button>
        ) : (
          text
        );
      },
    })),
    {
      key: 'zr-actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (submission) => (
        <button
          type="button"
          className="zr-button zr-button--quiet"
          aria-haspopup="dialog"
          aria-label={t(messages.deleteOne, { number: numberOf(submission) })}
          onClick={() => onDelete(submission)}
        >
          {t(messages.delete)}
        </button>
      ),
    },
  ];

  return (
    <>
      <p role="status" className="zr-count" ref={heading} tabIndex={-1}>
        {t(messages.count, { total })}
      </p>
      {items.length > 0 && (
        <div className="zr-submissions-table">
          <DataTable
            caption={t(messages.caption)}
            columns={columns}
            items={items}
            id={({ id }) => id}
            busy={busy}
          />
        </div>
      )}
      <PageLinks page={url.page} count={pageCount(total)} to={url.pageTo} />
    </>
  );
};

export default Submissions;
