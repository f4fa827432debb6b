import type { ReactNode } from 'react';
import cx from 'classnames';
import { FieldMessage, describedBy } from './Field';

type CheckProps = {
  id: string;
  name: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  checked: boolean;
  required?: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** A box to tick, with its explanation. */
export const CheckField = ({
  id,
  name,
  label,
  help,
  error,
  checked,
  required,
  disabled,
  onChange,
}: CheckProps) => (
  <div className={cx('zr-tick', { 'has-error': error })}>
    <FieldMessage id={id} error={error} />
    <input
      type="checkbox"
      id={id}
      name={name}
      checked={checked}
      disabled={disabled}
      aria-required={required || undefined}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(id, help, error)}
      onChange={(event) => onChange(event.target.checked)}
    />
    <label htmlFor={id}>{label}</label>
    {help && (
      <p id={`${id}-help`} className="zr-help">
        {help}
      </p>
    )}
  </div>
);

type Choice = { value: string; label: ReactNode; help?: ReactNode };

type GroupProps = {
  /** Id of the first choice, where a summary of errors leads to. */
  id: string;
  name: string;
  legend: ReactNode;
  help?: ReactNode;
  error?: string;
  choices: Choice[];
  value: string;
  onChange: (value: string) => void;
};

/** One of several, all in sight. */
export const RadioField = ({
  id,
  name,
  legend,
  help,
  error,
  choices,
  value,
  onChange,
}: GroupProps) => (
  <fieldset
    className={cx('zr-choices', { 'has-error': error })}
    aria-describedby={describedBy(id, help, error)}
  >
    <legend>{legend}</legend>
    {help && (
      <p id={`${id}-help`} className="zr-help">
        {help}
      </p>
    )}
    <FieldMessage id={id} error={error} />
    {choices.map((choice, index) => {
      const choiceId = index === 0 ? id : `${id}-${choice.value}`;
      return (
        <div key={choice.value} className="zr-tick">
          <input
            type="radio"
            id={choiceId}
            name={name}
            value={choice.value}
            checked={value === choice.value}
            aria-describedby={
              choice.help ? `${choiceId}-choice-help` : undefined
            }
            onChange={() => onChange(choice.value)}
          />
          <label htmlFor={choiceId}>{choice.label}</label>
          {choice.help && (
            <p id={`${choiceId}-choice-help`} className="zr-help">
              {choice.help}
            </p>
          )}
        </div>
      );
    })}
  </fieldset>
);
