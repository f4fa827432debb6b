import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import { TextField } from '../forms/Field';
import PasswordField from '../forms/PasswordField';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import FormActions from './FormActions';

const messages = defineMessages({
  title: { id: 'zr.account.address', defaultMessage: 'E-mail address' },
  now: {
    id: 'zr.account.address.now',
    defaultMessage:
      'You log in with {email}, and mails to you go there. Other members do not see the address.',
  },
  email: {
    id: 'zr.account.address.email',
    defaultMessage: 'New e-mail address',
  },
  emailMissing: {
    id: 'zr.account.address.email.missing',
    defaultMessage: 'Please enter the new e-mail address.',
  },
  password: {
    id: 'zr.account.address.password',
    defaultMessage: 'Your password',
  },
  passwordMissing: {
    id: 'zr.account.address.password.missing',
    defaultMessage: 'Please enter your password.',
  },
  submit: {
    id: 'zr.account.address.submit',
    defaultMessage: 'Change the address',
  },
  sent: {
    id: 'zr.account.address.sent',
    defaultMessage:
      'We have written to {email}. The new address is valid as soon as you open the link there.',
  },
});

const idOf = (field: string) => `zr-address-${field}`;

/** Ask for another mail address; it changes when the link in the mail is opened. */
const AddressForm = ({ email: current }: { email: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm(['email', 'password']);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState('');

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setDone('');
    const missing = {
      ...(!email.trim() && { email: t(messages.emailMissing) }),
      ...(!password && { password: t(messages.passwordMissing) }),
    };
    if (Object.keys(missing).length > 0) {
      form.show(missing);
      return;
    }
    form.send(async () => {
      await call('post', '/@me/email', { email: email.trim(), password });
      setDone(t(messages.sent, { email: email.trim() }));
      setEmail('');
      setPassword('');
    });
  };

  return (
    <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
      <h3>{t(messages.title)}</h3>
      <p>{t(messages.now, { email: <strong key="e">{current}</strong> })}</p>
      <ErrorSummary {...form} idOf={idOf} />
      <TextField
        id={idOf('email')}
        name="email"
        type="email"
        label={t(messages.email)}
        autoComplete="email"
        plain
        required
        value={email}
        error={form.errors.email}
        onChange={setEmail}
      />
      <PasswordField
        id={idOf('password')}
        name="password"
        label={t(messages.password)}
        value={password}
        error={form.errors.password}
        onChange={setPassword}
      />
      <FormActions
        working={form.working}
        done={done}
        label={t(messages.submit)}
      />
    </form>
  );
};

export default AddressForm;
