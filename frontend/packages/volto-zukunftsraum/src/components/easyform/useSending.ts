import { useState } from 'react';
import { useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL, isInternalURL } from '@plone/volto/helpers/Url/Url';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { useForm } from '../forms/useForm';
import { MOST_TOGETHER, useFileRules } from './files';
import { formPath } from './load';
import type { Answer, FormDescription, Thanks } from './types';
import type { useFilling } from './useFilling';
import { bodyOf } from './values';

const messages = defineMessages({
  unreachable: {
    id: 'zr.easyform.failure.unreachable',
    defaultMessage:
      'There was no answer; perhaps your connection was interrupted. What you have entered is still there. Please send it once more: it arrives only once.',
  },
  tooMany: {
    id: 'zr.easyform.failure.tooMany',
    defaultMessage: '{message} What you have entered is still there.',
  },
  tooLarge: {
    id: 'zr.easyform.failure.tooLarge',
    defaultMessage:
      'What you wanted to send is too large; at most {most} are possible. Please choose smaller files, or shorten your texts. All that you have entered is still there.',
  },
  already: {
    id: 'zr.easyform.failure.already',
    defaultMessage:
      'The form has arrived already, as you sent it first. If you want to send the changed form as well, please send it once more.',
  },
  stale: {
    id: 'zr.easyform.failure.stale',
    defaultMessage:
      'The form was open for a long time, or has been sent already, so we have loaded it anew. What you have entered is still there. Please look it over and send it once more.',
  },
  trap: {
    id: 'zr.easyform.failure.trap',
    defaultMessage:
      'Your browser has filled in a hidden field by which we tell robots. We have emptied it; please send the form once more. What you have entered is still there.',
  },
});

/** The type of 409 that says: it has arrived, with other values. Any other says that the form is at fault. */
const ARRIVED = 'IdempotencyConflict';

/** So long a form waits by itself before it is sent again. */
const SHORT_WAIT = 6;

const wait = (seconds: number) =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Sending what was filled in, once, and what came of it. */
export function useSending(
  path: string,
  description: FormDescription,
  filling: ReturnType<typeof useFilling>,
  onReload: () => Promise<unknown>,
) {
  const t = useIntl().formatMessage;
  const files = useFileRules();
  const call = useCall();
  const history = useHistory();
  const form = useForm(Object.keys(filling.all));
  const [thanks, setThanks] = useState<Thanks | null>(null);
  const { guard } = description;

  const post = async (): Promise<Answer> => {
    const body = {
      ...(await bodyOf(filling.fields, filling.values)),
      ...(guard && {
        guard: { token: guard.token, [guard.honeypot]: filling.trap },
      }),
    };
    const once = () =>
      call<Answer>('post', formPath(path), body, {
        'Idempotency-Key': filling.key(),
      });
    try {
      return await once();
    } catch (failure) {
      const { status, retryAfter } = failure as Failure;
      if (status !== 429 || !retryAfter || retryAfter > SHORT_WAIT) {
        throw failure;
      }
      // Faster than robots are taken for; people need not know.
      await wait(retryAfter);
      return once();
    }
  };

  /** Say what the usual words for a failure do not say; answers whether that is all. */
  const explain = (failure: Failure): boolean => {
    const { status, type, message, errors } = failure;
    const hasArrived = status === 409 && type === ARRIVED;
    const isStale = errors.some(({ field }) => field === 'guard');
    const captcha = guard?.captcha?.field;
    if (isStale || errors.some(({ field }) => field === captcha)) {
      // Another question comes with it.
      if (captcha) filling.forget(captcha);
      onReload();
    }
    if (hasArrived) filling.key(true);
    // Nobody sees that field: who is no robot could not do anything about it.
    const wasTrapped = errors.some(({ field }) => field === guard?.honeypot);
    if (wasTrapped) filling.setTrap('');
    const words = isStale
      ? t(messages.stale)
      : wasTrapped
        ? t(messages.trap)
        : {
            0: t(messages.unreachable),
            409: hasArrived && t(messages.already),
            413: t(messages.tooLarge, { most: files.size(MOST_TOGETHER) }),
            429: message && t(messages.tooMany, { message }),
          }[status];
    if (!words) return false;
    form.show(
      status === 413
        ? files.together(filling.fields, filling.values, true)
        : {},
      words,
    );
    return true;
  };

  /** Why chosen files cannot be sent, by field. */
  const wrongFiles = () => {
    const wrong = filling.fields.flatMap((field) => {
      const problem = files.problem(field, filling.values[field.name]);
      return problem ? [[field.name, problem]] : [];
    });
    return wrong.length > 0
      ? Object.fromEntries(wrong)
      : files.together(filling.fields, filling.values);
  };

  const send = async () => {
    const wrong = wrongFiles();
    if (Object.keys(wrong).length > 0) {
      form.show(wrong);
      return;
    }
    let answer: Answer | undefined;
    await form.send(async () => {
      answer = await post();
    }, explain);
    if (!answer) return;
    filling.clear();
    filling.key(true);
    if (!answer.redirect) {
      setThanks(answer.thanks);
    } else if (isInternalURL(answer.redirect)) {
      history.push(flattenToAppURL(answer.redirect) || '/');
    } else {
      window.location.assign(answer.redirect);
    }
  };

  return {
    errors: form.errors,
    failure: form.failure,
    attempt: form.attempt,
    working: form.working,
    clearErrors: form.clear,
    forgetError: form.forget,
    send,
    thanks,
    /** Fill it in once more. */
    again: async () => {
      await onReload();
      setThanks(null);
    },
  };
}
