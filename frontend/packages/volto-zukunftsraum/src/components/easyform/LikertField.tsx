import { defineMessages, useIntl } from 'react-intl';
import { ChoiceGroup, RadioField } from '../forms/Choices';
import type { FormField } from './types';

const messages = defineMessages({
  none: { id: 'zr.easyform.choice.none', defaultMessage: 'No answer' },
});

type Props = {
  id: string;
  field: FormField;
  /** Answers by question. */
  value: Record<string, string>;
  error?: string;
  onChange: (value: Record<string, string>) => void;
};

/**
 * Several questions with the same answers. Each is a group of its own that names
 * its answers, so that nobody has to look up at the head of a table for them.
 */
const LikertField = ({ id, field, value, error, onChange }: Props) => {
  const t = useIntl().formatMessage;
  const answers = (field.choices ?? []).map(({ token, title }) => ({
    value: token,
    label: title,
  }));
  const choices = field.required
    ? answers
    : [...answers, { value: '', label: t(messages.none) }];
  const set = (question: string, answer: string) => {
    const { [question]: _before, ...others } = value;
    onChange(answer ? { ...others, [question]: answer } : others);
  };

  return (
    <ChoiceGroup
      id={id}
      legend={field.title}
      help={field.help ?? undefined}
      error={error}
      optional={!field.required}
      className="zr-likert"
    >
      {(field.questions ?? []).map(({ token, title }, index) => (
        <RadioField
          key={token}
          id={index === 0 ? id : `${id}-q${index}`}
          name={`${field.name}.${token}`}
          legend={title}
          choices={choices}
          value={value[token] ?? ''}
          disabled={field.readonly}
          onChange={(answer) => set(token, answer)}
        />
      ))}
    </ChoiceGroup>
  );
};

export default LikertField;
