import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { Failure } from './call';

const messages = defineMessages({
  forbidden: {
    id: 'zr.forms.failure.forbidden',
    defaultMessage:
      'You may not do this, or your session has ended. Please log in again. Nothing was changed.',
  },
  tooMany: {
    id: 'zr.forms.failure.tooMany',
    defaultMessage:
      'That was tried too often. Please wait a while and then try again; what you have typed is still there.',
  },
  other: {
    id: 'zr.forms.failure.other',
    defaultMessage:
      'That did not work. What you have typed is still there; please try again in a moment.',
  },
});

/** Messages by the name of their field. */
export type Errors = Record<string, string>;

/** A function that says in words why a call as a whole did not work. */
export function useFailureText() {
  const intl = useIntl();
  return ({ status, message }: Failure): string => {
    if (status === 401 || status === 403) {
      return intl.formatMessage(messages.forbidden);
    }
    if (status === 429) return intl.formatMessage(messages.tooMany);
    // What the backend says about bad input and about a state is made for people.
    if ((status === 400 || status === 409) && message) return message;
    return intl.formatMessage(messages.other);
  };
}

/**
 * What is wrong with a form: messages by field, and one for the form as a whole.
 * `attempt` counts how often there was something to say: the summary takes the
 * focus each time.
 */
export function useFormErrors() {
  const failureText = useFailureText();
  const [state, setState] = useState<{
    errors: Errors;
    failure: string;
    attempt: number;
  }>({ errors: {}, failure: '', attempt: 0 });

  const show = (errors: Errors, failure = '') =>
    setState(({ attempt }) => ({ errors, failure, attempt: attempt + 1 }));

  return {
    ...state,
    show,
    clear: () => setState((now) => ({ ...now, errors: {}, failure: '' })),
    /** What was wrong with a field is so no more. */
    forget: (field: string) =>
      setState(({ errors: { [field]: _gone, ...errors }, ...now }) => ({
        ...now,
        errors,
      })),
    /** Show what the backend has refused; what belongs to no field of ours, above. */
    refuse: (failure: Failure, fields: string[]) => {
      const known = failure.errors.filter(({ field }) =>
        fields.includes(field),
      );
      const errors = Object.fromEntries(
        known.map(({ field, message }) => [field, message]),
      );
      const others = failure.errors.filter((error) => !known.includes(error));
      const text =
        others.map(({ message }) => message).join(' ') ||
        (known.length > 0 ? '' : failureText(failure));
      show(errors, text);
      return errors;
    },
  };
}
