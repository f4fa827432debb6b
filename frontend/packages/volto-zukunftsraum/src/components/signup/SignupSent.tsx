import { defineMessages, useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import Outcome from '../forms/Outcome';
import WhatNext from './WhatNext';

const messages = defineMessages({
  title: { id: 'zr.signup.sent', defaultMessage: 'Please check your mailbox' },
  text: {
    id: 'zr.signup.sent.text',
    defaultMessage:
      'We have written to {email}. Open the link in the mail within the next days. Only then your account is made.',
  },
  noMail: {
    id: 'zr.signup.sent.noMail',
    defaultMessage: 'No mail after a few minutes?',
  },
  spam: {
    id: 'zr.signup.sent.spam',
    defaultMessage: 'Look into the folder for spam.',
  },
  check: {
    id: 'zr.signup.sent.check',
    defaultMessage:
      'Check whether the address is right: {email}. {again} is possible at any time.',
  },
  again: {
    id: 'zr.signup.sent.again',
    defaultMessage: 'Changing it and sending again',
  },
  gateway: {
    id: 'zr.signup.sent.gateway',
    defaultMessage:
      'In some administrations a filter holds back mails with links. Ask your IT, or use another address.',
  },
  contact: {
    id: 'zr.signup.sent.contact',
    defaultMessage: 'If nothing helps, write to the {office}.',
  },
  office: {
    id: 'zr.signup.sent.office',
    defaultMessage: 'programme office',
  },
});

type Props = { email: string; onAgain: () => void };

/**
 * After the sign-up. It is the same whether or not the address is known, like the
 * answer of the API.
 */
const SignupSent = ({ email, onAgain }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const address = <strong key="email">{email}</strong>;
  return (
    <div className="zr-with-side">
      <div>
        <Outcome good title={t(messages.title)}>
          <p>{t(messages.text, { email: address })}</p>
        </Outcome>
        <h2>{t(messages.noMail)}</h2>
        <ul>
          <li>{t(messages.spam)}</li>
          <li>
            {t(messages.check, {
              email: address,
              again: (
                <button
                  key="again"
                  type="button"
                  className="zr-link-button"
                  onClick={onAgain}
                >
                  {t(messages.again)}
                </button>
              ),
            })}
          </li>
          <li>{t(messages.gateway)}</li>
          <li>
            {t(messages.contact, {
              office: (
                <Link key="office" to="/kontakt">
                  {t(messages.office)}
                </Link>
              ),
            })}
          </li>
        </ul>
      </div>
      <div>
        <WhatNext />
      </div>
    </div>
  );
};

export default SignupSent;
