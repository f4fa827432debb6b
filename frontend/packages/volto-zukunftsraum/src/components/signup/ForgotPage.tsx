import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import { TextField } from '../forms/Field';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';

const messages = defineMessages({
  title: { id: 'zr.password.forgot', defaultMessage: 'Password forgotten' },
  lead: {
    id: 'zr.password.forgot.lead',
    defaultMessage:
      'Give your e-mail address. We send you a link with which you choose a new password.',
  },
  login: {
    id: 'zr.password.forgot.login',
    defaultMessage: 'E-mail address or login name',
  },
  missing: {
    id: 'zr.password.forgot.missing',
    defaultMessage: 'Please enter your e-mail address.',
  },
  submit: {
    id: 'zr.password.forgot.submit',
    defaultMessage: 'Send me the link',
  },
  working: {
    id: 'zr.password.forgot.working',
    defaultMessage: 'Sending …',
  },
  sent: {
    id: 'zr.password.forgot.sent',
    defaultMessage: 'Please check your mailbox',
  },
  sentText: {
    id: 'zr.password.forgot.sent.text',
    defaultMessage:
      'If there is an account for what you have entered, a mail with a link is on its way. For reasons of safety we do not say here whether there is one.',
  },
  noMail: {
    id: 'zr.password.forgot.noMail',
    defaultMessage:
      'No mail after a few minutes? Look into the folder for spam, check the address and {again}.',
  },
  again: { id: 'zr.password.forgot.again', defaultMessage: 'try again' },
  back: {
    id: 'zr.password.forgot.back',
    defaultMessage: 'Back to the login',
  },
});

const ID = 'zr-forgot-login';

/** Ask for a link to choose a new password; the answer is the same for everybody. */
const ForgotPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm(['login']);
  const [login, setLogin] = useState('');
  const [sent, setSent] = useState(false);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!login.trim()) {
      form.show({ login: t(messages.missing) });
      return;
    }
    form.send(async () => {
      await call('post', '/@password-reset', { login: login.trim() });
      setSent(true);
    });
  };

  return (
    <FormPage title={t(messages.title)}>
      {sent ? (
        <>
          <Outcome good title={t(messages.sent)}>
            <p>{t(messages.sentText)}</p>
          </Outcome>
          <p>
            {t(messages.noMail, {
              again: (
                <button
                  key="again"
                  type="button"
                  className="zr-link-button"
                  onClick={() => setSent(false)}
                >
                  {t(messages.again)}
                </button>
              ),
            })}
          </p>
        </>
      ) : (
        <>
          <p className="zr-lead">{t(messages.lead)}</p>
          <form
            className="zr-form"
            method="post"
            noValidate
            onSubmit={onSubmit}
          >
            <ErrorSummary
              errors={form.errors}
              failure={form.failure}
              attempt={form.attempt}
              idOf={() => ID}
            />
            <TextField
              id={ID}
              name="login"
              label={t(messages.login)}
              autoComplete="username"
              plain
              required
              value={login}
              error={form.errors.login}
              onChange={setLogin}
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
        </>
      )}
      <p className="zr-form-end">
        <Link to="/login">{t(messages.back)}</Link>
      </p>
    </FormPage>
  );
};

export default ForgotPage;
