import { defineMessages, useIntl } from 'react-intl';
import { longDate } from '../../../helpers/dates';
import Field from '../../forms/Field';
import type { StaffContent } from './types';

const messages = defineMessages({
  label: {
    id: 'zr.grants.staff.earlyStart',
    defaultMessage: 'May the municipality begin before the decision?',
  },
  help: {
    id: 'zr.grants.staff.earlyStart.help',
    defaultMessage: 'It asks to begin on {day}: {reason}',
  },
  choose: {
    id: 'zr.grants.staff.earlyStart.choose',
    defaultMessage: 'Please choose',
  },
  yes: {
    id: 'zr.grants.staff.earlyStart.yes',
    defaultMessage: 'Yes, costs count from then on',
  },
  no: {
    id: 'zr.grants.staff.earlyStart.no',
    defaultMessage: 'No, costs count from the decision on',
  },
});

export type Answer = '' | 'yes' | 'no';

type Props = {
  content: StaffContent;
  error?: string;
  value: Answer;
  onChange: (value: Answer) => void;
};

/** Whether a municipality that asked for it may begin early; nothing is chosen beforehand. */
const EarlyStart = ({ content, error, value, onChange }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  return (
    <Field
      id="zr-staff-early-start"
      required
      label={t(messages.label)}
      help={t(messages.help, {
        day: longDate(content.early_start_from, intl.locale) || '–',
        reason: content.early_start_reason || '–',
      })}
      error={error}
    >
      {(input) => (
        <select
          {...input}
          name="early_start"
          value={value}
          onChange={({ target }) => onChange(target.value as Answer)}
        >
          <option value="">{t(messages.choose)}</option>
          <option value="yes">{t(messages.yes)}</option>
          <option value="no">{t(messages.no)}</option>
        </select>
      )}
    </Field>
  );
};

export default EarlyStart;
