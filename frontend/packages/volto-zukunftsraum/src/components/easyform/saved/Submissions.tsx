import { useEffect, useRef } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import DataTable from '../../listing/DataTable';
import type { Column } from '../../listing/DataTable';
import PageLinks from '../../listing/PageLinks';
import { PAGE_SIZE, pageCount } from '../../listing/query';
import { useUrlParameters } from '../../listing/urlParameters';
import type { SavedData, Submission } from './load';

const messages = defineMessages({
  count: {
    id: 'zr.easyform.saved.count',
    defaultMessage:
      '{total, plural, =0 {Nothing has come in yet.} one {One submission} other {# submissions, the newest first}}',
  },
  caption: { id: 'zr.easyform.saved.caption', defaultMessage: 'Submissions' },
  number: { id: 'zr.easyform.saved.number', defaultMessage: 'No.' },
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
};

/** The table of what came in, page by page. */
const Submissions = ({ list, busy, onDelete }: Props) => {
  const t = useIntl().formatMessage;
  const url = useUrlParameters();
  const { items, items_total: total } = list;

  // Who turns a page goes on reading at its beginning.
  const heading = useRef<HTMLParagraphElement>(null);
  const page = useRef(url.page);
  useEffect(() => {
    if (page.current !== url.page) heading.current?.focus();
    page.current = url.page;
  }, [url.page]);

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
    ...list.columns.map(({ name, title }) => ({
      key: name,
      title,
      className: 'message',
      cell: ({ values }: Submission) => values[name],
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
