import { useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import type { Failure } from '../../forms/call';
import { contentOf } from '../../files/contentOf';
import { FieldMessage } from '../../forms/Field';
import { useFailureText } from '../../forms/useFormErrors';
import type { Errors } from '../../forms/useFormErrors';
import type { ListItem } from '../../listing/types';
import { fileAddress, idOfFile, useFileKind } from '../files';
import type { Row } from './rows';
import { idOfField } from '../addresses';
import type { FileKind } from './steps';

const messages = defineMessages({
  none: { id: 'zr.grants.form.files.none', defaultMessage: 'No files yet.' },
  kind: {
    id: 'zr.grants.form.files.kind',
    defaultMessage: 'What is {title}?',
  },
  add: {
    id: 'zr.grants.form.files.add',
    defaultMessage: 'Upload a file',
  },
  help: {
    id: 'zr.grants.form.files.help',
    defaultMessage:
      'PDF, image, or a document of Word, Excel or LibreOffice. The file is stored at once.',
  },
  working: {
    id: 'zr.grants.form.files.working',
    defaultMessage: 'The file is being uploaded …',
  },
  done: {
    id: 'zr.grants.form.files.done',
    defaultMessage: '{name} has been uploaded.',
  },
  choose: {
    id: 'zr.grants.form.files.choose',
    defaultMessage: 'Please choose',
  },
  remove: {
    id: 'zr.grants.form.files.remove',
    defaultMessage: 'Delete {title}',
  },
  removeTitle: {
    id: 'zr.grants.form.files.removeTitle',
    defaultMessage: 'Delete this file?',
  },
  removeText: {
    id: 'zr.grants.form.files.removeText',
    defaultMessage: '“{title}” is deleted for good.',
  },
  removeSubmit: {
    id: 'zr.grants.form.files.removeSubmit',
    defaultMessage: 'Delete the file',
  },
  removeForbidden: {
    id: 'zr.grants.form.files.removeForbidden',
    defaultMessage:
      'Only coordinators, and whoever has uploaded a file, can delete it.',
  },
  removed: {
    id: 'zr.grants.form.files.removed',
    defaultMessage: '{title} has been deleted.',
  },
});

type Props = {
  path: string;
  items: ListItem[];
  /** What a file can be here; what came as something else was submitted, and stays. */
  kinds: FileKind[];
  rows: Row[];
  errors: Errors;
  onChange: (rows: Row[]) => void;
  /** Something was uploaded or deleted. */
  onStored: () => Promise<unknown>;
};

/** The files of an application, and what each of them is. */
const Files = ({
  path,
  items,
  kinds,
  rows,
  errors,
  onChange,
  onStored,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const failureText = useFailureText();
  const titleOfKind = useFileKind();
  const input = useRef<HTMLInputElement>(null);
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const [leaving, setLeaving] = useState<ListItem | null>(null);
  const id = idOfField('attachments');

  const kindOf = (name: string) =>
    (rows.find(({ file }) => file === name)?.kind as string) ?? '';
  const set = (file: string, kind: string) =>
    onChange([
      ...rows.filter((row) => row.file !== file),
      ...(kind ? [{ file, kind }] : []),
    ]);

  const upload = async (file: File) => {
    setWorking(true);
    setFailure('');
    setSaid('');
    try {
      await call('post', path, {
        '@type': 'File',
        title: file.name,
        file: {
          data: await contentOf(file),
          encoding: 'base64',
          filename: file.name,
          'content-type': file.type,
        },
      });
      await onStored();
      setSaid(t(messages.done, { name: file.name }));
    } catch (error) {
      const { errors: known = [], ...rest } = error as Failure;
      setFailure(
        known.map(({ message }) => message).join(' ') ||
          failureText({ errors: known, ...rest }),
      );
    } finally {
      setWorking(false);
      if (input.current) input.current.value = '';
    }
  };

  return (
    <div className="zr-grant-files" id={id} tabIndex={-1}>
      <FieldMessage id={id} error={errors.attachments} />
      {items.length === 0 && <p className="zr-muted">{t(messages.none)}</p>}
      {items.map((item) => {
        const name = idOfFile(item);
        const kind = kindOf(name);
        const isOther = kind && !kinds.includes(kind as FileKind);
        return (
          <div key={name} className="zr-field zr-grant-file">
            <p>
              <a href={fileAddress(item)}>{item.title}</a>
            </p>
            <label htmlFor={`${id}-${name}`}>
              {t(messages.kind, { title: item.title })}
            </label>
            <select
              id={`${id}-${name}`}
              value={kind}
              onChange={({ target }) => set(name, target.value)}
            >
              <option value="">{t(messages.choose)}</option>
              {[...kinds, ...(isOther ? [kind as FileKind] : [])].map((one) => (
                <option key={one} value={one}>
                  {titleOfKind(one)}
                </option>
              ))}
            </select>
            {!isOther && (
              <button
                type="button"
                className="zr-button zr-button--quiet"
                aria-haspopup="dialog"
                onClick={() => setLeaving(item)}
              >
                {t(messages.remove, { title: item.title })}
              </button>
            )}
          </div>
        );
      })}
      <div className="zr-field">
        <label htmlFor={`${id}-new`}>{t(messages.add)}</label>
        <p id={`${id}-new-help`} className="zr-help">
          {t(messages.help)}
        </p>
        {failure && (
          <p id={`${id}-new-error`} className="zr-field-error" role="alert">
            {failure}
          </p>
        )}
        <input
          ref={input}
          id={`${id}-new`}
          type="file"
          aria-describedby={`${id}-new-help`}
          disabled={working}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) upload(file);
          }}
        />
        <p role="status" className="zr-muted">
          {working ? t(messages.working) : said}
        </p>
      </div>
      {leaving && (
        <FormDialog
          danger
          title={t(messages.removeTitle)}
          submitLabel={t(messages.removeSubmit)}
          action={() => call('del', `${path}/${idOfFile(leaving)}`)}
          explain={({ status }) =>
            status === 401 || status === 403
              ? t(messages.removeForbidden)
              : undefined
          }
          onDone={async () => {
            const { title } = leaving;
            setLeaving(null);
            if (kindOf(idOfFile(leaving))) set(idOfFile(leaving), '');
            await onStored();
            setSaid(t(messages.removed, { title }));
            input.current?.focus();
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{t(messages.removeText, { title: leaving.title })}</p>
        </FormDialog>
      )}
    </div>
  );
};

export default Files;
