import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  title: { id: 'zr.signup.next', defaultMessage: 'How it goes on' },
  mail: { id: 'zr.signup.next.mail', defaultMessage: 'Confirm your address' },
  mailText: {
    id: 'zr.signup.next.mail.text',
    defaultMessage:
      'You get a mail with a link. There you choose a password. This takes one minute.',
  },
  admission: {
    id: 'zr.signup.next.admission',
    defaultMessage: 'Be admitted',
  },
  admissionText: {
    id: 'zr.signup.next.admission.text',
    defaultMessage:
      'The coordinators of your municipality or the programme office check that you belong to it. Mostly this takes a few working days; you get a mail.',
  },
  start: { id: 'zr.signup.next.start', defaultMessage: 'Get started' },
  startText: {
    id: 'zr.signup.next.start.text',
    defaultMessage:
      'You see the protected space of your municipality and exchange with others.',
  },
});

const STEPS = [
  { title: messages.mail, text: messages.mailText },
  { title: messages.admission, text: messages.admissionText },
  { title: messages.start, text: messages.startText },
];

/** What happens after the sign-up and how long it takes; `from` leaves out what is done. */
const WhatNext = ({ from = 0 }: { from?: number }) => {
  const intl = useIntl();
  return (
    <section className="zr-panel zr-what-next" aria-labelledby="zr-what-next">
      <h2 id="zr-what-next">{intl.formatMessage(messages.title)}</h2>
      <ol>
        {STEPS.slice(from).map(({ title, text }) => (
          <li key={title.id}>
            <strong>{intl.formatMessage(title)}</strong>
            <p>{intl.formatMessage(text)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};

export default WhatNext;
