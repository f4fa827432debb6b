import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import DeleteDialog from './DeleteDialog';
import { downloadExport } from './download';
import type { ExportFormat } from './download';

const messages = defineMessages({
  title: { id: 'zr.account.data', defaultMessage: 'Your data' },
  export: {
    id: 'zr.account.data.export',
    defaultMessage: 'See what is stored about you',
  },
  exportText: {
    id: 'zr.account.data.export.text',
    defaultMessage:
      'All that the portal stores about you: account, memberships, consents, what you have written, registrations. The ZIP file also holds your files.',
  },
  zip: {
    id: 'zr.account.data.zip',
    defaultMessage: 'Download all as a ZIP file',
  },
  json: {
    id: 'zr.account.data.json',
    defaultMessage: 'Only the data (JSON)',
  },
  working: {
    id: 'zr.account.data.working',
    defaultMessage: 'The file is put together …',
  },
  ready: {
    id: 'zr.account.data.ready',
    defaultMessage: 'The file is in your downloads.',
  },
  failed: {
    id: 'zr.account.data.failed',
    defaultMessage:
      'The file could not be made. Please try again in a few minutes.',
  },
  delete: {
    id: 'zr.account.data.delete',
    defaultMessage: 'Delete the account',
  },
  deleteText: {
    id: 'zr.account.data.delete.text',
    defaultMessage:
      'You can delete your account at any time. We first say what goes and what stays.',
  },
  deleteButton: {
    id: 'zr.account.data.delete.button',
    defaultMessage: 'Delete the account …',
  },
});

type Message = 'working' | 'ready' | 'failed';

/** The rights of a person over their data: to get them, and to delete them. */
const DataSection = ({ onDeleted }: { onDeleted: () => void }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const [message, setMessage] = useState<Message | null>(null);
  const [deleting, setDeleting] = useState(false);

  const download = async (format: ExportFormat) => {
    if (message === 'working') return;
    setMessage('working');
    try {
      await downloadExport(format);
      setMessage('ready');
    } catch {
      setMessage('failed');
    }
  };

  return (
    <section
      id="daten"
      className="zr-account-section"
      aria-labelledby="zr-account-data"
    >
      <h2 id="zr-account-data">{t(messages.title)}</h2>
      <h3>{t(messages.export)}</h3>
      <p>{t(messages.exportText)}</p>
      <p className="zr-cluster">
        <button
          type="button"
          className="zr-button zr-button--secondary"
          onClick={() => download('zip')}
        >
          {t(messages.zip)}
        </button>
        <button
          type="button"
          className="zr-button zr-button--quiet"
          onClick={() => download('json')}
        >
          {t(messages.json)}
        </button>
      </p>
      <p
        role="status"
        className={message === 'failed' ? 'zr-error' : 'zr-muted'}
      >
        {message && t(messages[message])}
      </p>
      <h3>{t(messages.delete)}</h3>
      <p>{t(messages.deleteText)}</p>
      <button
        type="button"
        className="zr-button zr-button--danger"
        aria-haspopup="dialog"
        onClick={() => setDeleting(true)}
      >
        {t(messages.deleteButton)}
      </button>
      {deleting && (
        <DeleteDialog
          onClose={() => setDeleting(false)}
          onDeleted={onDeleted}
        />
      )}
    </section>
  );
};

export default DataSection;
