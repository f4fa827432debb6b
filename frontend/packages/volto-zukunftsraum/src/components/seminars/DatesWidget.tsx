import { defineMessages, useIntl } from 'react-intl';
import ObjectListWidget from '@plone/volto/components/manage/Widgets/ObjectListWidget';

const messages = defineMessages({
  date: { id: 'zr.seminars.dates.date', defaultMessage: 'Date' },
  add: { id: 'zr.seminars.dates.add', defaultMessage: 'Add a date' },
  start: { id: 'zr.seminars.dates.start', defaultMessage: 'Start' },
  end: { id: 'zr.seminars.dates.end', defaultMessage: 'End' },
});

type Props = {
  id: string;
  value?: { start?: string; end?: string }[] | null;
  onChange: (id: string, value: unknown) => void;
};

const List = ObjectListWidget as any;

/** The further dates of a series, each with start and end. */
const DatesWidget = (props: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  return (
    <List
      {...props}
      value={props.value ?? []}
      schema={{
        title: t(messages.date),
        addMessage: t(messages.add),
        fieldsets: [
          { id: 'default', title: 'Default', fields: ['start', 'end'] },
        ],
        properties: {
          start: { title: t(messages.start), widget: 'datetime' },
          end: { title: t(messages.end), widget: 'datetime' },
        },
        required: ['start', 'end'],
      }}
    />
  );
};

export default DatesWidget;
