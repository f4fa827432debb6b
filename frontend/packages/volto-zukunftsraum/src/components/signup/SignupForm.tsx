import { useEffect, useRef } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import ErrorSummary from '../forms/ErrorSummary';
import { useCall } from '../forms/call';
import { focusSoon } from '../forms/focusSoon';
import { useForm } from '../forms/useForm';
import type { Errors } from '../forms/useFormErrors';
import { useReload } from '../../store/useReload';
import ConsentStep from './ConsentStep';
import PersonStep from './PersonStep';
import PlaceStep from './PlaceStep';
import Steps from './Steps';
import {
  ALL_FIELDS,
  SIGNUP_PATH,
  STEPS,
  missingIn,
  signupData,
  stepOf,
} from './signup';
import type { Invited, SignupOffer, SignupValues } from './signup';

const messages = defineMessages({
  person: { id: 'zr.signup.step.person', defaultMessage: 'Who you are' },
  place: { id: 'zr.signup.step.place', defaultMessage: 'Your municipality' },
  consent: { id: 'zr.signup.step.consent', defaultMessage: 'Privacy' },
  count: {
    id: 'zr.signup.step.count',
    defaultMessage: 'Step {step} of {steps}',
  },
  next: { id: 'zr.signup.continue', defaultMessage: 'Continue' },
  back: { id: 'zr.signup.back', defaultMessage: 'Back' },
  submit: { id: 'zr.signup.submit', defaultMessage: 'Register' },
  working: { id: 'zr.signup.working', defaultMessage: 'Sending …' },
  trap: {
    id: 'zr.signup.trap',
    defaultMessage: 'Please leave this field empty',
  },
  privacyChanged: {
    id: 'zr.signup.privacyChanged',
    defaultMessage:
      'The privacy notice was changed meanwhile. Please read it again and agree to it.',
  },
});

const missing = defineMessages({
  fullname: {
    id: 'zr.signup.missing.fullname',
    defaultMessage: 'Please enter your first name and surname.',
  },
  email: {
    id: 'zr.signup.missing.email',
    defaultMessage:
      'Please enter your e-mail address, for example name@town.example.',
  },
  category: {
    id: 'zr.signup.missing.category',
    defaultMessage: 'Please choose as what you take part.',
  },
  municipality: {
    id: 'zr.signup.missing.municipality',
    defaultMessage: 'Please choose your municipality from the list.',
  },
  accept_privacy: {
    id: 'zr.signup.missing.privacy',
    defaultMessage:
      'Please agree to the privacy notice. Without that we may not store what you enter.',
  },
});

export type StepProps = {
  values: SignupValues;
  change: (change: Partial<SignupValues>) => void;
  errors: Errors;
  idOf: (field: string) => string;
  offer?: SignupOffer;
  invited: Invited | null;
};

const PARTS = [PersonStep, PlaceStep, ConsentStep];

const idOf = (field: string) => `zr-signup-${field}`;

type Props = Omit<StepProps, 'errors' | 'idOf'> & {
  step: number;
  onStep: (step: number) => void;
  onSent: () => void;
};

/** The form of three steps. It keeps nothing itself but what is wrong. */
const SignupForm = (props: Props) => {
  const { values, change, offer, invited, step, onStep, onSent } = props;
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const reload = useReload();
  const form = useForm(ALL_FIELDS);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef(step);
  const hasErrors = useRef(false);
  hasErrors.current = Object.keys(form.errors).length > 0;

  // At the next step reading goes on from its heading, unless there is something
  // wrong: that stands below and has the focus.
  useEffect(() => {
    if (shownStep.current === step) return undefined;
    shownStep.current = step;
    return hasErrors.current ? undefined : focusSoon(heading.current);
  }, [step]);

  const send = () => {
    if (!offer) return;
    form.send(
      async () => {
        await call('post', SIGNUP_PATH, signupData(values, offer, invited));
        onSent();
      },
      ({ errors }) => {
        const fields = errors.map(({ field }) => field);
        if (fields.includes('privacy_version')) {
          change({ accept_privacy: false });
          reload(SIGNUP_PATH);
          form.show({ accept_privacy: t(messages.privacyChanged) });
          return true;
        }
        if (stepOf(fields) > 0) onStep(stepOf(fields));
        return false;
      },
    );
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const fields = missingIn(step, values, offer);
    if (fields.length > 0) {
      form.show(
        Object.fromEntries(
          fields.map((field) => [
            field,
            t(missing[field as keyof typeof missing]),
          ]),
        ),
      );
    } else if (step < STEPS) {
      form.clear();
      onStep(step + 1);
    } else {
      send();
    }
  };

  const back = () => {
    form.clear();
    onStep(step - 1);
  };

  const titles = [messages.person, messages.place, messages.consent].map(
    (title) => t(title),
  );
  const Part = PARTS[step - 1];

  return (
    <form
      className="zr-form zr-signup-form"
      method="post"
      noValidate
      onSubmit={onSubmit}
    >
      <Steps titles={titles} current={step} />
      <h2 ref={heading} tabIndex={-1}>
        <span className="zr-step-count">
          {t(messages.count, { step, steps: STEPS })}
        </span>{' '}
        {titles[step - 1]}
      </h2>
      <ErrorSummary
        errors={form.errors}
        failure={form.failure}
        attempt={form.attempt}
        idOf={idOf}
      />
      <Part
        values={values}
        change={change}
        errors={form.errors}
        idOf={idOf}
        offer={offer}
        invited={invited}
      />
      <div className="zr-trap" aria-hidden="true">
        <label htmlFor={idOf('website')}>{t(messages.trap)}</label>
        <input
          id={idOf('website')}
          name="website"
          type="text"
          tabIndex={-1}
          autoComplete="off"
          value={values.website}
          onChange={(event) => change({ website: event.target.value })}
        />
      </div>
      <div className="zr-form-actions">
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={form.working}
        >
          {t(
            form.working
              ? messages.working
              : step < STEPS
                ? messages.next
                : messages.submit,
          )}
        </button>
        {step > 1 && (
          <button
            type="button"
            className="zr-button zr-button--quiet"
            onClick={back}
          >
            {t(messages.back)}
          </button>
        )}
      </div>
    </form>
  );
};

export default SignupForm;
