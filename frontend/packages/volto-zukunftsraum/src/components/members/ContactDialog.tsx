import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';

const messages = defineMessages({
  title: {
    id: 'zr.members.contact.title',
    defaultMessage: 'Message to {name}',
  },
  how: {
    id: 'zr.members.contact.how',
    defaultMessage:
      'We pass your message on by mail. You do not learn the address of {name}; {name} sees yours and can answer you directly.',
  },
  subject: { id: 'zr.members.contact.subject', defaultMessage: 'Subject' },
  message: { id: 'zr.members.contact.message', defaultMessage: 'Message' },
  missing: {
    id: 'zr.members.contact.missing',
    defaultMessage: 'Please fill in this field.',
  },
  send: { id: 'zr.members.contact.send', defaultMessage: 'Send the message' },
  tooMany: {
    id: 'zr.members.contact.tooMany',
    defaultMessage:
      'You have sent many messages in a short time. Your text stays here; please try again later.',
  },
});

type Props = {
  person: { id: string; fullname: string };
  onDone: () => void;
  onClose: () => void;
};

/** Writes to a person of the directory without learning their address. */
const ContactDialog = ({ person, onDone, onClose }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [subject, setSubject] = useState('');
  const [message, setMessage] = useState('');
  const name = person.fullname;

  const send = async () => {
    const errors = Object.entries({ subject, message })
      .filter(([, value]) => !value.trim())
      .map(([field]) => ({ field, message: t(messages.missing) }));
    if (errors.length > 0) {
      const failure: Failure = {
        status: 400,
        message: t(messages.missing),
        errors,
      };
      throw failure;
    }
    await call('post', `/@directory/${encodeURIComponent(person.id)}/message`, {
      subject: subject.trim(),
      message: message.trim(),
    });
  };

  return (
    <FormDialog
      title={t(messages.title, { name })}
      submitLabel={t(messages.send)}
      action={send}
      explain={({ status }) =>
        status === 429 ? t(messages.tooMany) : undefined
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(messages.how, { name })}</p>
          <TextField
            id="zr-contact-subject"
            name="subject"
            required
            maxLength={150}
            label={t(messages.subject)}
            error={errors.subject}
            value={subject}
            onChange={setSubject}
          />
          <TextField
            id="zr-contact-message"
            name="message"
            required
            rows={7}
            maxLength={5000}
            label={t(messages.message)}
            error={errors.message}
            value={message}
            onChange={setMessage}
          />
        </>
      )}
    </FormDialog>
  );
};

export default ContactDialog;
