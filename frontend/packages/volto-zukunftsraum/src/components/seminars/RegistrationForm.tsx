import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { CheckField } from '../forms/Choices';
import ErrorSummary from '../forms/ErrorSummary';
import Field, { TextField } from '../forms/Field';
import { useCall } from '../forms/call';
import { focusSoon } from '../forms/focusSoon';
import { useForm } from '../forms/useForm';
import { useMe } from '../members/useMe';
import QuestionField from './QuestionField';
import { answerToSend, emptyAnswer, registrationPath } from './registration';
import type { Answer, Place, RegistrationOffer } from './registration';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.form.title',
    defaultMessage: 'Your registration',
  },
  titleGuest: {
    id: 'zr.seminars.form.title.guest',
    defaultMessage: 'Your registration as a guest',
  },
  fullname: {
    id: 'zr.seminars.form.fullname',
    defaultMessage: 'First name and surname',
  },
  email: { id: 'zr.seminars.form.email', defaultMessage: 'E-mail address' },
  emailHelp: {
    id: 'zr.seminars.form.email.help',
    defaultMessage:
      'We send a link there. Only when you have confirmed with it are you registered.',
  },
  organisation: {
    id: 'zr.seminars.form.organisation',
    defaultMessage: 'Organisation',
  },
  municipality: {
    id: 'zr.seminars.form.municipality',
    defaultMessage: 'For which municipality do you take part?',
  },
  needs: {
    id: 'zr.seminars.form.needs',
    defaultMessage: 'What do you need to take part well?',
  },
  needsHelp: {
    id: 'zr.seminars.form.needs.help',
    defaultMessage:
      'For example sign language, captions or a place for a wheelchair. Only the organisers see this.',
  },
  consent: {
    id: 'zr.seminars.form.consent',
    defaultMessage: 'I agree to this use of my data',
  },
  trap: {
    id: 'zr.signup.trap',
    defaultMessage: 'Please leave this field empty',
  },
  working: { id: 'zr.seminars.form.working', defaultMessage: 'Sending …' },
  cancel: { id: 'zr.seminars.form.cancel', defaultMessage: 'Do not register' },
});

const idOf = (field: string) => `zr-register-${field.replace(/\W/g, '-')}`;

type Props = {
  /** Path of the seminar. */
  path: string;
  offer: RegistrationOffer;
  isGuest: boolean;
  /** What the button does. */
  submitLabel: string;
  /** It was taken; for guests there is no place yet. */
  onDone: (place: Place | null) => void;
  /** Things stand otherwise than the page says. */
  onConflict: () => void;
  onClose: () => void;
};

/** What is asked of who registers. The API says what is missing or wrong. */
const RegistrationForm = ({
  path,
  offer,
  isGuest,
  submitLabel,
  onDone,
  onConflict,
  onClose,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const { questions } = offer;
  const memberships = useMe().data?.memberships ?? [];
  // All that is asked, in its order: what is missing is said in it, with its name.
  const labels: Record<string, string> = {
    fullname: t(messages.fullname),
    email: t(messages.email),
    organisation: t(messages.organisation),
    municipality: t(messages.municipality),
    ...Object.fromEntries(
      questions.map(({ name, title }) => [`answers.${name}`, title]),
    ),
    accessibility_needs: t(messages.needs),
    consent_version: '',
  };
  const form = useForm(Object.keys(labels));
  const [person, setPerson] = useState({
    fullname: '',
    email: '',
    organisation: '',
    website: '',
  });
  const [chosen, setChosen] = useState('');
  const municipality = chosen || memberships[0]?.ars || '';
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [needs, setNeeds] = useState('');
  const [hasConsent, setHasConsent] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => focusSoon(heading.current), []);

  const named = Object.entries(labels)
    .filter(([field]) => form.errors[field])
    .map(([field, label]) => [
      field,
      [label, form.errors[field]].filter(Boolean).join(': '),
    ]);

  const answerTo = (question: RegistrationOffer['questions'][number]) =>
    answers[question.name] ?? emptyAnswer(question);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    let place: Place | null = null;
    form
      .send(
        async () => {
          const answer = await call<Place>('post', registrationPath(path), {
            ...(isGuest ? person : { municipality }),
            answers: Object.fromEntries(
              questions.map((question) => [
                question.name,
                answerToSend(question, answerTo(question)),
              ]),
            ),
            accessibility_needs: needs,
            consent_version: hasConsent ? offer.consent.version : '',
          });
          place = isGuest ? null : answer;
        },
        ({ status }) => {
          if (status === 409) onConflict();
          return false;
        },
      )
      .then((worked) => worked && onDone(place));
  };

  return (
    <form
      className="zr-form zr-registration-form"
      method="post"
      noValidate
      onSubmit={onSubmit}
    >
      <h3 ref={heading} tabIndex={-1}>
        {t(isGuest ? messages.titleGuest : messages.title)}
      </h3>
      <ErrorSummary
        errors={Object.fromEntries(named)}
        failure={form.failure}
        attempt={form.attempt}
        idOf={idOf}
      />
      {isGuest && (
        <>
          <TextField
            id={idOf('fullname')}
            name="fullname"
            label={t(messages.fullname)}
            autoComplete="name"
            maxLength={100}
            required
            error={form.errors.fullname}
            value={person.fullname}
            onChange={(fullname) => setPerson({ ...person, fullname })}
          />
          <TextField
            id={idOf('email')}
            name="email"
            type="email"
            label={t(messages.email)}
            help={t(messages.emailHelp)}
            autoComplete="email"
            plain
            required
            error={form.errors.email}
            value={person.email}
            onChange={(email) => setPerson({ ...person, email })}
          />
          <TextField
            id={idOf('organisation')}
            name="organisation"
            label={t(messages.organisation)}
            autoComplete="organization"
            maxLength={200}
            error={form.errors.organisation}
            value={person.organisation}
            onChange={(organisation) => setPerson({ ...person, organisation })}
          />
          <div className="zr-trap" aria-hidden="true">
            <label htmlFor={idOf('website')}>{t(messages.trap)}</label>
            <input
              id={idOf('website')}
              name="website"
              type="text"
              tabIndex={-1}
              autoComplete="off"
              value={person.website}
              onChange={(event) =>
                setPerson({ ...person, website: event.target.value })
              }
            />
          </div>
        </>
      )}
      {!isGuest && memberships.length > 1 && (
        <Field
          id={idOf('municipality')}
          label={t(messages.municipality)}
          error={form.errors.municipality}
          required
        >
          {(input) => (
            <select
              {...input}
              name="municipality"
              value={municipality}
              onChange={(event) => setChosen(event.target.value)}
            >
              {memberships.map(({ ars, name }) => (
                <option key={ars} value={ars}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {questions.map((question) => (
        <QuestionField
          key={question.name}
          id={idOf(`answers.${question.name}`)}
          question={question}
          value={answerTo(question)}
          error={form.errors[`answers.${question.name}`]}
          onChange={(value) =>
            setAnswers((now) => ({ ...now, [question.name]: value }))
          }
        />
      ))}
      <TextField
        id={idOf('accessibility_needs')}
        name="accessibility_needs"
        label={t(messages.needs)}
        help={t(messages.needsHelp)}
        rows={3}
        maxLength={1000}
        error={form.errors.accessibility_needs}
        value={needs}
        onChange={setNeeds}
      />
      <CheckField
        id={idOf('consent_version')}
        name="consent"
        label={t(messages.consent)}
        help={offer.consent.text}
        required
        error={form.errors.consent_version}
        checked={hasConsent}
        onChange={setHasConsent}
      />
      <div className="zr-form-actions">
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={form.working}
        >
          {form.working ? t(messages.working) : submitLabel}
        </button>
        <button
          type="button"
          className="zr-button zr-button--quiet"
          aria-disabled={form.working}
          onClick={() => !form.working && onClose()}
        >
          {t(messages.cancel)}
        </button>
      </div>
    </form>
  );
};

export default RegistrationForm;
