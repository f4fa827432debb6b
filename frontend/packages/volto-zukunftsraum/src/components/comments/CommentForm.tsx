import { useState } from 'react';
import type { FormEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useSubmit } from '../dialogs/useSubmit';
import { useCall } from '../forms/call';
import type { Failure } from '../forms/call';
import { TextField } from '../forms/Field';
import { useFailureText } from '../forms/useFormErrors';

const messages = defineMessages({
  missing: {
    id: 'zr.comments.form.missing',
    defaultMessage: 'Please write something first.',
  },
  sending: { id: 'zr.comments.form.sending', defaultMessage: 'Sending …' },
  cancel: { id: 'zr.comments.form.cancel', defaultMessage: 'Cancel' },
});

type Props = {
  id: string;
  label: string;
  submitLabel: string;
  /** What is there already, of a comment that is changed. */
  text?: string;
  op: 'post' | 'patch';
  path: string;
  onDone: () => void;
  onCancel?: () => void;
};

/** Write, answer or change a comment. What was typed stays when it fails. */
const CommentForm = ({
  id,
  label,
  submitLabel,
  text: known = '',
  op,
  path,
  onDone,
  onCancel,
}: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const call = useCall();
  const failureText = useFailureText();
  const [text, setText] = useState(known);
  const { busy, failure, submit } = useSubmit(async () => {
    if (!text.trim()) {
      const missing: Failure = {
        status: 400,
        message: t(messages.missing),
        errors: [{ field: 'text', message: t(messages.missing) }],
      };
      throw missing;
    }
    await call(op, path, { text: text.trim() });
  });
  const isEmpty = failure?.errors.some(({ field }) => field === 'text');

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await submit()) {
      setText('');
      onDone();
    } else {
      document.getElementById(id)?.focus();
    }
  };

  return (
    <form className="zr-form zr-comment-form" onSubmit={onSubmit} noValidate>
      <TextField
        id={id}
        name="text"
        required
        rows={4}
        maxLength={10000}
        label={label}
        error={isEmpty ? t(messages.missing) : undefined}
        value={text}
        onChange={setText}
      />
      <div role="alert">
        {failure && !isEmpty && (
          <p className="zr-error">{failureText(failure)}</p>
        )}
      </div>
      <div className="zr-cluster">
        <button
          type="submit"
          className="zr-button zr-button--primary"
          aria-disabled={busy}
        >
          {busy ? t(messages.sending) : submitLabel}
        </button>
        {onCancel && (
          <button
            type="button"
            className="zr-button zr-button--quiet"
            onClick={onCancel}
          >
            {t(messages.cancel)}
          </button>
        )}
      </div>
    </form>
  );
};

export default CommentForm;
