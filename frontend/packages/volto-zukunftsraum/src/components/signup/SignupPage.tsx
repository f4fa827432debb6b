import { useState } from 'react';
import { Link, useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import FormPage from '../forms/FormPage';
import { useIsLoggedIn } from '../members/useMe';
import { useResource } from '../../store/useResource';
import SignupForm from './SignupForm';
import SignupSent from './SignupSent';
import WhatNext from './WhatNext';
import { SIGNUP_PATH, STEPS, missingIn } from './signup';
import type { Invited, SignupOffer } from './signup';
import { useDraft } from './useDraft';

const messages = defineMessages({
  title: { id: 'zr.signup.title', defaultMessage: 'Register' },
  lead: {
    id: 'zr.signup.lead',
    defaultMessage:
      'Taking part is free of charge. The form takes about three minutes.',
  },
  leadInvited: {
    id: 'zr.signup.lead.invited',
    defaultMessage:
      'You are invited to {municipality}. The form takes about three minutes; your admission is already arranged.',
  },
  account: {
    id: 'zr.signup.account',
    defaultMessage: 'You already have an account? {login}',
  },
  login: { id: 'zr.signup.login', defaultMessage: 'Log in' },
  loggedIn: {
    id: 'zr.signup.loggedIn',
    defaultMessage:
      'You are logged in, so you already have an account. In {account} you can ask for a further municipality.',
  },
  myAccount: { id: 'zr.signup.myAccount', defaultMessage: 'My account' },
  failed: {
    id: 'zr.signup.failed',
    defaultMessage:
      'The registration cannot be reached at the moment. Please try again in a few minutes.',
  },
});

/** The step in the address, so that the browser's back button goes one step back. */
const STEP = 'schritt';

/** Registration in three steps; afterwards the person confirms by mail. */
const SignupPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const location = useLocation<{ invited?: Invited } | undefined>();
  const isLoggedIn = useIsLoggedIn();
  const { data: offer, failed } = useResource<SignupOffer>(SIGNUP_PATH);
  const [invitedHere] = useState(location.state?.invited ?? null);
  const draft = useDraft(invitedHere);
  const { values, invited, ready } = draft;
  const [sent, setSent] = useState(false);

  const asked = Number(new URLSearchParams(location.search).get(STEP)) || 1;
  // Nobody begins in the middle, for example from a bookmark.
  const reached =
    [1, 2].find((step) => missingIn(step, values, offer).length > 0) ?? STEPS;
  const step = Math.max(1, Math.min(asked, reached, STEPS));

  const goTo = (next: number) => {
    if (next === step) return;
    history.push(
      location.pathname + (next === 1 ? '' : `?${STEP}=${next}`),
      location.state,
    );
  };

  const onSent = () => {
    draft.forget();
    setSent(true);
  };

  let content;
  if (isLoggedIn) {
    content = (
      <p>
        {t(messages.loggedIn, {
          account: (
            <Link key="account" to="/mein-konto">
              {t(messages.myAccount)}
            </Link>
          ),
        })}
      </p>
    );
  } else if (sent) {
    content = (
      <SignupSent
        email={values.email.trim()}
        onAgain={() => {
          setSent(false);
          goTo(1);
        }}
      />
    );
  } else {
    content = (
      <>
        <p className="zr-lead">
          {invited
            ? t(messages.leadInvited, {
                municipality: invited.municipality.name,
              })
            : t(messages.lead)}
        </p>
        <div className="zr-with-side">
          <div>
            {failed && <p className="zr-error">{t(messages.failed)}</p>}
            <SignupForm
              values={values}
              change={draft.change}
              offer={offer}
              invited={invited}
              step={ready ? step : 1}
              onStep={goTo}
              onSent={onSent}
            />
            <p>
              {t(messages.account, {
                login: (
                  <Link key="login" to="/login">
                    {t(messages.login)}
                  </Link>
                ),
              })}
            </p>
          </div>
          <div>
            <WhatNext />
          </div>
        </div>
      </>
    );
  }

  return <FormPage title={t(messages.title)}>{content}</FormPage>;
};

export default SignupPage;
