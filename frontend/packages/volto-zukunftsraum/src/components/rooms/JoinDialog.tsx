import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { TextField } from '../forms/Field';
import { membershipPath } from './queries';
import type { Joining } from './queries';

const messages = defineMessages({
  joinTitle: { id: 'zr.rooms.join.title', defaultMessage: 'Join “{room}”?' },
  joinText: {
    id: 'zr.rooms.join.text',
    defaultMessage:
      'You see everything in this room at once and can write there. Its members see your name, your category and your function. You can leave at any time.',
  },
  join: { id: 'zr.rooms.join.submit', defaultMessage: 'Join' },
  askTitle: {
    id: 'zr.rooms.ask.title',
    defaultMessage: 'Ask to join “{room}”?',
  },
  askText: {
    id: 'zr.rooms.ask.text',
    defaultMessage:
      'The hosts see your name and your message, and decide. You get a mail as soon as they have.',
  },
  ask: { id: 'zr.rooms.ask.submit', defaultMessage: 'Send the request' },
  message: {
    id: 'zr.rooms.ask.message',
    defaultMessage: 'Message to the hosts',
  },
  messageHelp: {
    id: 'zr.rooms.ask.message.help',
    defaultMessage: 'Why are you interested in this room?',
  },
});

type Props = {
  /** Path of the room. */
  path: string;
  title: string;
  joining: Joining;
  onDone: () => void;
  onClose: () => void;
};

/** Says what joining or asking means, and does it. */
const JoinDialog = ({ path, title, joining, onDone, onClose }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const [message, setMessage] = useState('');
  const isOpen = joining === 'open';

  return (
    <FormDialog
      title={t(isOpen ? messages.joinTitle : messages.askTitle, {
        room: title,
      })}
      submitLabel={t(isOpen ? messages.join : messages.ask)}
      action={() =>
        call('post', membershipPath(path), { message: message.trim() })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t(isOpen ? messages.joinText : messages.askText)}</p>
          {!isOpen && (
            <TextField
              id="zr-join-message"
              name="message"
              rows={4}
              maxLength={2000}
              label={t(messages.message)}
              help={t(messages.messageHelp)}
              error={errors.message}
              value={message}
              onChange={setMessage}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};

export default JoinDialog;
