import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import FormPage from '../forms/FormPage';
import NewPasswordField from '../forms/NewPasswordField';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import { useResource } from '../../store/useResource';
import { SIGNUP_PATH } from './signup';
import type { SignupOffer } from './signup';

const messages = defineMessages({
  title: {
    id: 'zr.password.reset',
    defaultMessage: 'Choose a new password',
  },
  password: {
    id: 'zr.password.reset.password',
    defaultMessage: 'Your new password',
  },
  missing: {
    id: 'zr.password.reset.missing',
    defaultMessage: 'Please choose a password.',
  },
  submit: {
    id: 'zr.password.reset.submit',
    defaultMessage: 'Save the password',
  },
  working: {
    id: 'zr.password.reset.working',
    defaultMessage: 'Saving …',
  },
  done: {
    id: 'zr.password.reset.done',
    defaultMessage: 'Your new password is valid from now on',
  },
  doneText: {
    id: 'zr.password.reset.done.text',
    defaultMessage: 'Log in with it now.',
  },
  login: { id: 'zr.password.reset.login', defaultMessage: 'Log in' },
  gone: {
    id: 'zr.password.reset.gone',
    defaultMessage: 'This link is not valid any more',
  },
  goneText: {
    id: 'zr.password.reset.gone.text',
    defaultMessage:
      'It has been used already, or it has expired. Your password has not changed. Ask for a new link if you still need one.',
  },
  again: {
    id: 'zr.password.reset.again',
    defaultMessage: 'Ask for a new link',
  },
});

const ID = 'zr-reset-password';

/** Reached by the link in a mail: choose a new password. */
const ResetPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { token } = useParams<{ token: string }>();
  const call = useCall();
  const form = useForm(['password']);
  const { data: offer } = useResource<SignupOffer>(SIGNUP_PATH);
  const [password, setPassword] = useState('');
  const [outcome, setOutcome] = useState<'done' | 'gone' | null>(null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!password) {
      form.show({ password: t(messages.missing) });
      return;
    }
    form.send(
      async () => {
        await call('post', `/@password-reset/${encodeURIComponent(token)}`, {
          password,
        });
        setOutcome('done');
      },
      ({ status }) => {
        if (status === 410) setOutcome('gone');
        return status === 410;
      },
    );
  };

  return (
    <FormPage title={t(messages.title)} secret>
      {outcome === 'done' && (
        <Outcome good title={t(messages.done)}>
          <p>{t(messages.doneText)}</p>
          <p>
            <Link to="/login" className="zr-button zr-button--primary">
              {t(messages.login)}
            </Link>
          </p>
        </Outcome>
      )}
      {outcome === 'gone' && (
        <Outcome title={t(messages.gone)}>
          <p>{t(messages.goneText)}</p>
          <p>
            <Link
              to="/passwort-vergessen"
              className="zr-button zr-button--primary"
            >
              {t(messages.again)}
            </Link>
          </p>
        </Outcome>
      )}
      {!outcome && (
        <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
          <ErrorSummary
            errors={form.errors}
            failure={form.failure}
            attempt={form.attempt}
            idOf={() => ID}
          />
          <NewPasswordField
            id={ID}
            name="password"
            label={t(messages.password)}
            value={password}
            error={form.errors.password}
            length={offer?.password_min_length}
            onChange={setPassword}
          />
          <div className="zr-form-actions">
            <button
              type="submit"
              className="zr-button zr-button--primary"
              aria-disabled={form.working}
            >
              {t(form.working ? messages.working : messages.submit)}
            </button>
          </div>
        </form>
      )}
    </FormPage>
  );
};

export default ResetPage;
