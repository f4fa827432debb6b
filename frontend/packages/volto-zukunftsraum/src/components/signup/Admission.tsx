import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Outcome from '../forms/Outcome';
import { useIsLoggedIn, useMe } from '../members/useMe';

const messages = defineMessages({
  admitted: {
    id: 'zr.signup.admitted',
    defaultMessage: 'Welcome, you are in',
  },
  admittedText: {
    id: 'zr.signup.admitted.text',
    defaultMessage:
      'Your account is ready and you are admitted. You can start at once.',
  },
  pending: {
    id: 'zr.signup.pending',
    defaultMessage: 'Your account is ready',
  },
  pendingText: {
    id: 'zr.signup.pending.text',
    defaultMessage:
      'What is left is your admission: the coordinators of your municipality or the programme office look at your request. Mostly this takes a few working days. You get a mail as soon as it is decided.',
  },
  meanwhile: {
    id: 'zr.signup.pending.meanwhile',
    defaultMessage: 'What you can do meanwhile',
  },
  profile: {
    id: 'zr.signup.pending.profile',
    defaultMessage: 'Say in your profile what you are working on',
  },
  knowledge: {
    id: 'zr.signup.pending.knowledge',
    defaultMessage: 'Read guides and methods in the wiki',
  },
  practice: {
    id: 'zr.signup.pending.practice',
    defaultMessage: 'See how other municipalities do it',
  },
  space: { id: 'zr.signup.admitted.space', defaultMessage: 'To {name}' },
  rooms: {
    id: 'zr.signup.admitted.rooms',
    defaultMessage: 'Find exchange rooms',
  },
  account: { id: 'zr.signup.admitted.account', defaultMessage: 'My account' },
  login: { id: 'zr.signup.admitted.login', defaultMessage: 'Log in' },
});

/** After the account was made: admitted at once, or what the person waits for. */
const Admission = ({ admission }: { admission: 'pending' | 'admitted' }) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const loggedIn = useIsLoggedIn();
  const admitted = admission === 'admitted';
  const { data: me } = useMe();
  const spaces = me?.memberships.filter(({ space }) => space) ?? [];

  return (
    <>
      <Outcome good title={t(admitted ? messages.admitted : messages.pending)}>
        <p>{t(admitted ? messages.admittedText : messages.pendingText)}</p>
        <p className="zr-cluster">
          {!loggedIn && (
            <Link to="/login" className="zr-button zr-button--primary">
              {t(messages.login)}
            </Link>
          )}
          {admitted &&
            spaces.map(({ ars, name, space }) => (
              <Link
                key={ars}
                to={space as string}
                className="zr-button zr-button--primary"
              >
                {t(messages.space, { name })}
              </Link>
            ))}
          {admitted && (
            <Link to="/austausch" className="zr-button zr-button--secondary">
              {t(messages.rooms)}
            </Link>
          )}
        </p>
      </Outcome>
      {!admitted && (
        <>
          <h2>{t(messages.meanwhile)}</h2>
          <ul>
            {loggedIn && (
              <li>
                <Link to="/mein-konto">{t(messages.profile)}</Link>
              </li>
            )}
            <li>
              <Link to="/wissen">{t(messages.knowledge)}</Link>
            </li>
            <li>
              <Link to="/praxis">{t(messages.practice)}</Link>
            </li>
          </ul>
        </>
      )}
    </>
  );
};

export default Admission;
