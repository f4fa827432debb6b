import { defineMessages, useIntl } from 'react-intl';
import { CheckField, RadioField, SeveralField } from '../forms/Choices';
import Field, { TextField } from '../forms/Field';
import type { Answer, Question } from './registration';

const messages = defineMessages({
  choose: {
    id: 'zr.seminars.question.choose',
    defaultMessage: 'Please choose',
  },
});

/** So many choices stand in sight; more are in a list that opens. */
const IN_SIGHT = 5;

type Props = {
  id: string;
  question: Question;
  value: Answer;
  error?: string;
  onChange: (value: Answer) => void;
};

/** One question of the organisers, asked as its kind demands. */
const QuestionField = ({ id, question, value, error, onChange }: Props) => {
  const intl = useIntl();
  const { kind, name, title, description, required, options } = question;
  const common = {
    id,
    name,
    label: title,
    help: description || undefined,
    error,
    required,
  };

  if (kind === 'yes_no') {
    return (
      <CheckField {...common} checked={Boolean(value)} onChange={onChange} />
    );
  }

  if (kind === 'choices') {
    return (
      <SeveralField
        {...common}
        legend={title}
        optional={!required}
        choices={options.map(([token, label]) => ({ value: token, label }))}
        value={value as string[]}
        onChange={onChange}
      />
    );
  }

  if (kind === 'choice') {
    // Who need not answer can take the answer back.
    if (required && options.length <= IN_SIGHT) {
      return (
        <RadioField
          {...common}
          legend={title}
          choices={options.map(([token, label]) => ({ value: token, label }))}
          value={value as string}
          onChange={onChange}
        />
      );
    }
    return (
      <Field {...common}>
        {(input) => (
          <select
            {...input}
            name={name}
            value={value as string}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{intl.formatMessage(messages.choose)}</option>
            {options.map(([token, label]) => (
              <option key={token} value={token}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  }

  return (
    <TextField
      {...common}
      value={value as string}
      rows={kind === 'text' ? 4 : undefined}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      maxLength={kind === 'line' ? 300 : kind === 'text' ? 3000 : undefined}
      onChange={onChange}
    />
  );
};

export default QuestionField;
