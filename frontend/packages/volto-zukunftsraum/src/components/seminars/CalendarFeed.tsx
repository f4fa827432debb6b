import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import FormDialog from '../dialogs/FormDialog';
import Field from '../forms/Field';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useFailureText } from '../forms/useFormErrors';
import { longDate } from '../../helpers/dates';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { FEED } from './mine';
import type { Feed } from './mine';

const messages = defineMessages({
  title: { id: 'zr.seminars.feed.title', defaultMessage: 'In your calendar' },
  text: {
    id: 'zr.seminars.feed.text',
    defaultMessage:
      'Your calendar program can follow your events by itself: with an address of your own. Whoever knows it sees your events; please keep it to yourself.',
  },
  exists: {
    id: 'zr.seminars.feed.exists',
    defaultMessage:
      'There is an address, made on {date}. We show it only once; if you have lost it, make a new one.',
  },
  make: { id: 'zr.seminars.feed.make', defaultMessage: 'Make an address' },
  renew: {
    id: 'zr.seminars.feed.renew',
    defaultMessage: 'Make a new address',
  },
  renewTitle: {
    id: 'zr.seminars.feed.renew.title',
    defaultMessage: 'Make a new address?',
  },
  renewText: {
    id: 'zr.seminars.feed.renew.text',
    defaultMessage:
      'The old one stops working at once. Programs in which you have entered it get nothing new any more.',
  },
  revoke: { id: 'zr.seminars.feed.revoke', defaultMessage: 'Take it back' },
  revokeTitle: {
    id: 'zr.seminars.feed.revoke.title',
    defaultMessage: 'Take the address back?',
  },
  revokeText: {
    id: 'zr.seminars.feed.revoke.text',
    defaultMessage: 'It stops working at once.',
  },
  address: {
    id: 'zr.seminars.feed.address',
    defaultMessage: 'Your address for the calendar',
  },
  addressHelp: {
    id: 'zr.seminars.feed.address.help',
    defaultMessage:
      'Copy it now and enter it in your calendar program, for example under “Subscribe to calendar”. It is not shown again.',
  },
  copy: { id: 'zr.seminars.feed.copy', defaultMessage: 'Copy the address' },
  copied: {
    id: 'zr.seminars.feed.copied',
    defaultMessage: 'The address is copied.',
  },
  made: {
    id: 'zr.seminars.feed.made',
    defaultMessage: 'Your address is ready.',
  },
  revoked: {
    id: 'zr.seminars.feed.revoked',
    defaultMessage: 'The address does not work any more.',
  },
});

/** The secret address by which a calendar program follows the own events. */
const CalendarFeed = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const failureText = useFailureText();
  const feed = useResource<Feed>(FEED);
  const { text, announce } = useAnnouncement();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState('');
  const [step, setStep] = useState<'renew' | 'revoke' | null>(null);

  if (!feed.data) return null;

  const make = async () => {
    const { url } = await call<{ url: string }>('post', FEED, {});
    setAddress(url);
    await reload(FEED);
  };

  const onMake = async () => {
    setProblem('');
    try {
      await make();
      announce(t(messages.made));
    } catch (failure) {
      setProblem(failureText(failure as Failure));
    }
  };

  return (
    <section className="zr-panel zr-feed" aria-labelledby="zr-feed">
      <h2 id="zr-feed">{t(messages.title)}</h2>
      <p>{t(messages.text)}</p>
      <Announcement text={text} />
      <div role="alert">{problem && <p className="zr-error">{problem}</p>}</div>
      {address ? (
        <>
          <Field
            id="zr-feed-address"
            required
            label={t(messages.address)}
            help={t(messages.addressHelp)}
          >
            {(input) => (
              <input
                {...input}
                type="text"
                readOnly
                value={address}
                onFocus={(event) => event.target.select()}
              />
            )}
          </Field>
          <p>
            <button
              type="button"
              className="zr-button zr-button--primary"
              onClick={async () => {
                await navigator.clipboard?.writeText(address);
                announce(t(messages.copied));
              }}
            >
              {t(messages.copy)}
            </button>
          </p>
        </>
      ) : (
        feed.data.exists && (
          <p>
            {t(messages.exists, {
              date: longDate(feed.data.created, intl.locale),
            })}
          </p>
        )
      )}
      <p className="zr-cluster">
        {!feed.data.exists && (
          <button
            type="button"
            className="zr-button zr-button--secondary"
            onClick={onMake}
          >
            {t(messages.make)}
          </button>
        )}
        {feed.data.exists &&
          (['renew', 'revoke'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={`zr-button zr-button--${one === 'renew' ? 'secondary' : 'quiet'}`}
              aria-haspopup="dialog"
              onClick={() => setStep(one)}
            >
              {t(messages[one])}
            </button>
          ))}
      </p>
      {step && (
        <FormDialog
          danger
          title={t(
            step === 'renew' ? messages.renewTitle : messages.revokeTitle,
          )}
          submitLabel={t(messages[step])}
          action={async () => {
            if (step === 'renew') {
              await make();
            } else {
              await call('del', FEED);
              setAddress('');
              await reload(FEED);
            }
          }}
          onClose={() => setStep(null)}
          onDone={() => {
            setStep(null);
            announce(t(step === 'renew' ? messages.made : messages.revoked));
          }}
        >
          <p>
            {t(step === 'renew' ? messages.renewText : messages.revokeText)}
          </p>
        </FormDialog>
      )}
    </section>
  );
};

export default CalendarFeed;
