import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import calendarSVG from '@plone/volto/icons/calendar.svg';
import mapSVG from '@plone/volto/icons/map.svg';
import { useWhen } from './useWhen';
import type { When } from './useWhen';

const messages = defineMessages({
  when: { id: 'zr.seminars.when', defaultMessage: 'When' },
  where: { id: 'zr.seminars.where', defaultMessage: 'Where' },
});

/** Date, time and place in words; all times are Germany's. */
const WhenAndWhere = ({
  content,
}: {
  content: When & { location?: string | null };
}) => {
  const intl = useIntl();
  const { when } = useWhen();
  return (
    <dl className="zr-when">
      <div>
        <dt>
          <Icon name={calendarSVG} size="24px" />
          {intl.formatMessage(messages.when)}
        </dt>
        <dd>{when(content)}</dd>
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
