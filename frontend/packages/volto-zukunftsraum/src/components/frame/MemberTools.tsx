import { useEffect } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import userSVG from '@plone/volto/icons/user.svg';
import downSVG from '@plone/volto/icons/down-key.svg';
import type { Content } from '@plone/types';
import { loginPath } from '../access/loginPath';
import { useMe } from '../members/useMe';
import NoticesLink from '../notices/NoticesLink';
import Slot from './Slot';
import { useDisclosure } from './useDisclosure';

const messages = defineMessages({
  login: {
    id: 'zr.frame.member.login',
    defaultMessage: 'Log in',
  },
  join: {
    id: 'zr.frame.member.join',
    defaultMessage: 'Join in',
  },
  rooms: {
    id: 'zr.frame.member.rooms',
    defaultMessage: 'My spaces',
  },
  account: {
    id: 'zr.frame.member.account',
    defaultMessage: 'My account',
  },
  loggedInAs: {
    id: 'zr.frame.member.loggedInAs',
    defaultMessage: 'Logged in as {name}',
  },
  own: {
    id: 'zr.frame.member.own',
    defaultMessage: 'My account',
  },
  directory: {
    id: 'zr.frame.member.directory',
    defaultMessage: 'Directory of members',
  },
  admissions: {
    id: 'zr.frame.member.admissions',
    defaultMessage: 'Admissions',
  },
  seminars: {
    id: 'zr.frame.member.seminars',
    defaultMessage: 'My events',
  },
  texts: {
    id: 'zr.frame.member.texts',
    defaultMessage: 'My texts',
  },
  reviews: {
    id: 'zr.frame.member.reviews',
    defaultMessage: 'Editors',
  },
  grants: {
    id: 'zr.frame.member.grants',
    defaultMessage: 'Grant applications',
  },
  members: {
    id: 'zr.frame.member.members',
    defaultMessage: 'Administration of members',
  },
  keys: { id: 'zr.frame.member.keys', defaultMessage: 'Keys for websites' },
  open: {
    id: 'zr.frame.member.admissions.open',
    defaultMessage: '{count} open',
  },
  password: {
    id: 'zr.frame.member.password',
    defaultMessage: 'Change password',
  },
  logout: {
    id: 'zr.frame.member.logout',
    defaultMessage: 'Log out',
  },
});

type State = { userSession: { token?: string | null } };

type ItemProps = {
  to: string;
  label: MessageDescriptor;
  count?: number;
};

/** A way in the own menu, with the number of what waits there. */
const Item = ({ to, label, count = 0 }: ItemProps) => {
  const intl = useIntl();
  return (
    <li>
      <Link to={to}>
        {intl.formatMessage(label)}
        {count > 0 && (
          <>
            {' '}
            <span className="zr-unread">
              {intl.formatMessage(messages.open, { count })}
            </span>
          </>
        )}
      </Link>
    </li>
  );
};

const OwnMenu = () => {
  const intl = useIntl();
  const location = useLocation();
  const { data: me } = useMe();
  const { open, toggle, close, container, button } =
    useDisclosure<HTMLDivElement>(true);

  useEffect(close, [close, location]);

  const decides =
    me?.office || me?.memberships.some(({ role }) => role === 'coordinator');

  return (
    <div className="zr-own-menu" ref={container}>
      <button
        type="button"
        ref={button}
        className="zr-button zr-button--quiet"
        aria-expanded={open}
        aria-controls="zr-own-menu"
        onClick={toggle}
      >
        <Icon name={userSVG} size="20px" />
        {intl.formatMessage(messages.account)}
        <Icon name={downSVG} size="16px" className="zr-own-menu-arrow" />
      </button>
      <div id="zr-own-menu" className="zr-own-menu-panel" hidden={!open}>
        {me && (
          <p>
            {intl.formatMessage(messages.loggedInAs, {
              name: me.fullname || me.id,
            })}
          </p>
        )}
        <ul>
          <Item to="/mein-konto" label={messages.own} />
          <Item to="/meine-veranstaltungen" label={messages.seminars} />
          <Item to="/meine-texte" label={messages.texts} />
          <Item to="/verzeichnis" label={messages.directory} />
          {decides && (
            <Item
              to="/aufnahmen"
              label={messages.admissions}
              count={me?.admissions_open}
            />
          )}
          {me?.reviews && <Item to="/redaktion" label={messages.reviews} />}
          {Boolean(me?.grants?.length) && (
            <Item to="/foerderantraege" label={messages.grants} />
          )}
          {me?.office && <Item to="/mitglieder" label={messages.members} />}
          {me?.office && <Item to="/schluessel" label={messages.keys} />}
          <Item to="/mein-konto#passwort" label={messages.password} />
          <Item to="/logout" label={messages.logout} />
        </ul>
      </div>
    </div>
  );
};

/**
 * What the header offers a stranger (log in, join) or a member (rooms, own
 * menu). The slot `memberTools` takes what other domains add.
 */
const MemberTools = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const { pathname, search } = useLocation();
  const token = useSelector<State, string | null | undefined>(
    (state) => state.userSession.token,
  );

  if (!token) {
    return (
      <>
        <Link
          to={loginPath(pathname, search)}
          className="zr-button zr-button--quiet"
        >
          {intl.formatMessage(messages.login)}
        </Link>
        <Link to="/registrieren" className="zr-button zr-button--primary">
          {intl.formatMessage(messages.join)}
        </Link>
      </>
    );
  }
  return (
    <>
      <Link to="/raeume" className="zr-button zr-button--secondary">
        {intl.formatMessage(messages.rooms)}
      </Link>
      <NoticesLink />
      <Slot name="memberTools" content={content} />
      <OwnMenu />
    </>
  );
};

export default MemberTools;
