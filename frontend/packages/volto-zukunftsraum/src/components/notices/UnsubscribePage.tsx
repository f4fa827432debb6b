import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useForm } from '../forms/useForm';
import ErrorSummary from '../forms/ErrorSummary';

const messages = defineMessages({
  title: {
    id: 'zr.unsubscribe.title',
    defaultMessage: 'Mails to you',
  },
  working: { id: 'zr.unsubscribe.working', defaultMessage: 'One moment …' },
  off: {
    id: 'zr.unsubscribe.off',
    defaultMessage: 'You get no more of these mails',
  },
  offText: {
    id: 'zr.unsubscribe.off.text',
    defaultMessage:
      'Mails about “{title}” are switched off. In the portal you still find these notices.',
  },
  on: {
    id: 'zr.unsubscribe.on',
    defaultMessage: 'You get these mails again',
  },
  onText: {
    id: 'zr.unsubscribe.on.text',
    defaultMessage: 'Mails about “{title}” are switched on again.',
  },
  undo: { id: 'zr.unsubscribe.undo', defaultMessage: 'Undo this' },
  again: {
    id: 'zr.unsubscribe.again',
    defaultMessage: 'Switch the mails off',
  },
  others: {
    id: 'zr.unsubscribe.others',
    defaultMessage: 'All mails can be chosen in {account}.',
  },
  account: { id: 'zr.unsubscribe.account', defaultMessage: 'My account' },
  gone: {
    id: 'zr.unsubscribe.gone',
    defaultMessage: 'This link is not valid any more',
  },
  goneText: {
    id: 'zr.unsubscribe.gone.text',
    defaultMessage:
      'Nothing was changed. Log in and choose in {account} of what you get a mail.',
  },
  failed: {
    id: 'zr.unsubscribe.failed',
    defaultMessage: 'That did not work',
  },
  failedText: {
    id: 'zr.unsubscribe.failed.text',
    defaultMessage:
      'Nothing was changed. Please load this page again in a few minutes.',
  },
});

type Kind = { kind: string; title: string };

/** Reached by the link in a mail: mails of this kind are switched off at once. */
const UnsubscribePage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { token } = useParams<{ token: string }>();
  const path = `/@unsubscribe/${encodeURIComponent(token)}`;
  const call = useCall();
  const form = useForm();
  const [kind, setKind] = useState<Kind | null>(null);
  const [isOff, setIsOff] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    call<Kind>('post', path, {}).then(setKind, setFailure);
  }, [call, path]);

  const turn = () =>
    form.send(async () => {
      await call(isOff ? 'del' : 'post', path, isOff ? undefined : {});
      setIsOff(!isOff);
    });

  const account = (
    <Link key="account" to="/mein-konto#benachrichtigungen">
      {t(messages.account)}
    </Link>
  );

  let content;
  if (kind) {
    const { title } = kind;
    content = (
      <>
        <ErrorSummary {...form} idOf={() => ''} />
        <Outcome
          key={String(isOff)}
          good
          title={t(isOff ? messages.off : messages.on)}
        >
          <p>{t(isOff ? messages.offText : messages.onText, { title })}</p>
          <p>
            <button
              type="button"
              className="zr-button zr-button--secondary"
              aria-disabled={form.working}
              onClick={turn}
            >
              {t(isOff ? messages.undo : messages.again)}
            </button>
          </p>
        </Outcome>
        <p>{t(messages.others, { account })}</p>
      </>
    );
  } else if (failure?.status === 410 || failure?.status === 404) {
    content = (
      <Outcome title={t(messages.gone)}>
        <p>{t(messages.goneText, { account })}</p>
      </Outcome>
    );
  } else if (failure) {
    content = (
      <Outcome title={t(messages.failed)}>
        <p>{t(messages.failedText)}</p>
      </Outcome>
    );
  } else {
    content = <p role="status">{t(messages.working)}</p>;
  }

  return (
    <FormPage title={t(messages.title)} secret>
      {content}
    </FormPage>
  );
};

export default UnsubscribePage;
