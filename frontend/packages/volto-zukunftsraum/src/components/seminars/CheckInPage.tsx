import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import Protected from '../access/Protected';
import { TextField } from '../forms/Field';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import { useUserId } from '../members/useMe';
import AttendanceImport from './AttendanceImport';
import { oneRegistrationPath } from './hosts';
import { useManagedSeminar } from './useSeminar';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.checkIn.title',
    defaultMessage: 'Attendance: {seminar}',
  },
  loading: { id: 'zr.spaces.members.loading', defaultMessage: 'Loading …' },
  back: {
    id: 'zr.seminars.checkIn.back',
    defaultMessage: 'Back to the registrations',
  },
  code: { id: 'zr.seminars.checkIn.code', defaultMessage: 'Code' },
  codeHelp: {
    id: 'zr.seminars.checkIn.code.help',
    defaultMessage:
      'Participants find it on the page of the event. The camera of your phone opens this page from the picture beside it.',
  },
  submit: { id: 'zr.seminars.checkIn.submit', defaultMessage: 'Is there' },
  missing: {
    id: 'zr.seminars.checkIn.missing',
    defaultMessage: 'Please enter the code.',
  },
  unknown: {
    id: 'zr.seminars.checkIn.unknown',
    defaultMessage:
      'Nobody who is registered for this event has this code. Please check it, or look the person up in the list.',
  },
  there: {
    id: 'zr.seminars.checkIn.there',
    defaultMessage: '{name} is there.',
  },
  already: {
    id: 'zr.seminars.checkIn.already',
    defaultMessage: '{name} was noted as present already.',
  },
  undo: { id: 'zr.seminars.checkIn.undo', defaultMessage: 'Undo' },
  undoName: {
    id: 'zr.seminars.checkIn.undo.name',
    defaultMessage: 'Undo: {name}',
  },
  undone: {
    id: 'zr.seminars.checkIn.undone',
    defaultMessage: '{name} is not noted as present any more.',
  },
  last: {
    id: 'zr.seminars.checkIn.last',
    defaultMessage: 'Checked in just now',
  },
  import: {
    id: 'zr.seminars.checkIn.import',
    defaultMessage: 'Read the list of a video tool',
  },
});

type CheckedIn = {
  id: string;
  fullname: string;
  municipality?: string | { name: string } | null;
  already: boolean;
  /** What was noted of the person until now. */
  before: boolean | null;
};

const ID = 'zr-check-in';

/** Notes who is there by a code, at <seminar>/anmeldungen/anwesenheit, made for a phone. */
const CheckInPage = () => {
  const t = useIntl().formatMessage;
  const { search } = useLocation();
  const userId = useUserId();
  const call = useCall();
  const failureText = useFailureText();
  const { path, seminar, failed } = useManagedSeminar();
  const scanned = new URLSearchParams(search).get('code') ?? '';
  const [code, setCode] = useState(scanned);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [last, setLast] = useState<CheckedIn[]>([]);
  const [isImporting, setIsImporting] = useState(false);
  const running = useRef(false);

  useEffect(() => setCode(scanned), [scanned]);

  if (!userId || failed) return <Protected />;
  if (!seminar) {
    return (
      <div className="zr-page">
        <p role="status">{t(messages.loading)}</p>
      </div>
    );
  }

  const run = async (action: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setProblem('');
    setSaid('');
    try {
      await action();
    } catch (error) {
      const failure = error as Failure;
      setProblem(
        failure.status === 404
          ? t(messages.unknown)
          : failure.errors[0]?.message ?? failureText(failure),
      );
    } finally {
      running.current = false;
      document.getElementById(ID)?.focus();
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!code.trim()) {
      setProblem(t(messages.missing));
      document.getElementById(ID)?.focus();
      return;
    }
    run(async () => {
      const person = await call<CheckedIn>('post', `${path}/@check-in`, {
        code: code.trim(),
      });
      // Scanned twice: what was before the first time counts.
      setLast((now) => [
        now.find(({ id }) => id === person.id) ?? person,
        ...now.filter(({ id }) => id !== person.id).slice(0, 9),
      ]);
      setSaid(
        t(person.already ? messages.already : messages.there, {
          name: person.fullname,
        }),
      );
      setCode('');
    });
  };

  const undo = ({ id, fullname, before }: CheckedIn) =>
    run(async () => {
      await call('patch', oneRegistrationPath(path, id), { attended: before });
      setLast((now) => now.filter((one) => one.id !== id));
      setSaid(t(messages.undone, { name: fullname }));
    });

  const townOf = ({ municipality }: CheckedIn) =>
    typeof municipality === 'string' ? municipality : municipality?.name;

  const title = t(messages.title, { seminar: seminar.title });
  return (
    <div className="zr-page zr-work zr-check-in">
      <Helmet
        title={title}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <p className="zr-back">
        <Link to={`${path}/anmeldungen`}>{t(messages.back)}</Link>
      </p>
      <h1 className="documentFirstHeading">{title}</h1>
      <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
        <TextField
          id={ID}
          name="code"
          required
          plain
          autoComplete="off"
          maxLength={20}
          label={t(messages.code)}
          help={t(messages.codeHelp)}
          error={problem}
          value={code}
          onChange={setCode}
        />
        <button type="submit" className="zr-button zr-button--primary">
          <Icon name={checkSVG} size="24px" />
          {t(messages.submit)}
        </button>
      </form>
      <div role="status" className="zr-check-in-said">
        {said && (
          <p className="zr-announcement">
            <Icon name={checkSVG} size="24px" />
            <span>{said}</span>
          </p>
        )}
      </div>
      {last.length > 0 && (
        <section aria-labelledby="zr-check-in-last">
          <h2 id="zr-check-in-last">{t(messages.last)}</h2>
          <ul className="zr-check-in-list">
            {last.map((person) => (
              <li key={person.id}>
                <span>
                  <strong>{person.fullname}</strong>
                  <span className="zr-muted">{townOf(person)}</span>
                </span>
                {person.before !== true && (
                  <button
                    type="button"
                    className="zr-button zr-button--secondary"
                    aria-label={t(messages.undoName, { name: person.fullname })}
                    onClick={() => undo(person)}
                  >
                    {t(messages.undo)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <button
          type="button"
          className="zr-button zr-button--quiet"
          aria-haspopup="dialog"
          onClick={() => setIsImporting(true)}
        >
          {t(messages.import)}
        </button>
      </p>
      {isImporting && (
        <AttendanceImport
          path={path}
          onClose={() => setIsImporting(false)}
          onDone={(words) => {
            setIsImporting(false);
            setSaid(words);
          }}
        />
      )}
    </div>
  );
};

export default CheckInPage;
