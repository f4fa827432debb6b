import type { ReactNode } from 'react';
import cx from 'classnames';
import { FieldMessage, OptionalMark, describedBy } from './Field';

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

type GroupProps = {
  id: string;
  legend: ReactNode;
  help?: ReactNode;
  error?: string;
  /** It may be left open. */
  optional?: boolean;
  className?: string;
};

/** What belongs together under one question, with its explanation. */
export const ChoiceGroup = ({
  id,
  legend,
  help,
  error,
  optional,
  className,
  children,
}: GroupProps & { children: ReactNode }) => (
  <fieldset
    className={cx('zr-choices', className, { 'has-error': error })}
    aria-describedby={describedBy(id, help, error)}
  >
    <legend>
      {legend} {optional && <OptionalMark />}
    </legend>
    {help && (
      <p id={`${id}-help`} className="zr-help">
        {help}
      </p>
    )}
    <FieldMessage id={id} error={error} />
    {children}
  </fieldset>
);

type Choice = { value: string; label: ReactNode; help?: ReactNode };

type ChoicesProps<V> = GroupProps & {
  /** Id of the first choice, where a summary of errors leads to. */
  id: string;
  name: string;
  disabled?: boolean;
  choices: Choice[];
  value: V;
  onChange: (value: V) => void;
};

/** One of several, all in sight. */
export const RadioField = ({
  name,
  disabled,
  choices,
  value,
  onChange,
  ...group
}: ChoicesProps<string>) => (
  <ChoiceGroup {...group}>
    {choices.map((choice, index) => {
      const choiceId = index === 0 ? group.id : `${group.id}-${index}`;
      return (
        <div key={choice.value} className="zr-tick">
          <input
            type="radio"
            id={choiceId}
            name={name}
            value={choice.value}
            checked={value === choice.value}
            disabled={disabled}
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
  </ChoiceGroup>
);

/** Any number of several, all in sight. */
export const SeveralField = ({
  name,
  disabled,
  choices,
  value,
  onChange,
  ...group
}: ChoicesProps<string[]>) => (
  <ChoiceGroup {...group}>
    {choices.map((choice, index) => (
      <CheckField
        key={choice.value}
        id={index === 0 ? group.id : `${group.id}-${index}`}
        name={name}
        label={choice.label}
        help={choice.help}
        disabled={disabled}
        checked={value.includes(choice.value)}
        onChange={(checked) =>
          onChange(
            checked
              ? [...value, choice.value]
              : value.filter((one) => one !== choice.value),
          )
        }
      />
    ))}
  </ChoiceGroup>
);
