import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import groupSVG from '@plone/volto/icons/group.svg';
import hideSVG from '@plone/volto/icons/hide.svg';
import lockSVG from '@plone/volto/icons/lock.svg';

const messages = defineMessages({
  open: { id: 'zr.rooms.state.open', defaultMessage: 'Open room' },
  openText: {
    id: 'zr.rooms.state.open.text',
    defaultMessage:
      'Every member of the network sees this room and can join it.',
  },
  closed: { id: 'zr.rooms.state.closed', defaultMessage: 'Closed room' },
  closedText: {
    id: 'zr.rooms.state.closed.text',
    defaultMessage:
      'Every member of the network sees that this room exists. Its hosts admit who asks to join.',
  },
  hidden: { id: 'zr.rooms.state.hidden', defaultMessage: 'Hidden room' },
  hiddenText: {
    id: 'zr.rooms.state.hidden.text',
    defaultMessage: 'Only its members know of this room.',
  },
});

type Look = {
  title: MessageDescriptor;
  text: MessageDescriptor;
  icon: string;
  tone: string;
};

const LOOKS: Record<string, Look> = {
  open: {
    title: messages.open,
    text: messages.openText,
    icon: groupSVG,
    tone: 'positive',
  },
  closed: {
    title: messages.closed,
    text: messages.closedText,
    icon: lockSVG,
    tone: 'info',
  },
  hidden: {
    title: messages.hidden,
    text: messages.hiddenText,
    icon: hideSVG,
    tone: 'warning',
  },
};

type Props = { state?: string | null; withText?: boolean };

/** Who can join an exchange room: icon and words. */
const RoomState = ({ state, withText = false }: Props) => {
  const intl = useIntl();
  const look = state ? LOOKS[state] : undefined;
  if (!look) return null;
  const badge = (
    <span className={`zr-badge zr-badge--${look.tone}`}>
      <Icon name={look.icon} size="18px" />
      {intl.formatMessage(look.title)}
    </span>
  );
  if (!withText) return badge;
  return (
    <p className="zr-room-state">
      {badge} {intl.formatMessage(look.text)}
    </p>
  );
};

export default RoomState;
