import { defineMessages, useIntl } from 'react-intl';
import ItemHeading from '../listing/ItemHeading';
import Marked from '../listing/Marked';
import type { SummaryProps } from '../listing/types';
import GrantState from './GrantState';

const messages = defineMessages({
  kind: { id: 'zr.grants.kind', defaultMessage: 'Grant application' },
});

/** What a list says about an application for a micro grant. */
const GrantSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const intl = useIntl();
  return (
    <>
      <p className="headline">{intl.formatMessage(messages.kind)}</p>
      <ItemHeading {...props} />
      <GrantState state={item.review_state} withNext />
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
    </>
  );
};

export default GrantSummary;
