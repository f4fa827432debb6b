import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useCall } from '../../forms/call';
import type { Failure } from '../../forms/call';
import { FieldMessage } from '../../forms/Field';
import { useFailureText } from '../../forms/useFormErrors';
import type { Errors } from '../../forms/useFormErrors';
import type { Row } from './rows';
import { idOfField } from './steps';

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
  quote: { id: 'zr.grants.form.files.quote', defaultMessage: 'Quote' },
  'signed-form': {
    id: 'zr.grants.form.files.signed',
    defaultMessage: 'Signed form',
  },
  other: { id: 'zr.grants.form.files.other', defaultMessage: 'Something else' },
});

const KINDS = ['quote', 'signed-form', 'other'] as const;

export type FileItem = { '@id': string; title: string };

type Props = {
  path: string;
  items: FileItem[];
  rows: Row[];
  errors: Errors;
  onChange: (rows: Row[]) => void;
  /** Something was uploaded. */
  onUploaded: () => Promise<unknown>;
};

const idOfItem = (item: FileItem) =>
  flattenToAppURL(item['@id']).replace(/\/$/, '').split('/').pop() as string;

const contentOf = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** The files of an application, and what each of them is. */
const Files = ({ path, items, rows, errors, onChange, onUploaded }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const failureText = useFailureText();
  const input = useRef<HTMLInputElement>(null);
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
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
      await onUploaded();
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
        const name = idOfItem(item);
        return (
          <div key={name} className="zr-field">
            <p>
              <Link to={flattenToAppURL(item['@id'])}>{item.title}</Link>
            </p>
            <label htmlFor={`${id}-${name}`}>
              {t(messages.kind, { title: item.title })}
            </label>
            <select
              id={`${id}-${name}`}
              value={kindOf(name)}
              onChange={({ target }) => set(name, target.value)}
            >
              <option value="">{t(messages.choose)}</option>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(messages[kind])}
                </option>
              ))}
            </select>
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
    </div>
  );
};

export default Files;
