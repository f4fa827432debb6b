import { useEffect, useState } from 'react';
import { useDispatch } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { LOGOUT } from '@plone/volto/constants/ActionTypes';
import Protected from '../access/Protected';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import Loaded from '../listing/Loaded';
import { useReload } from '../../store/useReload';
import AddressForm from './AddressForm';
import DataSection from './DataSection';
import NoticesSection from './NoticesSection';
import PasswordForm from './PasswordForm';
import PlacesSection from './PlacesSection';
import ProfileSection from './ProfileSection';
import { ME, useIsLoggedIn, useMe } from '../members/useMe';

const messages = defineMessages({
  title: { id: 'zr.account.title', defaultMessage: 'My account' },
  contents: { id: 'zr.account.contents', defaultMessage: 'On this page' },
  profile: { id: 'zr.account.contents.profile', defaultMessage: 'Profile' },
  places: {
    id: 'zr.account.contents.places',
    defaultMessage: 'Municipalities and rooms',
  },
  notices: {
    id: 'zr.account.contents.notices',
    defaultMessage: 'Notices by mail',
  },
  access: {
    id: 'zr.account.access',
    defaultMessage: 'Address and password',
  },
  data: { id: 'zr.account.contents.data', defaultMessage: 'Your data' },
  operation: {
    id: 'zr.account.operation',
    defaultMessage:
      'This account belongs to the technical operation of the website and not to a person. It has no profile and is in no municipality; its password is changed by whoever runs the server.',
  },
  deleted: {
    id: 'zr.account.deleted',
    defaultMessage: 'Your account is deleted',
  },
  deletedText: {
    id: 'zr.account.deleted.text',
    defaultMessage:
      'You are logged out. Thank you for having been with us; you are welcome to register again at any time.',
  },
  home: { id: 'zr.account.deleted.home', defaultMessage: 'To the home page' },
});

const PARTS = [
  { id: 'profil', title: messages.profile },
  { id: 'kommunen', title: messages.places },
  { id: 'benachrichtigungen', title: messages.notices },
  { id: 'zugang', title: messages.access },
  { id: 'daten', title: messages.data },
];

/** All that a person can see and change about themselves. */
const AccountPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const dispatch = useDispatch();
  const { hash } = useLocation();
  const isLoggedIn = useIsLoggedIn();
  const me = useMe();
  const reload = useReload();
  const reloadMe = () => reload(ME);
  const [deleted, setDeleted] = useState(false);
  const isThere = Boolean(me.data);

  // What the address points to was not there yet when the page was opened.
  useEffect(() => {
    if (!isThere || !hash) return;
    document.getElementById(hash.slice(1))?.scrollIntoView?.();
  }, [hash, isThere]);

  const onDeleted = () => {
    setDeleted(true);
    // The session has ended with the account; there is nobody to log out.
    dispatch({ type: `${LOGOUT}_SUCCESS` });
  };

  if (deleted) {
    return (
      <FormPage title={t(messages.title)} personal>
        <Outcome good title={t(messages.deleted)}>
          <p>{t(messages.deletedText)}</p>
          <p>
            <Link to="/" className="zr-button zr-button--primary">
              {t(messages.home)}
            </Link>
          </p>
        </Outcome>
      </FormPage>
    );
  }
  if (!isLoggedIn || me.status === 401) return <Protected />;

  return (
    <FormPage title={t(messages.title)} personal className="zr-account">
      <Loaded resource={me} onRetry={reloadMe}>
        {(person) =>
          person.email ? (
            <div className="zr-account-parts">
              <nav aria-labelledby="zr-account-contents">
                <h2 id="zr-account-contents">{t(messages.contents)}</h2>
                <ul>
                  {PARTS.map(({ id, title }) => (
                    <li key={id}>
                      <a href={`#${id}`}>{t(title)}</a>
                    </li>
                  ))}
                </ul>
              </nav>
              <div>
                <ProfileSection me={person} onChanged={reloadMe} />
                <PlacesSection me={person} onChanged={reloadMe} />
                <NoticesSection me={person} onChanged={reloadMe} />
                <section
                  id="zugang"
                  className="zr-account-section"
                  aria-labelledby="zr-account-access"
                >
                  <h2 id="zr-account-access">{t(messages.access)}</h2>
                  <AddressForm email={person.email} />
                  <PasswordForm userId={person.id} login={person.email} />
                </section>
                <DataSection onDeleted={onDeleted} />
              </div>
            </div>
          ) : (
            <p className="zr-panel">{t(messages.operation)}</p>
          )
        }
      </Loaded>
    </FormPage>
  );
};

export default AccountPage;
