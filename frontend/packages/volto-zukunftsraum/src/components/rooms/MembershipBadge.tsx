import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import clockSVG from '@plone/volto/icons/clock.svg';
import groupSVG from '@plone/volto/icons/group.svg';
import type { RoomItem } from './queries';

const messages = defineMessages({
  member: { id: 'zr.rooms.badge.member', defaultMessage: 'Member' },
  coordinator: { id: 'zr.rooms.badge.host', defaultMessage: 'Host' },
  asked: { id: 'zr.rooms.badge.asked', defaultMessage: 'Asked to join' },
});

const LOOKS = {
  member: { title: messages.member, icon: checkSVG, tone: 'positive' },
  coordinator: {
    title: messages.coordinator,
    icon: groupSVG,
    tone: 'positive',
  },
  asked: { title: messages.asked, icon: clockSVG, tone: 'warning' },
};

/** What the person is in a room: icon and word. */
const MembershipBadge = ({
  membership,
}: {
  membership: RoomItem['membership'];
}) => {
  const intl = useIntl();
  if (!membership) return null;
  const { title, icon, tone } = LOOKS[membership];
  return (
    <span className={`zr-badge zr-badge--${tone}`}>
      <Icon name={icon} size="18px" />
      {intl.formatMessage(title)}
    </span>
  );
};

export default MembershipBadge;
