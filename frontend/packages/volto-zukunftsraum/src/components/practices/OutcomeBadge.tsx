import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import clearSVG from '@plone/volto/icons/circle-dismiss.svg';
import halfSVG from '@plone/volto/icons/circle-minus.svg';
import type { OutcomeKind } from './types';

export const outcomeMessages = defineMessages({
  worked: { id: 'zr.practices.outcome.worked', defaultMessage: 'Worked' },
  partly: {
    id: 'zr.practices.outcome.partly',
    defaultMessage: 'Worked in part',
  },
  failed: { id: 'zr.practices.outcome.failed', defaultMessage: 'Did not work' },
});

const LOOKS: Record<OutcomeKind, { icon: string; tone: string }> = {
  worked: { icon: checkSVG, tone: 'positive' },
  partly: { icon: halfSVG, tone: 'warning' },
  failed: { icon: clearSVG, tone: 'danger' },
};

/** What came of reusing an example: icon and word. */
const OutcomeBadge = ({ kind }: { kind: OutcomeKind }) => {
  const intl = useIntl();
  const { icon, tone } = LOOKS[kind];
  return (
    <span className={`zr-badge zr-badge--${tone}`}>
      <Icon name={icon} size="18px" />
      {intl.formatMessage(outcomeMessages[kind])}
    </span>
  );
};

export default OutcomeBadge;
