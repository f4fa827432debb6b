import { useEffect, useId, useRef } from 'react';
import type { MouseEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import type { Errors } from './useFormErrors';

const messages = defineMessages({
  title: {
    id: 'zr.forms.errors.title',
    defaultMessage: 'Please check what you have entered',
  },
  failed: {
    id: 'zr.forms.errors.failed',
    defaultMessage: 'That did not work',
  },
});

type Props = {
  errors: Errors;
  failure: string;
  /** Grows with every attempt; the summary then takes the focus. */
  attempt: number;
  /** The id of the element to go to for a field. */
  idOf: (field: string) => string;
};

/** Above a form: what is wrong, with links to the fields. Nothing while nothing is. */
const ErrorSummary = ({ errors, failure, attempt, idOf }: Props) => {
  const intl = useIntl();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const fields = Object.keys(errors);

  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);

  if (fields.length === 0 && !failure) return null;

  const goTo = (event: MouseEvent, field: string) => {
    event.preventDefault();
    const element = document.getElementById(idOf(field));
    element?.scrollIntoView?.({ block: 'center' });
    element?.focus({ preventScroll: true });
  };

  return (
    <div
      ref={box}
      tabIndex={-1}
      className="zr-error-summary"
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <h2 id={`${id}-title`}>
        {intl.formatMessage(
          fields.length > 0 ? messages.title : messages.failed,
        )}
      </h2>
      <div id={`${id}-text`}>
        {failure && <p>{failure}</p>}
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => (
              <li key={field}>
                <a
                  href={`#${idOf(field)}`}
                  onClick={(event) => goTo(event, field)}
                >
                  {errors[field]}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
};

export default ErrorSummary;
