import { useSelector } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import jwtDecode from 'jwt-decode';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import { loginPath } from './loginPath';
import { useRootNavigation } from './useRootNavigation';

const messages = defineMessages({
  title: {
    id: 'zr.access.protected.title',
    defaultMessage: 'This page is protected',
  },
  stranger: {
    id: 'zr.access.protected.stranger',
    defaultMessage:
      'Only certain people can see it, for example the members of a municipality. Please log in.',
  },
  member: {
    id: 'zr.access.protected.member',
    defaultMessage:
      'Your account may not see this page. It may belong to a room of which you are not a member, or to a task of others, such as that of the editors.',
  },
  memberHelp: {
    id: 'zr.access.protected.memberHelp',
    defaultMessage:
      'If you think that you should have access, ask the coordinators of your municipality or the {office}.',
  },
  office: {
    id: 'zr.access.protected.office',
    defaultMessage: 'programme office',
  },
  login: { id: 'zr.access.protected.login', defaultMessage: 'Log in' },
  otherAccount: {
    id: 'zr.access.protected.otherAccount',
    defaultMessage: 'Log in with another account',
  },
  home: {
    id: 'zr.access.protected.home',
    defaultMessage: 'To the home page',
  },
  join: { id: 'zr.access.protected.join', defaultMessage: 'How to join' },
});

/** Is there a session, and has it not ended? */
export function isValid(token?: string | null, now = Date.now()): boolean {
  if (!token) return false;
  try {
    const { exp } = jwtDecode<{ exp?: number }>(token);
    return exp === undefined || exp * 1000 > now;
  } catch {
    return false;
  }
}

/** In place of a page that this person may not see. It says nothing about it. */
const ProtectedPage = () => {
  const intl = useIntl();
  useRootNavigation();
  const { pathname, search } = useLocation();
  const token = useSelector<
    { userSession: { token?: string | null } },
    string | null | undefined
  >((state) => state.userSession.token);
  const isMember = isValid(token);
  const toLogin = {
    pathname: '/login',
    search: loginPath(pathname, search).slice('/login'.length),
    // ends the session that is not good enough here
    state: token ? { isLogout: true } : undefined,
  };

  return (
    <div className="zr-page zr-access">
      <Helmet
        title={intl.formatMessage(messages.title)}
        meta={[{ name: 'robots', content: 'noindex, nofollow' }]}
      />
      <Icon name={lockSVG} size="48px" />
      <h1 className="documentFirstHeading">
        {intl.formatMessage(messages.title)}
      </h1>
      {isMember ? (
        <>
          <p>{intl.formatMessage(messages.member)}</p>
          <p>
            {intl.formatMessage(messages.memberHelp, {
              office: (
                <Link key="office" to="/kontakt">
                  {intl.formatMessage(messages.office)}
                </Link>
              ),
            })}
          </p>
          <p className="zr-cluster">
            <Link to="/" className="zr-button zr-button--primary">
              {intl.formatMessage(messages.home)}
            </Link>
            <Link to={toLogin} className="zr-button zr-button--quiet">
              {intl.formatMessage(messages.otherAccount)}
            </Link>
          </p>
        </>
      ) : (
        <>
          <p>{intl.formatMessage(messages.stranger)}</p>
          <p className="zr-cluster">
            <Link to={toLogin} className="zr-button zr-button--primary">
              {intl.formatMessage(messages.login)}
            </Link>
            <Link to="/registrieren" className="zr-button zr-button--quiet">
              {intl.formatMessage(messages.join)}
            </Link>
          </p>
        </>
      )}
    </div>
  );
};

export default ProtectedPage;
