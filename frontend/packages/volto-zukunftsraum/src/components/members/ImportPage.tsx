import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent, FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Protected from '../access/Protected';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import Field, { TextField } from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';
import RowErrors from '../imports/RowErrors';
import type { RowError } from '../imports/RowErrors';
import { useMe, useIsLoggedIn } from './useMe';

const messages = defineMessages({
  title: { id: 'zr.members.import.title', defaultMessage: 'Import members' },
  back: {
    id: 'zr.members.import.back',
    defaultMessage: 'Back to all members',
  },
  lead: {
    id: 'zr.members.import.lead',
    defaultMessage:
      'First every row is checked, and nothing is created. Only when all rows are right can you create the accounts; then all of them or none.',
  },
  columns: {
    id: 'zr.members.import.columns',
    defaultMessage: 'How the file looks',
  },
  columnsText: {
    id: 'zr.members.import.columns.text',
    defaultMessage:
      'A CSV file, separated by semicolons or commas, as spreadsheets save it. Its first row names the columns; one row follows for each person:',
  },
  columnsMunicipality: {
    id: 'zr.members.import.columns.municipality',
    defaultMessage:
      'The municipality is its official key (ARS or AGS); people from science and consulting have none. Categories: {categories}. The role is “member” or “coordinator”; empty means member.',
  },
  file: { id: 'zr.members.import.file', defaultMessage: 'CSV file' },
  text: { id: 'zr.members.import.text', defaultMessage: 'Or the rows as text' },
  missing: {
    id: 'zr.members.import.missing',
    defaultMessage: 'Please choose a file, or paste the rows.',
  },
  unreadable: {
    id: 'zr.members.import.unreadable',
    defaultMessage: 'This file cannot be read as text.',
  },
  check: { id: 'zr.members.import.check', defaultMessage: 'Check the rows' },
  checking: {
    id: 'zr.members.import.checking',
    defaultMessage: 'Checking … With many rows this takes a minute.',
  },
  create: {
    id: 'zr.members.import.create',
    defaultMessage:
      '{count, plural, one {Create one account} other {Create # accounts}}',
  },
  creating: {
    id: 'zr.members.import.creating',
    defaultMessage: 'Creating … Please leave this page open.',
  },
  right: {
    id: 'zr.members.import.right',
    defaultMessage:
      '{count, plural, one {The row is right.} other {All # rows are right.}} Nothing has been created yet.',
  },
  exists: {
    id: 'zr.members.import.exists',
    defaultMessage:
      '{count, plural, one {One of them has an account already, which stays as it is.} other {# of them have an account already, which stays as it is.}}',
  },
  nothing: {
    id: 'zr.members.import.nothing',
    defaultMessage: 'Everybody in the table has an account already.',
  },
  done: {
    id: 'zr.members.import.done',
    defaultMessage:
      '{count, plural, one {One account has been created. The person gets a mail with which to choose a password.} other {# accounts have been created. The people get mails with which to choose a password.}}',
  },
  all: { id: 'zr.members.import.all', defaultMessage: 'Show the members' },
});

export const IMPORT_COLUMNS = [
  'email',
  'fullname',
  'municipality',
  'category',
  'function',
  'role',
];

const CATEGORIES =
  'mayor, village-head, administration, volunteer, science, consulting';

/** `created`: in a dry run, how many would be. */
type Imported = { created: number; exists: number; rows: number };

type Result =
  | { kind: 'right'; count: number; exists: number; created: number }
  | { kind: 'done'; count: number }
  | { kind: 'wrong'; errors: RowError[] }
  | { kind: 'failed'; text: string };

/** The text of a file: UTF-8, or what spreadsheets write on German computers. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Errors that name a row; other answers 400 are about the whole file. */
const rowErrors = (failure: Failure): RowError[] =>
  (failure.errors as (RowError | { field: string; message: string })[]).filter(
    (error): error is RowError => 'row' in error,
  );

/** The office creates many accounts from a table: first a dry run, then for good. */
const ImportPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const failureText = useFailureText();
  const loggedIn = useIsLoggedIn();
  const me = useMe();
  const [csv, setCsv] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState<'check' | 'create' | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const outcome = useRef<HTMLDivElement>(null);

  // What came of it is read next.
  useEffect(() => {
    if (result) outcome.current?.focus();
  }, [result]);

  if (!loggedIn || me.status === 401 || (me.data && !me.data.office)) {
    return <Protected />;
  }

  const change = (text: string) => {
    setCsv(text);
    setProblem('');
    setResult(null);
  };

  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    try {
      change(await textOf(file));
    } catch {
      setProblem(t(messages.unreadable));
    }
  };

  const send = async (dryRun: boolean) => {
    if (busy) return;
    if (!csv.trim()) {
      setProblem(t(messages.missing));
      document.getElementById('zr-import-file')?.focus();
      return;
    }
    setBusy(dryRun ? 'check' : 'create');
    try {
      const { created, exists, rows } = await call<Imported>(
        'post',
        '/@members-import',
        { csv, dry_run: dryRun },
      );
      setResult(
        dryRun
          ? { kind: 'right', count: rows, exists, created }
          : { kind: 'done', count: created },
      );
      if (!dryRun) setCsv('');
    } catch (error) {
      const failure = error as Failure;
      const errors = rowErrors(failure);
      setResult(
        errors.length > 0
          ? { kind: 'wrong', errors }
          : {
              kind: 'failed',
              text: failure.errors[0]?.message ?? failureText(failure),
            },
      );
    } finally {
      setBusy(null);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send(true);
  };

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <p className="zr-back">
        <Link to="/mitglieder">{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      <details className="zr-panel zr-import-columns">
        <summary>{t(messages.columns)}</summary>
        <p>{t(messages.columnsText)}</p>
        <pre>{IMPORT_COLUMNS.join(';')}</pre>
        <p>{t(messages.columnsMunicipality, { categories: CATEGORIES })}</p>
      </details>
      <form className="zr-form" onSubmit={onSubmit} noValidate>
        <Field
          id="zr-import-file"
          required
          label={t(messages.file)}
          error={problem}
        >
          {(input) => (
            <input
              {...input}
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={onFile}
            />
          )}
        </Field>
        <TextField
          id="zr-import-text"
          name="csv"
          rows={8}
          plain
          label={t(messages.text)}
          value={csv}
          onChange={change}
        />
        <button
          type="submit"
          className="zr-button zr-button--secondary"
          aria-disabled={Boolean(busy)}
        >
          {t(messages.check)}
        </button>
      </form>
      <p role="status" className="zr-muted">
        {busy && t(busy === 'check' ? messages.checking : messages.creating)}
      </p>
      <div ref={outcome} tabIndex={-1} className="zr-announcement-region">
        {result?.kind === 'right' && (
          <>
            <p className="zr-announcement">
              <span>
                {t(messages.right, { count: result.count })}
                {result.exists > 0 &&
                  ` ${
                    result.created === 0
                      ? t(messages.nothing)
                      : t(messages.exists, { count: result.exists })
                  }`}
              </span>
            </p>
            {result.created > 0 && (
              <button
                type="button"
                className="zr-button zr-button--primary"
                aria-disabled={Boolean(busy)}
                onClick={() => send(false)}
              >
                {t(messages.create, { count: result.created })}
              </button>
            )}
          </>
        )}
        {result?.kind === 'done' && (
          <>
            <p className="zr-announcement">
              <span>{t(messages.done, { count: result.count })}</span>
            </p>
            <p>
              <Link className="zr-button zr-button--secondary" to="/mitglieder">
                {t(messages.all)}
              </Link>
            </p>
          </>
        )}
        {result?.kind === 'failed' && <p className="zr-error">{result.text}</p>}
        {result?.kind === 'wrong' && <RowErrors errors={result.errors} />}
      </div>
    </div>
  );
};

export default ImportPage;
