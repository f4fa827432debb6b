import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import { loginPath } from '../access/loginPath';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';
import { TextField } from '../forms/Field';
import { useIsLoggedIn } from '../members/useMe';
import { contactPath } from './load';

const messages = defineMessages({
  title: {
    id: 'zr.practices.contact',
    defaultMessage: 'Questions about this example',
  },
  text: {
    id: 'zr.practices.contact.text',
    defaultMessage:
      'Somebody in the municipality answers questions of other municipalities.',
  },
  ask: { id: 'zr.practices.contact.ask', defaultMessage: 'Ask a question' },
  login: {
    id: 'zr.practices.contact.login',
    defaultMessage: '{login} to ask. Taking part is free of charge.',
  },
  loginLink: {
    id: 'zr.practices.contact.login.link',
    defaultMessage: 'Log in',
  },
  dialog: {
    id: 'zr.practices.contact.dialog',
    defaultMessage: 'Question about “{title}”',
  },
  how: {
    id: 'zr.practices.contact.how',
    defaultMessage:
      'We pass your message on by mail. You do not learn the address; whoever answers sees yours and can reply directly.',
  },
  message: {
    id: 'zr.practices.contact.message',
    defaultMessage: 'Your question',
  },
  send: {
    id: 'zr.practices.contact.send',
    defaultMessage: 'Send the question',
  },
  said: {
    id: 'zr.practices.contact.said',
    defaultMessage:
      'Your question is on its way. The answer comes to you by mail.',
  },
});

/** A form to write to the contact of an example without learning who that is. Nothing when it has none. */
const PracticeContact = ({ path, title }: { path: string; title: string }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const { pathname } = useLocation();
  const loggedIn = useIsLoggedIn();
  const { data } = useResource<{ available: boolean }>(contactPath(path));
  const { text, announce } = useAnnouncement();
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  if (!data?.available) return null;

  return (
    <section
      className="zr-part zr-panel zr-contact zr-no-print"
      aria-labelledby="fragen"
    >
      <h2 id="fragen">{t(messages.title)}</h2>
      <Announcement text={text} />
      <p>{t(messages.text)}</p>
      {loggedIn ? (
        <button
          type="button"
          className="zr-button zr-button--secondary"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {t(messages.ask)}
        </button>
      ) : (
        <p>
          {t(messages.login, {
            login: (
              <Link key="login" to={loginPath(pathname, '')}>
                {t(messages.loginLink)}
              </Link>
            ),
          })}
        </p>
      )}
      {open && (
        <FormDialog
          title={t(messages.dialog, { title })}
          submitLabel={t(messages.send)}
          action={() => call('post', contactPath(path), { message })}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setMessage('');
            announce(t(messages.said));
          }}
        >
          {(errors) => (
            <>
              <p>{t(messages.how)}</p>
              <TextField
                id="zr-practice-message"
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
      )}
    </section>
  );
};

export default PracticeContact;
