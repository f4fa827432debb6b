import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import lockSVG from '@plone/volto/icons/lock.svg';
import ItemHeading from '../listing/ItemHeading';
import Marked from '../listing/Marked';
import type { SummaryProps } from '../listing/types';

const messages = defineMessages({
  kind: {
    id: 'zr.spaces.summary.kind',
    defaultMessage: 'Space of the municipality',
  },
  protected: {
    id: 'zr.spaces.summary.protected',
    defaultMessage: 'Only for its members',
  },
});

/** What a list says about the space of a municipality. */
const SpaceSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const intl = useIntl();
  return (
    <>
      <p className="headline">{intl.formatMessage(messages.kind)}</p>
      <ItemHeading {...props} />
      <span className="zr-badge zr-badge--info">
        <Icon name={lockSVG} size="18px" />
        {intl.formatMessage(messages.protected)}
      </span>
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
    </>
  );
};

export default SpaceSummary;
