import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { CheckField, RadioField, SeveralField } from '../forms/Choices';
import Field, { TextField } from '../forms/Field';
import RichText from '../page/RichText';
import FileField from './FileField';
import LikertField from './LikertField';
import { classicFormUrl } from './addresses';
import type { FormField, Kind } from './types';
import type { Value } from './values';

const messages = defineMessages({
  choose: { id: 'zr.easyform.choose', defaultMessage: 'Please choose' },
  none: { id: 'zr.easyform.choice.none', defaultMessage: 'No answer' },
  lines: { id: 'zr.easyform.lines', defaultMessage: 'One entry in each line.' },
  richtext: {
    id: 'zr.easyform.richtext',
    defaultMessage:
      'An empty line begins a new paragraph, a dash at the beginning of a line an item of a list. There is no other formatting here.',
  },
  classic: {
    id: 'zr.easyform.unsupported.link',
    defaultMessage: 'Fill in the form in its other view',
  },
});

/** What an input of one line tells the browser, by the kind of field. */
const INPUTS: Partial<
  Record<
    Kind,
    {
      type?: string;
      inputMode?: 'numeric' | 'decimal';
      autoComplete?: string;
      plain?: boolean;
    }
  >
> = {
  integer: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  date: { type: 'date' },
  datetime: { type: 'datetime-local' },
  email: { type: 'email', autoComplete: 'email', plain: true },
  url: { type: 'url', plain: true },
  password: { type: 'password', autoComplete: 'off', plain: true },
  captcha: { autoComplete: 'off', plain: true },
};

/** Kinds of several lines, and how many when the form does not say. */
const ROWS: Partial<Record<Kind, number>> = {
  textarea: 5,
  lines: 4,
  richtext: 8,
};

/** What is said below the help of the form, by the kind of field. */
const HINTS: Partial<Record<Kind, MessageDescriptor>> = {
  lines: messages.lines,
  richtext: messages.richtext,
};

type Props = {
  id: string;
  /** Path of the form. */
  path: string;
  field: FormField;
  value: Value;
  error?: string;
  onChange: (value: Value) => void;
};

/** One field of a form, asked as its kind demands. */
const FormInput = ({ id, path, field, value, error, onChange }: Props) => {
  const t = useIntl().formatMessage;
  const { widget, name, title, required, readonly } = field;
  const help = field.help ?? undefined;
  const common = { id, name, help, error };
  const hint = HINTS[widget];
  const choices = (field.choices ?? []).map((choice) => ({
    value: choice.token,
    label: choice.title,
  }));

  switch (widget) {
    case 'hidden':
      return null;
    case 'label':
      return (
        <div className="zr-form-text">
          <p className="zr-form-text-title">{field.html ?? title}</p>
          {help && <p>{help}</p>}
        </div>
      );
    case 'richlabel':
      return (
        <div className="zr-form-text">
          <RichText value={{ data: field.html ?? '' }} />
        </div>
      );
    case 'unsupported':
      return (
        <div id={id} tabIndex={-1} className="zr-notice">
          <p>
            <strong>{title}</strong>
          </p>
          <p>{field.unsupported}</p>
          <p>
            <a href={classicFormUrl(path)}>{t(messages.classic)}</a>
          </p>
        </div>
      );
    case 'checkbox':
      return (
        <CheckField
          {...common}
          label={title}
          required={required}
          disabled={readonly}
          checked={Boolean(value)}
          onChange={onChange}
        />
      );
    case 'radio':
      return (
        <RadioField
          {...common}
          legend={title}
          optional={!required}
          disabled={readonly}
          choices={
            required
              ? choices
              : [...choices, { value: '', label: t(messages.none) }]
          }
          value={value as string}
          onChange={onChange}
        />
      );
    case 'multiselect':
    case 'checkboxes':
      return (
        <SeveralField
          {...common}
          legend={title}
          optional={!required}
          disabled={readonly}
          choices={choices}
          value={value as string[]}
          onChange={onChange}
        />
      );
    case 'select':
      return (
        <Field {...common} label={title} required={required}>
          {(input) => (
            <select
              {...input}
              name={name}
              disabled={readonly}
              value={value as string}
              onChange={(event) => onChange(event.target.value)}
            >
              <option value="">{t(messages.choose)}</option>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    case 'likert':
      return (
        <LikertField
          id={id}
          field={field}
          value={value as Record<string, string>}
          error={error}
          onChange={onChange}
        />
      );
    case 'file':
    case 'image':
      return (
        <FileField
          id={id}
          field={field}
          file={value as File | null}
          error={error}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextField
          {...common}
          {...INPUTS[widget]}
          label={title}
          help={hint ? [help, t(hint)].filter(Boolean).join(' ') : help}
          required={required}
          readOnly={readonly}
          placeholder={field.placeholder ?? undefined}
          maxLength={field.maxLength}
          rows={ROWS[widget] && (field.rows ?? ROWS[widget])}
          value={value as string}
          onChange={onChange}
        />
      );
  }
};

export default FormInput;
