import { useRef, useState } from 'react';
import type { ChangeEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import Field, { TextField } from '../forms/Field';
import { useCall } from '../forms/call';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.attendance.title',
    defaultMessage: 'Read the list of a video tool',
  },
  text: {
    id: 'zr.seminars.attendance.text',
    defaultMessage:
      'Zoom, Webex, BigBlueButton and Teams save a list of those who were there (CSV). People are found by their mail address, else by their name. First we only check; nothing is noted yet.',
  },
  file: { id: 'zr.seminars.attendance.file', defaultMessage: 'File (CSV)' },
  paste: {
    id: 'zr.seminars.attendance.paste',
    defaultMessage: 'or the text of the list',
  },
  check: {
    id: 'zr.seminars.attendance.check',
    defaultMessage: 'Check the list',
  },
  commit: {
    id: 'zr.seminars.attendance.commit',
    defaultMessage: 'Note them as present',
  },
  matched: {
    id: 'zr.seminars.attendance.matched',
    defaultMessage:
      '{count, plural, =0 {Nobody of the participants was found.} one {One participant was found.} other {# participants were found.}}',
  },
  unknown: {
    id: 'zr.seminars.attendance.unknown',
    defaultMessage: 'Not among the participants ({count})',
  },
  ambiguous: {
    id: 'zr.seminars.attendance.ambiguous',
    defaultMessage: 'Several people have this name ({count})',
  },
  line: {
    id: 'zr.seminars.attendance.line',
    defaultMessage: 'Line {line}: {text}',
  },
  done: {
    id: 'zr.seminars.attendance.done',
    defaultMessage:
      '{count, plural, one {One person is noted as present.} other {# people are noted as present.}}',
  },
});

type Line = { line: number; text: string };

type Result = {
  matched: { id: string; fullname: string; line: number }[];
  unknown: Line[];
  ambiguous: Line[];
  marked: number;
};

type Props = {
  /** Path of the seminar. */
  path: string;
  onDone: (words: string) => void;
  onClose: () => void;
};

/** The text of a file, in the encodings that video tools use. */
export async function listText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Notes who was there from the list of a video tool: first a dry run, then for good. */
const AttendanceImport = ({ path, onDone, onClose }: Props) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const [csv, setCsv] = useState('');
  const [result, setResult] = useState<Result | null>(null);
  const marked = useRef<number | null>(null);
  const canCommit = Boolean(result?.matched.length);

  const change = (text: string) => {
    setCsv(text);
    setResult(null);
  };

  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) change(await listText(file));
  };

  const send = async () => {
    const answer = await call<Result>('post', `${path}/@attendance-import`, {
      csv,
      commit: canCommit,
    });
    if (canCommit) marked.current = answer.marked;
    else setResult(answer);
  };

  return (
    <FormDialog
      title={t(messages.title)}
      submitLabel={t(canCommit ? messages.commit : messages.check)}
      action={send}
      onDone={() => {
        // The first step only shows what was found.
        if (marked.current !== null) {
          onDone(t(messages.done, { count: marked.current }));
        }
      }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.text)}</p>
          <Field
            id="zr-attendance-file"
            label={t(messages.file)}
            error={errors.csv}
            required
          >
            {(input) => (
              <input
                {...input}
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                onChange={onFile}
              />
            )}
          </Field>
          <TextField
            id="zr-attendance-text"
            name="csv"
            rows={4}
            plain
            label={t(messages.paste)}
            value={csv}
            onChange={change}
          />
          <div role="status">
            {result && (
              <>
                <p>
                  <strong>
                    {t(messages.matched, { count: result.matched.length })}
                  </strong>{' '}
                  {result.matched.map(({ fullname }) => fullname).join(', ')}
                </p>
                {(['unknown', 'ambiguous'] as const).map(
                  (kind) =>
                    result[kind].length > 0 && (
                      <div key={kind}>
                        <p>
                          <strong>
                            {t(messages[kind], { count: result[kind].length })}
                          </strong>
                        </p>
                        <ul>
                          {result[kind].slice(0, 50).map((one) => (
                            <li key={one.line}>{t(messages.line, one)}</li>
                          ))}
                        </ul>
                      </div>
                    ),
                )}
              </>
            )}
          </div>
        </>
      )}
    </FormDialog>
  );
};

export default AttendanceImport;
