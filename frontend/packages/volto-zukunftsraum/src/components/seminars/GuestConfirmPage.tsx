import { defineMessages, useIntl } from 'react-intl';
import { useCall } from '../forms/call';
import LinkPage from './LinkPage';
import type { Place } from './registration';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.guestPage.title',
    defaultMessage: 'Confirm your registration for the event',
  },
  lead: {
    id: 'zr.seminars.guestPage.lead',
    defaultMessage:
      'Your address is right. You get your place at the moment in which you confirm.',
  },
  submit: {
    id: 'zr.seminars.guestPage.submit',
    defaultMessage: 'Confirm the registration',
  },
  confirmed: {
    id: 'zr.seminars.guestPage.confirmed',
    defaultMessage: 'You have a seat',
  },
  confirmedText: {
    id: 'zr.seminars.guestPage.confirmed.text',
    defaultMessage:
      'We have sent you a confirmation by mail. With a link in it you can cancel.',
  },
  waiting: {
    id: 'zr.seminars.guestPage.waiting',
    defaultMessage: 'You are number {position} on the waiting list',
  },
  waitingText: {
    id: 'zr.seminars.guestPage.waiting.text',
    defaultMessage:
      'If a seat becomes free, you move up in the order of registration. We write to you at once.',
  },
  gone: {
    id: 'zr.seminars.guestPage.gone',
    defaultMessage:
      'You have confirmed already, or the link has expired. In the second case please register once more.',
  },
});

/** Reached by the link in the mail to a guest: the address is proven, the place is given. */
const GuestConfirmPage = () => {
  const t = useIntl().formatMessage;
  const call = useCall();
  return (
    <LinkPage
      title={t(messages.title)}
      lead={t(messages.lead)}
      submitLabel={t(messages.submit)}
      goneText={t(messages.gone)}
      action={async (path, token) => {
        const { status, position } = await call<Place>(
          'post',
          `${path}/@registration-confirm`,
          { token: decodeURIComponent(token) },
        );
        return status === 'confirmed'
          ? { title: t(messages.confirmed), text: t(messages.confirmedText) }
          : {
              title: t(messages.waiting, { position }),
              text: t(messages.waitingText),
            };
      }}
    />
  );
};

export default GuestConfirmPage;
