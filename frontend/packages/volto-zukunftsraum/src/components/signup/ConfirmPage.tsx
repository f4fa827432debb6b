import { useState } from 'react';
import type { FormEvent } from 'react';
import { useDispatch } from 'react-redux';
import { Link, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { login } from '@plone/volto/actions/userSession/userSession';
import ErrorSummary from '../forms/ErrorSummary';
import FormPage from '../forms/FormPage';
import NewPasswordField from '../forms/NewPasswordField';
import Outcome from '../forms/Outcome';
import { useCall } from '../forms/call';
import { useForm } from '../forms/useForm';
import { useResource } from '../../store/useResource';
import Admission from './Admission';
import { SIGNUP_PATH } from './signup';
import type { SignupOffer } from './signup';

const messages = defineMessages({
  title: {
    id: 'zr.signup.confirm.title',
    defaultMessage: 'Confirm your registration',
  },
  lead: {
    id: 'zr.signup.confirm.lead',
    defaultMessage:
      'Thank you, your address is right. Choose a password now, then your account is ready.',
  },
  password: {
    id: 'zr.signup.confirm.password',
    defaultMessage: 'Your new password',
  },
  missing: {
    id: 'zr.signup.confirm.missing',
    defaultMessage: 'Please choose a password.',
  },
  submit: {
    id: 'zr.signup.confirm.submit',
    defaultMessage: 'Create the account',
  },
  working: {
    id: 'zr.signup.confirm.working',
    defaultMessage: 'Creating the account …',
  },
  gone: {
    id: 'zr.signup.confirm.gone',
    defaultMessage: 'This link is not valid any more',
  },
  goneText: {
    id: 'zr.signup.confirm.gone.text',
    defaultMessage:
      'It has been used already, or it has expired. If you have already chosen a password, just log in. Otherwise register once more; you then get a new mail.',
  },
  again: {
    id: 'zr.signup.confirm.again',
    defaultMessage: 'Register once more',
  },
  login: { id: 'zr.signup.confirm.login', defaultMessage: 'Log in' },
});

type Confirmed = {
  member: string;
  admission: 'pending' | 'admitted';
  /** With it the person is logged in at once. */
  login?: string;
};

const ID = 'zr-confirm-password';

/** Reached by the link in the mail: choose a password, and the account is made. */
const ConfirmPage = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { token } = useParams<{ token: string }>();
  const call = useCall();
  const dispatch: (action: unknown) => any = useDispatch();
  const form = useForm(['password']);
  const { data: offer } = useResource<SignupOffer>(SIGNUP_PATH);
  const [password, setPassword] = useState('');
  const [isGone, setIsGone] = useState(false);
  const [admission, setAdmission] = useState<Confirmed['admission'] | null>(
    null,
  );

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!password) {
      form.show({ password: t(messages.missing) });
      return;
    }
    form.send(
      async () => {
        const confirmed = await call<Confirmed>('post', '/@signup-confirm', {
          token,
          password,
        });
        if (confirmed.login) {
          // Without a session the page still says what comes next.
          await Promise.resolve(
            dispatch(login(confirmed.login, password)),
          ).catch(() => {});
        }
        setAdmission(confirmed.admission);
      },
      ({ status }) => {
        setIsGone(status === 410);
        return status === 410;
      },
    );
  };

  let content;
  if (admission) {
    content = <Admission admission={admission} />;
  } else if (isGone) {
    content = (
      <Outcome title={t(messages.gone)}>
        <p>{t(messages.goneText)}</p>
        <p className="zr-cluster">
          <Link to="/registrieren" className="zr-button zr-button--primary">
            {t(messages.again)}
          </Link>
          <Link to="/login" className="zr-button zr-button--quiet">
            {t(messages.login)}
          </Link>
        </p>
      </Outcome>
    );
  } else {
    content = (
      <>
        <p className="zr-lead">{t(messages.lead)}</p>
        <form className="zr-form" method="post" noValidate onSubmit={onSubmit}>
          <ErrorSummary
            errors={form.errors}
            failure={form.failure}
            attempt={form.attempt}
            idOf={() => ID}
          />
          <NewPasswordField
            id={ID}
            name="password"
            label={t(messages.password)}
            value={password}
            error={form.errors.password}
            length={offer?.password_min_length}
            onChange={setPassword}
          />
          <div className="zr-form-actions">
            <button
              type="submit"
              className="zr-button zr-button--primary"
              aria-disabled={form.working}
            >
              {t(form.working ? messages.working : messages.submit)}
            </button>
          </div>
        </form>
      </>
    );
  }

  return (
    <FormPage title={t(messages.title)} secret>
      {content}
    </FormPage>
  );
};

export default ConfirmPage;
