import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  register: { id: 'zr.home.join.register', defaultMessage: 'Register' },
  registerText: {
    id: 'zr.home.join.register.text',
    defaultMessage:
      'Give your name, e-mail address and municipality. It takes a few minutes and is free of charge.',
  },
  admitted: { id: 'zr.home.join.admitted', defaultMessage: 'Be admitted' },
  admittedText: {
    id: 'zr.home.join.admitted.text',
    defaultMessage:
      'The contact person of your municipality or the programme office checks that you belong to it.',
  },
  start: { id: 'zr.home.join.start', defaultMessage: 'Get started' },
  startText: {
    id: 'zr.home.join.start.text',
    defaultMessage:
      'You see the protected space of your municipality and can join exchange rooms.',
  },
  how: { id: 'zr.home.join.how', defaultMessage: 'How to join' },
});

const STEPS = [
  { title: messages.register, text: messages.registerText },
  { title: messages.admitted, text: messages.admittedText },
  { title: messages.start, text: messages.startText },
];

/** How to join, in three steps. */
const JoinSteps = () => {
  const intl = useIntl();
  return (
    <>
      <ol className="zr-join-steps">
        {STEPS.map(({ title, text }) => (
          <li key={title.id}>
            <h3>{intl.formatMessage(title)}</h3>
            <p>{intl.formatMessage(text)}</p>
          </li>
        ))}
      </ol>
      <p className="zr-cluster">
        <Link to="/registrieren" className="zr-button zr-button--primary">
          {intl.formatMessage(messages.register)}
        </Link>
        <Link to="/mitmachen" className="zr-button zr-button--quiet">
          {intl.formatMessage(messages.how)}
        </Link>
      </p>
    </>
  );
};

export default JoinSteps;
