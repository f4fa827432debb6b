import { defineMessages, useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import pencilSVG from '@plone/volto/icons/pencil.svg';
import pendingSVG from '@plone/volto/icons/pending.svg';
import bookSVG from '@plone/volto/icons/binder.svg';
import clearSVG from '@plone/volto/icons/circle-dismiss.svg';
import checkSVG from '@plone/volto/icons/check.svg';

const messages = defineMessages({
  draft: { id: 'zr.state.draft', defaultMessage: 'Draft' },
  pending: { id: 'zr.state.pending', defaultMessage: 'With the editors' },
  network: { id: 'zr.state.network', defaultMessage: 'For members only' },
  archived: { id: 'zr.state.archived', defaultMessage: 'Archived' },
  cancelled: { id: 'zr.state.cancelled', defaultMessage: 'Cancelled' },
  completed: { id: 'zr.state.completed', defaultMessage: 'Took place' },
});

type Look = {
  message: MessageDescriptor;
  icon: string;
  tone: 'info' | 'positive' | 'warning' | 'danger';
};

/** States that a reader has to know of; what is public as usual has no badge. */
const LOOKS: Record<string, Look> = {
  draft: { message: messages.draft, icon: pencilSVG, tone: 'warning' },
  pending: { message: messages.pending, icon: pendingSVG, tone: 'warning' },
  network: { message: messages.network, icon: lockSVG, tone: 'info' },
  announced_network: {
    message: messages.network,
    icon: lockSVG,
    tone: 'info',
  },
  archived: { message: messages.archived, icon: bookSVG, tone: 'warning' },
  cancelled: { message: messages.cancelled, icon: clearSVG, tone: 'danger' },
  completed: { message: messages.completed, icon: checkSVG, tone: 'info' },
};

const StateBadge = ({ state }: { state?: string | null }) => {
  const intl = useIntl();
  const look = state ? LOOKS[state] : undefined;
  if (!look) return null;
  return (
    <span className={`zr-badge zr-badge--${look.tone}`}>
      <Icon name={look.icon} size="18px" />
      {intl.formatMessage(look.message)}
    </span>
  );
};

export default StateBadge;
