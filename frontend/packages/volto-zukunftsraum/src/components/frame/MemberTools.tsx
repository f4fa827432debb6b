import { useEffect } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useDispatch, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import jwtDecode from 'jwt-decode';
import { getUser } from '@plone/volto/actions/users/users';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import userSVG from '@plone/volto/icons/user.svg';
import downSVG from '@plone/volto/icons/down-key.svg';
import type { Content } from '@plone/types';
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
  profile: {
    id: 'zr.frame.member.profile',
    defaultMessage: 'My profile',
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

type State = {
  userSession: { token?: string | null };
  users: { user?: { id?: string; fullname?: string; username?: string } };
};

/** The login page, which brings the visitor back to where they were. */
export function loginPath(pathname: string, search = ''): string {
  const from = pathname + search;
  if (from === '/' || /^\/(login|logout)/.test(pathname)) return '/login';
  return `/login?return_url=${encodeURIComponent(from)}`;
}

const OwnMenu = ({ userId }: { userId: string }) => {
  const intl = useIntl();
  const dispatch = useDispatch();
  const { pathname } = useLocation();
  const user = useSelector<State, State['users']['user']>(
    (state) => state.users.user,
  );
  const { open, toggle, close, container, button } =
    useDisclosure<HTMLDivElement>(true);

  useEffect(() => {
    dispatch(getUser(userId));
  }, [dispatch, userId]);
  useEffect(close, [close, pathname]);

  const name = user?.fullname || user?.username || userId;

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
        <p>{intl.formatMessage(messages.loggedInAs, { name })}</p>
        <ul>
          <li>
            <Link to="/personal-information">
              {intl.formatMessage(messages.profile)}
            </Link>
          </li>
          <li>
            <Link to="/change-password">
              {intl.formatMessage(messages.password)}
            </Link>
          </li>
          <li>
            <Link to="/logout">{intl.formatMessage(messages.logout)}</Link>
          </li>
        </ul>
      </div>
    </div>
  );
};

/**
 * What the header offers a stranger (log in, join) or a member (rooms, own
 * menu). The slot `memberTools` takes what other domains add, such as notices.
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
        <Link to="/mitmachen" className="zr-button zr-button--primary">
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
      <Slot name="memberTools" content={content} />
      <OwnMenu userId={jwtDecode<{ sub: string }>(token).sub} />
    </>
  );
};

export default MemberTools;
