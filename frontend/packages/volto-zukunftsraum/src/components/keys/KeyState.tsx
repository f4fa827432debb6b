import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import activeSVG from '@plone/volto/icons/check.svg';
import expiredSVG from '@plone/volto/icons/clock.svg';
import revokedSVG from '@plone/volto/icons/clear.svg';
import type { ApiKey } from './types';

const messages = defineMessages({
  active: { id: 'zr.keys.state.active', defaultMessage: 'Valid' },
  expired: { id: 'zr.keys.state.expired', defaultMessage: 'Expired' },
  // Not as the button beside it, which revokes.
  revoked: { id: 'zr.keys.state.revoked', defaultMessage: 'Not valid' },
});

const looks = {
  active: { icon: activeSVG, tone: 'positive' },
  expired: { icon: expiredSVG, tone: 'warning' },
  revoked: { icon: revokedSVG, tone: 'danger' },
};

/** Whether a key opens anything: icon and word. */
const KeyState = ({ state }: Pick<ApiKey, 'state'>) => {
  const intl = useIntl();
  const look = looks[state];
  return (
    <span className={`zr-badge zr-badge--${look.tone}`}>
      <Icon name={look.icon} size="16px" />
      {intl.formatMessage(messages[state])}
    </span>
  );
};

export default KeyState;
