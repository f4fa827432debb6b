import type { InputHTMLAttributes, ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';

const messages = defineMessages({
  optional: { id: 'zr.forms.optional', defaultMessage: '(optional)' },
});

/** What an input element takes from its field. */
export type Described = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
};

export type FieldProps = {
  id: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  /** Without it the label says that the field may stay empty. */
  required?: boolean;
};

type Props = FieldProps & { children: (input: Described) => ReactNode };

/** Ids of help and error of a field, for `aria-describedby`. */
export const describedBy = (id: string, help?: ReactNode, error?: string) =>
  [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ') ||
  undefined;

export const FieldMessage = ({ id, error }: { id: string; error?: string }) =>
  error ? (
    <p id={`${id}-error`} className="zr-field-error">
      {error}
    </p>
  ) : null;

/** Said of what may stay empty. */
export const OptionalMark = () => (
  <span className="zr-optional">
    {useIntl().formatMessage(messages.optional)}
  </span>
);

/** Label, help and error around an input element. */
const Field = ({ id, label, help, error, required, children }: Props) => (
  <div className={cx('zr-field', { 'has-error': error })}>
    <label htmlFor={id}>
      {label} {!required && <OptionalMark />}
    </label>
    {help && (
      <p id={`${id}-help`} className="zr-help">
        {help}
      </p>
    )}
    <FieldMessage id={id} error={error} />
    {children({
      id,
      'aria-describedby': describedBy(id, help, error),
      'aria-invalid': error ? true : undefined,
      'aria-required': required ? true : undefined,
    })}
  </div>
);

type TextProps = FieldProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'type'
    | 'autoComplete'
    | 'inputMode'
    | 'maxLength'
    | 'placeholder'
    | 'readOnly'
  > & {
    name: string;
    value: string;
    onChange: (value: string) => void;
    /** More than one line. */
    rows?: number;
    /** Names, addresses: no capitals and no marks by the browser. */
    plain?: boolean;
  };

/** A text field, with `rows` of several lines. */
export const TextField = ({
  id,
  label,
  help,
  error,
  required,
  value,
  onChange,
  rows,
  plain,
  type = 'text',
  ...more
}: TextProps) => (
  <Field id={id} label={label} help={help} error={error} required={required}>
    {(input) =>
      rows ? (
        <textarea
          {...input}
          name={more.name}
          maxLength={more.maxLength}
          placeholder={more.placeholder}
          readOnly={more.readOnly}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          {...input}
          {...more}
          {...(plain && { autoCapitalize: 'none', spellCheck: false })}
          type={type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    }
  </Field>
);

export default Field;
