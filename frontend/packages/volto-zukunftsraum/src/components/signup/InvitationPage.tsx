import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { loginPath } from '../access/loginPath';
import { useIsLoggedIn } from '../members/useMe';
import { useResource } from '../../store/useResource';
import { invitationPath } from './signup';
import type { Invited } from './signup';

const messages = defineMessages({
  title: { id: 'zr.invitation.title', defaultMessage: 'Your invitation' },
  loading: { id: 'zr.invitation.loading', defaultMessage: 'Loading …' },
  lead: {
    id: 'zr.invitation.lead',
    defaultMessage:
      'You are invited to work in the protected space of {municipality}.',
  },
  for: {
    id: 'zr.invitation.for',
    defaultMessage: 'The invitation is for the address {email}.',
  },
  noAccount: {
    id: 'zr.invitation.noAccount',
    defaultMessage: 'You are new here?',
  },
  noAccountText: {
    id: 'zr.invitation.noAccount.text',
    defaultMessage:
      'Register in three short steps. You are then admitted at once.',
  },
  register: { id: 'zr.invitation.register', defaultMessage: 'Register' },
  hasAccount: {
    id: 'zr.invitation.hasAccount',
    defaultMessage: 'You already have an account?',
  },
  hasAccountText: {
    id: 'zr.invitation.hasAccount.text',
    defaultMessage: 'Log in; then you come back to this page.',
  },
  login: { id: 'zr.invitation.login', defaultMessage: 'Log in' },
  join: { id: 'zr.invitation.join', defaultMessage: 'Accept the invitation' },
  joining: { id: 'zr.invitation.joining', defaultMessage: 'One moment …' },
  joined: {
    id: 'zr.invitation.joined',
    defaultMessage: 'You are now a member of {municipality}',
  },
  space: { id: 'zr.invitation.space', defaultMessage: 'To the space' },
  other: {
    id: 'zr.invitation.other',
    defaultMessage:
      'You are logged in with another address than the one that was invited. Log in with the account for {email}.',
  },
  otherAccount: {
    id: 'zr.invitation.otherAccount',
    defaultMessage: 'Log in with another account',
  },
  gone: {
    id: 'zr.invitation.gone',
    defaultMessage: 'This invitation is not valid any more',
  },
  goneText: {
    id: 'zr.invitation.gone.text',
    defaultMessage:
      'It has been used already, was taken back, or has expired. Ask whoever has invited you for a new one. You can also register without an invitation.',
  },
  failed: {
    id: 'zr.invitation.failed',
    defaultMessage:
      'The invitation cannot be read at the moment. Please try again in a few minutes.',
  },
});

type Invitation = Omit<Invited, 'token'>;

/** Reached by the link in an invitation: register with it, or accept it. */
const InvitationPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { token } = useParams<{ token: string }>();
  const { pathname } = useLocation();
  const call = useCall();
  const form = useForm();
  const loggedIn = useIsLoggedIn();
  const {
    data: invitation,
    failed,
    status,
  } = useResource<Invitation>(invitationPath(token));
  const [isOther, setIsOther] = useState(false);
  const [isGone, setIsGone] = useState(false);
  const [joined, setJoined] = useState<{
    space: string;
    municipality: string;
  } | null>(null);

  const toLogin = {
    pathname: '/login',
    search: loginPath(pathname).slice('/login'.length),
  };

  const join = () =>
    form.send(
      async () => {
        const { space } = await call<{ space: string }>(
          'post',
          invitationPath(token),
          {},
        );
        setJoined({ space, municipality: invitation?.municipality.name ?? '' });
      },
      ({ status: refused }) => {
        setIsOther(refused === 403);
        setIsGone(refused === 410);
        return refused === 403 || refused === 410;
      },
    );

  let content;
  if (joined) {
    content = (
      <Outcome
        good
        title={t(messages.joined, { municipality: joined.municipality })}
      >
        <p>
          <Link
            to={flattenToAppURL(joined.space)}
            className="zr-button zr-button--primary"
          >
            {t(messages.space)}
          </Link>
        </p>
      </Outcome>
    );
  } else if (isGone || status === 410 || status === 404) {
    content = (
      <Outcome title={t(messages.gone)}>
        <p>{t(messages.goneText)}</p>
        <p>
          <Link to="/registrieren" className="zr-button zr-button--secondary">
            {t(messages.register)}
          </Link>
        </p>
      </Outcome>
    );
  } else if (failed) {
    content = <p className="zr-error">{t(messages.failed)}</p>;
  } else if (!invitation) {
    content = <p role="status">{t(messages.loading)}</p>;
  } else {
    const email = <strong key="email">{invitation.email}</strong>;
    content = (
      <>
        <p className="zr-lead">
          {t(messages.lead, { municipality: invitation.municipality.name })}
        </p>
        {!isOther && <p>{t(messages.for, { email })}</p>}
        <ErrorSummary
          errors={form.errors}
          failure={form.failure}
          attempt={form.attempt}
          idOf={() => ''}
        />
        {isOther && (
          <Outcome title={t(messages.otherAccount)}>
            <p>{t(messages.other, { email })}</p>
            <p>
              <Link
                to={{ ...toLogin, state: { isLogout: true } }}
                className="zr-button zr-button--primary"
              >
                {t(messages.otherAccount)}
              </Link>
            </p>
          </Outcome>
        )}
        {loggedIn && !isOther && (
          <p>
            <button
              type="button"
              className="zr-button zr-button--primary"
              aria-disabled={form.working}
              onClick={join}
            >
              {t(form.working ? messages.joining : messages.join)}
            </button>
          </p>
        )}
        {!loggedIn && (
          <div className="zr-two-ways">
            <section className="zr-card">
              <h2>{t(messages.noAccount)}</h2>
              <p>{t(messages.noAccountText)}</p>
              <Link
                to={{
                  pathname: '/registrieren',
                  state: { invited: { ...invitation, token } },
                }}
                className="zr-button zr-button--primary"
              >
                {t(messages.register)}
              </Link>
            </section>
            <section className="zr-card">
              <h2>{t(messages.hasAccount)}</h2>
              <p>{t(messages.hasAccountText)}</p>
              <Link to={toLogin} className="zr-button zr-button--secondary">
                {t(messages.login)}
              </Link>
            </section>
          </div>
        )}
      </>
    );
  }

  return (
    <FormPage title={t(messages.title)} secret>
      {content}
    </FormPage>
  );
};

export default InvitationPage;
