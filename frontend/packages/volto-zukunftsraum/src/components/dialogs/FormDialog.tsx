import { useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Dialog from '../forms/Dialog';
import { useFailureText } from '../forms/useFormErrors';
import type { Errors } from '../forms/useFormErrors';
import type { Failure } from '../forms/call';
import { useSubmit } from './useSubmit';

const messages = defineMessages({
  cancel: { id: 'zr.dialogs.cancel', defaultMessage: 'Cancel' },
  working: { id: 'zr.dialogs.working', defaultMessage: 'One moment …' },
});

type Props = {
  title: string;
  submitLabel: string;
  busyLabel?: string;
  cancelLabel?: string;
  /** A step that takes something away looks like one. */
  danger?: boolean;
  /** Nothing can be sent yet. */
  disabled?: boolean;
  /** Sends it; throws a `Failure`. */
  action: () => Promise<unknown>;
  /** It worked. */
  onDone: () => void;
  onClose: () => void;
  /** Own words for a failure; nothing for the usual ones. */
  explain?: (failure: Failure) => ReactNode;
  /** What the dialog says and asks; it is told what is wrong with which field. */
  children: ReactNode | ((errors: Errors) => ReactNode);
};

/**
 * A dialog with a form: says what will happen, sends it once, keeps what was
 * typed. Its buttons are never really disabled, so that none loses the focus.
 */
const FormDialog = ({
  title,
  submitLabel,
  busyLabel,
  cancelLabel,
  danger = false,
  disabled = false,
  action,
  onDone,
  onClose,
  explain,
  children,
}: Props) => {
  const intl = useIntl();
  const failureText = useFailureText();
  const { busy, failure, submit } = useSubmit(action);
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const [isSaidAtField, setIsSaidAtField] = useState(false);

  // What is wrong with a field is said there, and the focus goes to it; anything
  // else is said above the buttons.
  useLayoutEffect(() => {
    const field = failure
      ? form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
      : null;
    setIsSaidAtField(Boolean(field));
    if (field) field.focus();
    else if (failure) alert.current?.scrollIntoView?.({ block: 'nearest' });
  }, [failure]);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand inside the form of a page.
    event.stopPropagation();
    if (!disabled && (await submit())) onDone();
  };

  const errors = Object.fromEntries(
    (failure?.errors ?? []).map(({ field, message }) => [field, message]),
  );

  return (
    <Dialog title={title} onClose={onClose} busy={busy}>
      <form ref={form} onSubmit={onSubmit} noValidate>
        {typeof children === 'function' ? children(errors) : children}
        <div role="alert" ref={alert}>
          {failure && !isSaidAtField && (
            <div className="zr-error">
              {explain?.(failure) ?? failureText(failure)}
            </div>
          )}
        </div>
        <div className="zr-dialog-actions">
          <button
            type="submit"
            className={`zr-button zr-button--${danger ? 'danger' : 'primary'}`}
            aria-disabled={busy || disabled}
          >
            {busy
              ? busyLabel ?? intl.formatMessage(messages.working)
              : submitLabel}
          </button>
          <button
            type="button"
            className="zr-button zr-button--quiet"
            aria-disabled={busy}
            onClick={() => !busy && onClose()}
          >
            {cancelLabel ?? intl.formatMessage(messages.cancel)}
          </button>
        </div>
      </form>
    </Dialog>
  );
};

export default FormDialog;
