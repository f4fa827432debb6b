import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Protected from '../access/Protected';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import { useIsLoggedIn } from '../members/useMe';

const messages = defineMessages({
  title: {
    id: 'zr.account.newAddress',
    defaultMessage: 'Confirm the new address',
  },
  working: {
    id: 'zr.account.newAddress.working',
    defaultMessage: 'The address is changed …',
  },
  done: {
    id: 'zr.account.newAddress.done',
    defaultMessage: 'Your new address is valid from now on',
  },
  doneText: {
    id: 'zr.account.newAddress.done.text',
    defaultMessage: 'Log in with it the next time. Your password is the same.',
  },
  gone: {
    id: 'zr.account.newAddress.gone',
    defaultMessage: 'This link is not valid any more',
  },
  goneText: {
    id: 'zr.account.newAddress.gone.text',
    defaultMessage:
      'It has been used already, or it has expired. In {account} you see which address is valid, and you can change it there once more.',
  },
  failed: {
    id: 'zr.account.newAddress.failed',
    defaultMessage: 'The address was not changed',
  },
  account: {
    id: 'zr.account.newAddress.account',
    defaultMessage: 'My account',
  },
});

/** Reached by the link in the mail to a new address, which is valid with it. */
const AddressConfirmPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { token } = useParams<{ token: string }>();
  const call = useCall();
  const failureText = useFailureText();
  const isLoggedIn = useIsLoggedIn();
  const [outcome, setOutcome] = useState<'done' | Failure | null>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (!isLoggedIn || asked.current) return;
    asked.current = true;
    call('post', `/@me/email/${encodeURIComponent(token)}`, {}).then(
      () => setOutcome('done'),
      setOutcome,
    );
  }, [call, isLoggedIn, token]);

  if (!isLoggedIn || (outcome !== 'done' && outcome?.status === 401)) {
    return <Protected />;
  }

  const account = (
    <Link key="account" to="/mein-konto#zugang">
      {t(messages.account)}
    </Link>
  );
  let content;
  if (!outcome) {
    content = <p role="status">{t(messages.working)}</p>;
  } else if (outcome === 'done') {
    content = (
      <Outcome good title={t(messages.done)}>
        <p>{t(messages.doneText)}</p>
        <p>{account}</p>
      </Outcome>
    );
  } else if (outcome.status === 410) {
    content = (
      <Outcome title={t(messages.gone)}>
        <p>{t(messages.goneText, { account })}</p>
      </Outcome>
    );
  } else {
    content = (
      <Outcome title={t(messages.failed)}>
        <p>{failureText(outcome)}</p>
        <p>{account}</p>
      </Outcome>
    );
  }

  return (
    <FormPage title={t(messages.title)} secret>
      {content}
    </FormPage>
  );
};

export default AddressConfirmPage;
