import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent, FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { useResource } from '../../store/useResource';
import Protected from '../access/Protected';
import { downloadFile } from '../account/download';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import Field from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';
import RowErrors from '../imports/RowErrors';
import type { RowError } from '../imports/RowErrors';
import { useIsLoggedIn } from '../members/useMe';

const messages = defineMessages({
  title: {
    id: 'zr.practices.import',
    defaultMessage: 'Import practice examples',
  },
  back: {
    id: 'zr.practices.import.back',
    defaultMessage: 'Back to the editors’ lists',
  },
  lead: {
    id: 'zr.practices.import.lead',
    defaultMessage:
      'First every row is checked, and nothing is created. Only when all rows are right can you create the examples, as drafts; then all of them or none.',
  },
  template: {
    id: 'zr.practices.import.template',
    defaultMessage: 'Templates',
  },
  templateText: {
    id: 'zr.practices.import.template.text',
    defaultMessage:
      'An empty table with the right columns. The Excel file has a second sheet that explains each column.',
  },
  columns: {
    id: 'zr.practices.import.columns',
    defaultMessage: 'What belongs in which column',
  },
  required: { id: 'zr.practices.import.required', defaultMessage: 'required' },
  file: {
    id: 'zr.practices.import.file',
    defaultMessage: 'Table (CSV or Excel)',
  },
  missing: {
    id: 'zr.practices.import.missing',
    defaultMessage: 'Please choose a file.',
  },
  noTemplate: {
    id: 'zr.practices.import.template.failed',
    defaultMessage: 'The template could not be loaded. Please try again.',
  },
  unreadable: {
    id: 'zr.practices.import.unreadable',
    defaultMessage: 'This file cannot be read.',
  },
  check: { id: 'zr.practices.import.check', defaultMessage: 'Check the table' },
  checking: {
    id: 'zr.practices.import.checking',
    defaultMessage: 'Checking …',
  },
  creating: {
    id: 'zr.practices.import.creating',
    defaultMessage: 'Creating … Please leave this page open.',
  },
  right: {
    id: 'zr.practices.import.right',
    defaultMessage:
      '{rows, plural, one {The row is right.} other {All # rows are right.}} Nothing has been created yet.',
  },
  exists: {
    id: 'zr.practices.import.exists',
    defaultMessage:
      '{exists, plural, =0 {} one {One of them has been imported before and stays as it is.} other {# of them have been imported before and stay as they are.}}',
  },
  create: {
    id: 'zr.practices.import.create',
    defaultMessage:
      '{count, plural, one {Create one draft} other {Create # drafts}}',
  },
  done: {
    id: 'zr.practices.import.done',
    defaultMessage:
      '{count, plural, one {One draft has been created.} other {# drafts have been created.}}',
  },
  drafts: {
    id: 'zr.practices.import.drafts',
    defaultMessage: 'Show the drafts',
  },
});

const SERVICE = '/@practices-import';

type Column = { name: string; title: string; help: string; required: boolean };
type Report = {
  created: number;
  exists: number;
  rows: number;
  errors: RowError[];
};
type Result =
  | { kind: 'right' | 'done'; report: Report }
  | { kind: 'wrong'; errors: RowError[] }
  | { kind: 'failed'; text: string };

/** The content of a file in Base64. */
const encoded = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** Editors create many examples from a table: first a dry run, then for good. */
const ImportPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const failureText = useFailureText();
  const loggedIn = useIsLoggedIn();
  const about = useResource<{ columns: Column[] }>(loggedIn ? SERVICE : null);
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState<'check' | 'create' | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const outcome = useRef<HTMLDivElement>(null);

  // What came of it is read next.
  useEffect(() => {
    if (result) outcome.current?.focus();
  }, [result]);

  if (!loggedIn || about.status === 401 || about.status === 403) {
    return <Protected />;
  }

  const onFile = (event: ChangeEvent<HTMLInputElement>) => {
    setFile(event.target.files?.[0] ?? null);
    setProblem('');
    setResult(null);
  };

  const send = async (dryRun: boolean) => {
    if (busy) return;
    if (!file) {
      setProblem(t(messages.missing));
      document.getElementById('zr-import-file')?.focus();
      return;
    }
    setBusy(dryRun ? 'check' : 'create');
    try {
      let data: string;
      try {
        data = await encoded(file);
      } catch {
        setProblem(t(messages.unreadable));
        return;
      }
      const report = await call<Report>('post', SERVICE, {
        file: {
          filename: file.name,
          'content-type': file.type,
          encoding: 'base64',
          data,
        },
        dry_run: dryRun,
      });
      setResult(
        report.errors.length > 0
          ? { kind: 'wrong', errors: report.errors }
          : { kind: dryRun ? 'right' : 'done', report },
      );
    } catch (error) {
      const failure = error as Failure;
      setResult({
        kind: 'failed',
        text: failure.errors?.[0]?.message ?? failureText(failure),
      });
    } finally {
      setBusy(null);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send(true);
  };

  const download = async (format: 'csv' | 'xlsx') => {
    try {
      await downloadFile(
        `${SERVICE}?format=${format}`,
        '*/*',
        `praxisbeispiele.${format}`,
      );
    } catch {
      setProblem(t(messages.noTemplate));
    }
  };

  return (
    <div className="zr-page zr-work">
      <Helmet title={t(messages.title)} />
      <p className="zr-back">
        <Link to="/redaktion">{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{t(messages.title)}</h1>
      <p className="zr-lead">{t(messages.lead)}</p>
      <section className="zr-panel" aria-labelledby="zr-templates">
        <h2 id="zr-templates">{t(messages.template)}</h2>
        <p>{t(messages.templateText)}</p>
        <p className="zr-cluster">
          {(['xlsx', 'csv'] as const).map((format) => (
            <button
              key={format}
              type="button"
              className="zr-button zr-button--secondary"
              onClick={() => download(format)}
            >
              praxisbeispiele.{format}
            </button>
          ))}
        </p>
        {about.data && (
          <details>
            <summary>{t(messages.columns)}</summary>
            <dl className="zr-import-help">
              {about.data.columns.map(({ name, title, help, required }) => (
                <div key={name}>
                  <dt>
                    <code>{name}</code> {title}
                    {required && ` (${t(messages.required)})`}
                  </dt>
                  <dd>{help}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </section>
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
              accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onChange={onFile}
            />
          )}
        </Field>
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
                {t(messages.right, { rows: result.report.rows })}{' '}
                {t(messages.exists, { exists: result.report.exists })}
              </span>
            </p>
            {result.report.created > 0 && (
              <button
                type="button"
                className="zr-button zr-button--primary"
                aria-disabled={Boolean(busy)}
                onClick={() => send(false)}
              >
                {t(messages.create, { count: result.report.created })}
              </button>
            )}
          </>
        )}
        {result?.kind === 'done' && (
          <>
            <p className="zr-announcement">
              <span>{t(messages.done, { count: result.report.created })}</span>
            </p>
            <p>
              <Link
                className="zr-button zr-button--secondary"
                to="/redaktion?list=drafts"
              >
                {t(messages.drafts)}
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
