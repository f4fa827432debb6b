import { useRef, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { RadioField } from '../forms/Choices';
import { useCall } from '../forms/call';
import { TextField } from '../forms/Field';
import { oneRegistrationPath } from './hosts';
import type { Registration } from './hosts';

const messages = defineMessages({
  giveTitle: {
    id: 'zr.seminars.host.give.title',
    defaultMessage: 'Give a seat to {name}?',
  },
  giveText: {
    id: 'zr.seminars.host.give.text',
    defaultMessage:
      '{name} is number {position} on the waiting list and gets a seat now, whatever the number of seats, and a mail about it.',
  },
  give: { id: 'zr.seminars.host.give', defaultMessage: 'Give a seat' },
  removeTitle: {
    id: 'zr.seminars.host.remove.title',
    defaultMessage: 'Cancel the registration of {name}?',
  },
  removeText: {
    id: 'zr.seminars.host.remove.text',
    defaultMessage:
      '{name} loses the place and the answers given, and gets a mail with your reason. A free seat goes to the next one who waits.',
  },
  reason: { id: 'zr.seminars.host.remove.reason', defaultMessage: 'Reason' },
  reasonHelp: {
    id: 'zr.seminars.host.remove.reason.help',
    defaultMessage: 'It is in the mail.',
  },
  remove: {
    id: 'zr.seminars.host.remove',
    defaultMessage: 'Cancel registration',
  },
  messageTitle: {
    id: 'zr.seminars.host.message.title',
    defaultMessage: 'Write to the participants',
  },
  messageText: {
    id: 'zr.seminars.host.message.text',
    defaultMessage:
      'Everybody gets a mail of their own; nobody sees the addresses of the others.',
  },
  to: { id: 'zr.seminars.host.message.to', defaultMessage: 'Who gets it' },
  confirmed: {
    id: 'zr.seminars.host.message.confirmed',
    defaultMessage: 'Participants ({count})',
  },
  waiting: {
    id: 'zr.seminars.host.message.waiting',
    defaultMessage: 'Waiting list ({count})',
  },
  all: {
    id: 'zr.seminars.host.message.all',
    defaultMessage: 'All ({count})',
  },
  subject: {
    id: 'zr.seminars.host.message.subject',
    defaultMessage: 'Subject',
  },
  text: { id: 'zr.seminars.host.message.body', defaultMessage: 'Message' },
  send: { id: 'zr.seminars.host.message.send', defaultMessage: 'Send' },
});

type DialogProps = { onDone: () => void; onClose: () => void };

type OneProps = DialogProps & { path: string; registration: Registration };

/** Gives somebody who waits a seat, by hand. */
export const GiveSeatDialog = ({ path, registration, ...on }: OneProps) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const { id, fullname: name, position } = registration;
  return (
    <FormDialog
      title={t(messages.giveTitle, { name })}
      submitLabel={t(messages.give)}
      action={() =>
        call('patch', oneRegistrationPath(path, id), { status: 'confirmed' })
      }
      {...on}
    >
      <p>{t(messages.giveText, { name, position })}</p>
    </FormDialog>
  );
};

/** Takes somebody out, with a reason that they are told. */
export const RemoveDialog = ({ path, registration, ...on }: OneProps) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const [reason, setReason] = useState('');
  const { id, fullname: name } = registration;
  return (
    <FormDialog
      danger
      title={t(messages.removeTitle, { name })}
      submitLabel={t(messages.remove)}
      action={() => call('del', oneRegistrationPath(path, id), { reason })}
      {...on}
    >
      {(errors) => (
        <>
          <p>{t(messages.removeText, { name })}</p>
          <TextField
            id="zr-remove-reason"
            name="reason"
            required
            rows={4}
            maxLength={1000}
            label={t(messages.reason)}
            help={t(messages.reasonHelp)}
            error={errors.reason}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </FormDialog>
  );
};

/** Names one message; not `randomUUID`, which browsers have for HTTPS only. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

type MessageProps = {
  path: string;
  confirmed: number;
  waiting: number;
  /** How many get it. */
  onDone: (recipients: number) => void;
  onClose: () => void;
};

/** A message to those who take part, those who wait, or both. */
export const MessageDialog = ({
  path,
  confirmed,
  waiting,
  onDone,
  onClose,
}: MessageProps) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const [to, setTo] = useState('confirmed');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const recipients = useRef(0);
  // Who sends it once more because the answer was lost sends no second mail.
  const key = useRef(newKey());
  return (
    <FormDialog
      title={t(messages.messageTitle)}
      submitLabel={t(messages.send)}
      action={async () => {
        const answer = await call<{ recipients: number }>(
          'post',
          `${path}/@message`,
          { subject, text, to, key: key.current },
        );
        recipients.current = answer.recipients;
      }}
      onDone={() => onDone(recipients.current)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.messageText)}</p>
          <RadioField
            id="zr-message-to"
            name="to"
            legend={t(messages.to)}
            error={errors.to}
            value={to}
            choices={[
              {
                value: 'confirmed',
                label: t(messages.confirmed, { count: confirmed }),
              },
              {
                value: 'waiting',
                label: t(messages.waiting, { count: waiting }),
              },
              {
                value: 'all',
                label: t(messages.all, { count: confirmed + waiting }),
              },
            ]}
            onChange={setTo}
          />
          <TextField
            id="zr-message-subject"
            name="subject"
            required
            maxLength={150}
            label={t(messages.subject)}
            error={errors.subject}
            value={subject}
            onChange={setSubject}
          />
          <TextField
            id="zr-message-text"
            name="text"
            required
            rows={7}
            maxLength={5000}
            label={t(messages.text)}
            error={errors.text}
            value={text}
            onChange={setText}
          />
        </>
      )}
    </FormDialog>
  );
};
