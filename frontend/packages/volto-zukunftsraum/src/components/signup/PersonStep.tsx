import { defineMessages, useIntl } from 'react-intl';
import { TextField } from '../forms/Field';
import type { StepProps } from './SignupForm';

const messages = defineMessages({
  fullname: {
    id: 'zr.signup.fullname',
    defaultMessage: 'First name and surname',
  },
  email: { id: 'zr.signup.email', defaultMessage: 'E-mail address' },
  emailHelp: {
    id: 'zr.signup.email.help',
    defaultMessage:
      'Your official address, if you have one: it makes the check faster. We send the link to confirm to it.',
  },
  emailInvited: {
    id: 'zr.signup.email.invited',
    defaultMessage: 'The invitation is for this address.',
  },
});

/** Step 1: who you are. */
const PersonStep = ({ values, change, errors, idOf, invited }: StepProps) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  return (
    <>
      <TextField
        id={idOf('fullname')}
        name="fullname"
        label={t(messages.fullname)}
        autoComplete="name"
        required
        value={values.fullname}
        error={errors.fullname}
        onChange={(fullname) => change({ fullname })}
      />
      <TextField
        id={idOf('email')}
        name="email"
        type="email"
        label={t(messages.email)}
        help={t(invited ? messages.emailInvited : messages.emailHelp)}
        autoComplete="email"
        plain
        required
        readOnly={Boolean(invited)}
        value={values.email}
        error={errors.email}
        onChange={(email) => change({ email })}
      />
    </>
  );
};

export default PersonStep;
