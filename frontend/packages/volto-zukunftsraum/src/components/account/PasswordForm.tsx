import { useState } from 'react';
import type { FormEvent } from 'react';
import { useDispatch } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import { LOGIN_RENEW } from '@plone/volto/constants/ActionTypes';
import ErrorSummary from '../forms/ErrorSummary';
import NewPasswordField from '../forms/NewPasswordField';
import PasswordField from '../forms/PasswordField';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import FormActions from './FormActions';

const messages = defineMessages({
  title: { id: 'zr.account.password', defaultMessage: 'Password' },
  old: {
    id: 'zr.account.password.old',
    defaultMessage: 'Your password until now',
  },
  oldMissing: {
    id: 'zr.account.password.old.missing',
    defaultMessage: 'Please enter your password until now.',
  },
  wrong: {
    id: 'zr.account.password.old.wrong',
    defaultMessage: 'This is not your password until now.',
  },
  new: { id: 'zr.account.password.new', defaultMessage: 'New password' },
  newMissing: {
    id: 'zr.account.password.new.missing',
    defaultMessage: 'Please choose a new password.',
  },
  submit: {
    id: 'zr.account.password.submit',
    defaultMessage: 'Change the password',
  },
  saved: {
    id: 'zr.account.password.saved',
    defaultMessage: 'Your new password is valid from now on.',
  },
});

const idOf = (field: string) => `zr-password-${field}`;

type Props = {
  userId: string;
  /** The address with which the person logs in. */
  login: string;
};

/** Change the own password. */
const PasswordForm = ({ userId, login }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const dispatch = useDispatch();
  const form = useForm(['old_password', 'new_password']);
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState('');

  // All sessions end with the old password; this one goes on with the new one.
  const renewSession = async () => {
    const result = await call('post', '/@login', {
      login,
      password,
    }).catch(() => null);
    if (result) dispatch({ type: `${LOGIN_RENEW}_SUCCESS`, result });
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setDone('');
    const missing = {
      ...(!old && { old_password: t(messages.oldMissing) }),
      ...(!password && { new_password: t(messages.newMissing) }),
    };
    if (Object.keys(missing).length > 0) {
      form.show(missing);
      return;
    }
    form.send(
      async () => {
        await call('post', `/@users/${userId}/reset-password`, {
          old_password: old,
          new_password: password,
        });
        await renewSession();
        setOld('');
        setPassword('');
        setDone(t(messages.saved));
      },
      ({ status }) => {
        if (status === 403) form.show({ old_password: t(messages.wrong) });
        return status === 403;
      },
    );
  };

  return (
    <form
      id="passwort"
      className="zr-form"
      method="post"
      noValidate
      onSubmit={onSubmit}
    >
      <h3>{t(messages.title)}</h3>
      <ErrorSummary {...form} idOf={idOf} />
      <PasswordField
        id={idOf('old_password')}
        name="old_password"
        label={t(messages.old)}
        value={old}
        error={form.errors.old_password}
        onChange={setOld}
      />
      <NewPasswordField
        id={idOf('new_password')}
        name="new_password"
        label={t(messages.new)}
        value={password}
        error={form.errors.new_password}
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

export default PasswordForm;
