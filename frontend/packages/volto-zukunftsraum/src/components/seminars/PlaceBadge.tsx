import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import clockSVG from '@plone/volto/icons/clock.svg';
import type { Place } from './registration';

const messages = defineMessages({
  confirmed: {
    id: 'zr.seminars.place.confirmed',
    defaultMessage: 'You have a seat',
  },
  waiting: {
    id: 'zr.seminars.place.waiting',
    defaultMessage: 'Waiting list, position {position}',
  },
});

/** Where somebody stands, in a word and a sign. */
const PlaceBadge = ({ place: { status, position } }: { place: Place }) => {
  const intl = useIntl();
  const isWaiting = status === 'waiting';
  return (
    <span
      className={`zr-badge zr-badge--${isWaiting ? 'warning' : 'positive'}`}
    >
      <Icon name={isWaiting ? clockSVG : checkSVG} size="18px" />
      {intl.formatMessage(messages[status], { position })}
    </span>
  );
};

export default PlaceBadge;
