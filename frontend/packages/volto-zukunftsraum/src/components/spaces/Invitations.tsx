import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useSubmit } from '../dialogs/useSubmit';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';
import DataTable from '../listing/DataTable';
import type { Column } from '../listing/DataTable';
import Loaded from '../listing/Loaded';
import type { Listed } from '../listing/urlParameters';
import { invitationsPath } from './queries';

const messages = defineMessages({
  title: { id: 'zr.spaces.invitations.title', defaultMessage: 'Invite people' },
  lead: {
    id: 'zr.spaces.invitations.lead',
    defaultMessage:
      'Whoever follows the link in the mail with this address belongs to {space} at once, without a further decision.',
  },
  email: {
    id: 'zr.spaces.invitations.email',
    defaultMessage: 'E-mail address',
  },
  emailMissing: {
    id: 'zr.spaces.invitations.email.missing',
    defaultMessage: 'Please enter an address, such as name@municipality.de.',
  },
  message: {
    id: 'zr.spaces.invitations.message',
    defaultMessage: 'A few words of yours',
  },
  send: {
    id: 'zr.spaces.invitations.send',
    defaultMessage: 'Send the invitation',
  },
  sending: { id: 'zr.spaces.invitations.sending', defaultMessage: 'Sending …' },
  sent: {
    id: 'zr.spaces.invitations.sent',
    defaultMessage: 'The invitation to {email} is on its way.',
  },
  open: {
    id: 'zr.spaces.invitations.open',
    defaultMessage: 'Invitations that wait',
  },
  none: {
    id: 'zr.spaces.invitations.none',
    defaultMessage: 'No invitation waits for an answer.',
  },
  more: {
    id: 'zr.spaces.invitations.more',
    defaultMessage: 'The newest {shown} of {total} are shown.',
  },
  address: { id: 'zr.spaces.invitations.address', defaultMessage: 'Address' },
  date: { id: 'zr.spaces.invitations.date', defaultMessage: 'Sent' },
  expires: {
    id: 'zr.spaces.invitations.expires',
    defaultMessage: 'Valid until',
  },
  by: { id: 'zr.spaces.invitations.by', defaultMessage: 'Invited by' },
  actions: { id: 'zr.spaces.invitations.actions', defaultMessage: 'Actions' },
  withdraw: {
    id: 'zr.spaces.invitations.withdraw',
    defaultMessage: 'Withdraw',
  },
  withdrawName: {
    id: 'zr.spaces.invitations.withdraw.name',
    defaultMessage: 'Withdraw the invitation to {email}',
  },
  withdrawTitle: {
    id: 'zr.spaces.invitations.withdraw.title',
    defaultMessage: 'Withdraw the invitation?',
  },
  withdrawText: {
    id: 'zr.spaces.invitations.withdraw.text',
    defaultMessage:
      'The link in the mail to {email} stops working. The person is not told.',
  },
  withdrawn: {
    id: 'zr.spaces.invitations.withdrawn',
    defaultMessage: 'The invitation to {email} has been withdrawn.',
  },
});

type Invitation = {
  id: string;
  email: string;
  sent: string;
  expires: string;
  by: string;
};

type Props = {
  /** Path of the space. */
  path: string;
  /** Its title. */
  space: string;
};

/** Coordinators bring people in by mail, and see which invitations wait. */
const Invitations = ({ path, space }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const list = invitationsPath(path);
  const invitations = useResource<Listed<Invitation>>(list);
  const { text, announce } = useAnnouncement();
  const [email, setEmail] = useState('');
  const [message, setMessage] = useState('');
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);

  const { busy, failure, submit } = useSubmit(async () => {
    if (!email.trim()) {
      const missing: Failure = {
        status: 400,
        message: '',
        errors: [{ field: 'email', message: t(messages.emailMissing) }],
      };
      throw missing;
    }
    await call('post', `${path}/@invitations`, {
      email: email.trim(),
      message: message.trim(),
    });
  });
  const errors = Object.fromEntries(
    (failure?.errors ?? []).map((error) => [error.field, error.message]),
  );
  const isAboutField = Boolean(errors.email || errors.message);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await submit())) {
      document.getElementById('zr-invite-email')?.focus();
      return;
    }
    announce(t(messages.sent, { email: email.trim() }));
    setEmail('');
    setMessage('');
    reload(list);
  };

  const columns: Column<Invitation>[] = [
    {
      key: 'email',
      title: t(messages.address),
      isHeading: true,
      cell: (invitation) => (
        <span className="zr-address">{invitation.email}</span>
      ),
    },
    {
      key: 'sent',
      title: t(messages.date),
      cell: ({ sent }) => longDate(sent, intl.locale),
    },
    {
      key: 'expires',
      title: t(messages.expires),
      cell: ({ expires }) => longDate(expires, intl.locale),
    },
    { key: 'by', title: t(messages.by), cell: ({ by }) => by },
    {
      key: 'actions',
      title: t(messages.actions),
      withoutLabel: true,
      className: 'actions',
      cell: (invitation) => (
        <div className="zr-row-actions">
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-haspopup="dialog"
            aria-label={t(messages.withdrawName, { email: invitation.email })}
            onClick={() => setWithdrawn(invitation)}
          >
            {t(messages.withdraw)}
          </button>
        </div>
      ),
    },
  ];

  return (
    <section aria-labelledby="zr-invite" className="zr-part">
      <h2 id="zr-invite">{t(messages.title)}</h2>
      <p>{t(messages.lead, { space })}</p>
      <Announcement text={text} />
      <form className="zr-form" onSubmit={onSubmit} noValidate>
        <TextField
          id="zr-invite-email"
          name="email"
          type="email"
          required
          plain
          autoComplete="off"
          maxLength={254}
          label={t(messages.email)}
          error={errors.email}
          value={email}
          onChange={setEmail}
        />
        <TextField
          id="zr-invite-message"
          name="message"
          rows={3}
          maxLength={1000}
          label={t(messages.message)}
          error={errors.message}
          value={message}
          onChange={setMessage}
        />
        <div role="alert">
          {failure && !isAboutField && (
            <p className="zr-error">{failureText(failure)}</p>
          )}
        </div>
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={busy}
        >
          {t(busy ? messages.sending : messages.send)}
        </button>
      </form>
      <h3>{t(messages.open)}</h3>
      <Loaded resource={invitations} onRetry={() => reload(list)}>
        {({ items, items_total: total }) =>
          items.length > 0 ? (
            <>
              <DataTable
                caption={t(messages.open)}
                columns={columns}
                items={items}
                id={({ id }) => id}
              />
              {total > items.length && (
                <p className="zr-muted">
                  {t(messages.more, { shown: items.length, total })}
                </p>
              )}
            </>
          ) : (
            <p className="zr-muted">{t(messages.none)}</p>
          )
        }
      </Loaded>
      {withdrawn && (
        <FormDialog
          title={t(messages.withdrawTitle)}
          submitLabel={t(messages.withdraw)}
          danger
          action={() =>
            call(
              'del',
              `${path}/@invitations/${encodeURIComponent(withdrawn.id)}`,
            )
          }
          onDone={() => {
            announce(t(messages.withdrawn, { email: withdrawn.email }));
            setWithdrawn(null);
            reload(list);
          }}
          onClose={() => setWithdrawn(null)}
        >
          <p>{t(messages.withdrawText, { email: withdrawn.email })}</p>
        </FormDialog>
      )}
    </section>
  );
};

export default Invitations;
