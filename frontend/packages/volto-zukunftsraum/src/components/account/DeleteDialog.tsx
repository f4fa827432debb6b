import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Dialog from '../forms/Dialog';
import ErrorSummary from '../forms/ErrorSummary';
import PasswordField from '../forms/PasswordField';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import { ME } from '../members/useMe';

const messages = defineMessages({
  title: {
    id: 'zr.account.delete.title',
    defaultMessage: 'Delete your account?',
  },
  gone: { id: 'zr.account.delete.gone', defaultMessage: 'This is deleted' },
  account: {
    id: 'zr.account.delete.account',
    defaultMessage: 'your account with name, address and profile',
  },
  memberships: {
    id: 'zr.account.delete.memberships',
    defaultMessage:
      'all memberships in municipalities and rooms, at once and for good',
  },
  notices: {
    id: 'zr.account.delete.notices',
    defaultMessage: 'your notices, requests and settings',
  },
  stays: { id: 'zr.account.delete.stays', defaultMessage: 'This stays' },
  texts: {
    id: 'zr.account.delete.texts',
    defaultMessage:
      'what you have written for others; your name is replaced by “Former member”',
  },
  consents: {
    id: 'zr.account.delete.consents',
    defaultMessage:
      'that there was a consent to the privacy notice, without your person',
  },
  coordination: {
    id: 'zr.account.delete.coordination',
    defaultMessage:
      'If you are the last one who coordinates somewhere, the programme office takes over. In “Municipalities and rooms” you can name a successor first.',
  },
  export: {
    id: 'zr.account.delete.export',
    defaultMessage:
      'This cannot be undone. Download your data first if you still need them.',
  },
  next: { id: 'zr.account.delete.continue', defaultMessage: 'Continue' },
  cancel: {
    id: 'zr.account.delete.cancel',
    defaultMessage: 'Keep the account',
  },
  sure: {
    id: 'zr.account.delete.sure',
    defaultMessage: 'Delete the account for good',
  },
  sureText: {
    id: 'zr.account.delete.sure.text',
    defaultMessage:
      'Enter your password, so that nobody else can delete your account.',
  },
  password: {
    id: 'zr.account.delete.password',
    defaultMessage: 'Your password',
  },
  missing: {
    id: 'zr.account.delete.missing',
    defaultMessage: 'Please enter your password.',
  },
  submit: {
    id: 'zr.account.delete.submit',
    defaultMessage: 'Delete for good',
  },
  working: { id: 'zr.account.delete.working', defaultMessage: 'Deleting …' },
});

const idOf = (field: string) => `zr-delete-${field}`;

type Props = { onClose: () => void; onDeleted: () => void };

/** Deleting the own account: first what goes and what stays, then the password. */
const DeleteDialog = ({ onClose, onDeleted }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const form = useForm(['password']);
  const [isSure, setIsSure] = useState(false);
  const [password, setPassword] = useState('');

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isSure) setIsSure(true);
    else if (!password) form.show({ password: t(messages.missing) });
    else if (await form.send(() => call('del', ME, { password }))) {
      onDeleted();
    }
  };

  return (
    <Dialog
      title={t(isSure ? messages.sure : messages.title)}
      stage={isSure ? 'sure' : 'ask'}
      busy={form.working}
      onClose={onClose}
    >
      <form onSubmit={onSubmit} noValidate>
        {isSure ? (
          <>
            <ErrorSummary {...form} idOf={idOf} />
            <p>{t(messages.sureText)}</p>
            <PasswordField
              id={idOf('password')}
              name="password"
              label={t(messages.password)}
              value={password}
              error={form.errors.password}
              onChange={setPassword}
            />
          </>
        ) : (
          <>
            <h3>{t(messages.gone)}</h3>
            <ul>
              <li>{t(messages.account)}</li>
              <li>{t(messages.memberships)}</li>
              <li>{t(messages.notices)}</li>
            </ul>
            <h3>{t(messages.stays)}</h3>
            <ul>
              <li>{t(messages.texts)}</li>
              <li>{t(messages.consents)}</li>
            </ul>
            <p>{t(messages.coordination)}</p>
            <p>
              <strong>{t(messages.export)}</strong>
            </p>
          </>
        )}
        <div className="zr-dialog-actions">
          <button
            type="submit"
            className="zr-button zr-button--danger"
            aria-disabled={form.working}
          >
            {t(
              form.working
                ? messages.working
                : isSure
                  ? messages.submit
                  : messages.next,
            )}
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
    </Dialog>
  );
};

export default DeleteDialog;
