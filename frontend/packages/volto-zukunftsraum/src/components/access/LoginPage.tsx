import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { Link, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { purgeMessages } from '@plone/volto/actions/messages/messages';
import {
  login,
  logout,
  resetLoginRequest,
} from '@plone/volto/actions/userSession/userSession';
import { returnPath } from './loginPath';

const messages = defineMessages({
  title: { id: 'zr.access.login.title', defaultMessage: 'Log in' },
  intro: {
    id: 'zr.access.login.intro',
    defaultMessage:
      'With your account you see the protected spaces of which you are a member.',
  },
  name: {
    id: 'zr.access.login.name',
    defaultMessage: 'Login name or e-mail address',
  },
  password: { id: 'zr.access.login.password', defaultMessage: 'Password' },
  submit: { id: 'zr.access.login.submit', defaultMessage: 'Log in' },
  working: { id: 'zr.access.login.working', defaultMessage: 'Logging in …' },
  failed: {
    id: 'zr.access.login.failed',
    defaultMessage:
      'The login did not work. Please check login name and password; capital letters count.',
  },
  pause: {
    id: 'zr.access.login.pause',
    defaultMessage:
      'There were too many attempts with a wrong password. For safety the login is closed for some minutes. Please wait a while, or choose a new password.',
  },
  empty: {
    id: 'zr.access.login.empty',
    defaultMessage: 'Please fill in both fields.',
  },
  forgot: {
    id: 'zr.access.login.forgot',
    defaultMessage: 'Forgot your password?',
  },
  noAccount: {
    id: 'zr.access.login.noAccount',
    defaultMessage: 'No account yet?',
  },
  join: { id: 'zr.access.login.join', defaultMessage: 'Register' },
});

type State = {
  userSession: {
    token?: string | null;
    login: { loading?: boolean; error?: { status?: number } | null };
  };
};

/** The login; afterwards the visitor is back where they came from. */
const LoginPage = () => {
  const intl = useIntl();
  const dispatch = useDispatch();
  const history = useHistory();
  const location = useLocation<{ isLogout?: boolean } | undefined>();
  const token = useSelector<State, string | null | undefined>(
    (state) => state.userSession.token,
  );
  const { loading, error } = useSelector<State, State['userSession']['login']>(
    (state) => state.userSession.login,
  );
  const [isEmpty, setIsEmpty] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const leaving = useRef(false);
  const isLogout = Boolean(location.state?.isLogout);

  useEffect(() => {
    if (isLogout) {
      // Somebody wants another account, or the old session has ended.
      leaving.current = true;
      Promise.resolve(dispatch(logout())).catch(() => {});
      dispatch(purgeMessages());
      history.replace(location.pathname + location.search);
    } else if (!token) {
      leaving.current = false;
    } else if (!leaving.current) {
      const target = returnPath(location.pathname, location.search);
      if (target !== location.pathname + location.search) {
        history.replace(target);
      }
    }
  }, [dispatch, history, isLogout, location, token]);

  // What went wrong before is not said to the next one.
  useEffect(() => {
    return () => {
      dispatch(resetLoginRequest());
    };
  }, [dispatch]);

  // Nothing is lost: the name stays, the password is typed again.
  useEffect(() => {
    if (error) password.current?.select();
  }, [error]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const typedName = name.current?.value.trim() ?? '';
    const typedPassword = password.current?.value ?? '';
    if (loading) return;
    setIsEmpty(!typedName || !typedPassword);
    if (!typedName) name.current?.focus();
    else if (!typedPassword) password.current?.focus();
    else {
      // The result is read from the store.
      Promise.resolve(dispatch(login(typedName, typedPassword))).catch(
        () => {},
      );
    }
  };

  const failure = isEmpty
    ? intl.formatMessage(messages.empty)
    : error
      ? intl.formatMessage(
          error.status === 429 ? messages.pause : messages.failed,
        )
      : '';

  return (
    <div id="view" className="zr-page zr-login">
      <Helmet title={intl.formatMessage(messages.title)} />
      <h1 className="documentFirstHeading">
        {intl.formatMessage(messages.title)}
      </h1>
      <p>{intl.formatMessage(messages.intro)}</p>
      <form method="post" onSubmit={onSubmit} noValidate>
        <div role="alert" id="zr-login-error">
          {failure && <p className="zr-error">{failure}</p>}
        </div>
        <div className="zr-field">
          <label htmlFor="login">{intl.formatMessage(messages.name)}</label>
          <input
            ref={name}
            id="login"
            name="login"
            type="text"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            aria-invalid={Boolean(failure)}
            aria-describedby="zr-login-error"
          />
        </div>
        <div className="zr-field">
          <label htmlFor="password">
            {intl.formatMessage(messages.password)}
          </label>
          <input
            ref={password}
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={Boolean(failure)}
            aria-describedby="zr-login-error"
          />
          <p>
            <Link to="/passwort-vergessen">
              {intl.formatMessage(messages.forgot)}
            </Link>
          </p>
        </div>
        <button
          type="submit"
          id="login-form-submit"
          className="zr-button zr-button--primary"
          disabled={loading}
        >
          {intl.formatMessage(loading ? messages.working : messages.submit)}
        </button>
      </form>
      <p className="zr-login-join">
        {intl.formatMessage(messages.noAccount)}{' '}
        <Link to="/registrieren">{intl.formatMessage(messages.join)}</Link>
      </p>
    </div>
  );
};

export default LoginPage;
