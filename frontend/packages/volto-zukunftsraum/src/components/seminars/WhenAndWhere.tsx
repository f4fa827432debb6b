import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import calendarSVG from '@plone/volto/icons/calendar.svg';
import mapSVG from '@plone/volto/icons/map.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { isPast } from '../../helpers/dates';
import { useWhen } from './useWhen';
import type { When } from './useWhen';

const messages = defineMessages({
  when: { id: 'zr.seminars.when', defaultMessage: 'When' },
  calendar: {
    id: 'zr.seminars.calendar.add',
    defaultMessage: 'Add to my calendar',
  },
  file: { id: 'zr.seminars.calendar.file', defaultMessage: 'event' },
  where: { id: 'zr.seminars.where', defaultMessage: 'Where' },
});

/** Date, time and place in words; all times are Germany's. */
const WhenAndWhere = ({
  content,
}: {
  content: When & {
    location?: string | null;
    dates?: When[];
    calendar?: string | null;
  };
}) => {
  const intl = useIntl();
  const { when } = useWhen();
  const { dates, calendar } = content;
  return (
    <dl className="zr-when">
      <div>
        <dt>
          <Icon name={calendarSVG} size="24px" />
          {intl.formatMessage(messages.when)}
        </dt>
        {dates && dates.length > 1 ? (
          <dd>
            <ul className="zr-when-dates">
              {dates.map((date) => (
                <li key={date.start}>{when(date)}</li>
              ))}
            </ul>
          </dd>
        ) : (
          <dd>{when(content)}</dd>
        )}
        {calendar && !isPast(dates?.[dates.length - 1]?.end ?? content.end) && (
          <dd className="zr-when-calendar">
            <a
              href={`/++api++${flattenToAppURL(calendar)}`}
              download={`${intl.formatMessage(messages.file)}.ics`}
            >
              {intl.formatMessage(messages.calendar)}
            </a>
          </dd>
        )}
      </div>
      {content.location && (
        <div>
          <dt>
            <Icon name={mapSVG} size="24px" />
            {intl.formatMessage(messages.where)}
          </dt>
          <dd>{content.location}</dd>
        </div>
      )}
    </dl>
  );
};

export default WhenAndWhere;
