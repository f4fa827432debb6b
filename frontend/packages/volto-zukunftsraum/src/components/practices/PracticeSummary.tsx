import { defineMessages, useIntl } from 'react-intl';
import { wholeNumber } from '../../helpers/numbers';
import ItemHeading from '../listing/ItemHeading';
import ItemTopics from '../listing/ItemTopics';
import Marked from '../listing/Marked';
import StateBadge from '../listing/StateBadge';
import { useTypeName } from '../listing/PageSummary';
import type { SummaryProps } from '../listing/types';
import { useMunicipality } from '../listing/useMunicipality';
import { useTerm } from '../vocabulary/useTerm';

const messages = defineMessages({
  inhabitants: {
    id: 'zr.practices.inhabitants',
    defaultMessage: '{number} inhabitants',
  },
});

/** A practice example with its place and the size of it. */
const PracticeSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const municipality = useMunicipality(item.municipality);

  const facts = [
    municipality?.population &&
      intl.formatMessage(messages.inhabitants, {
        number: wholeNumber(municipality.population, intl.locale),
      }),
    term('practiceStatus', item.practice_status),
  ].filter(Boolean);

  return (
    <>
      <p className="headline">{typeName('BestPractice')}</p>
      <ItemHeading {...props} />
      <StateBadge state={item.review_state} />
      {(municipality || facts.length > 0) && (
        <p className="zr-item-facts">
          {municipality && <strong>{municipality.name}</strong>}
          {facts.map((fact) => (
            <span key={String(fact)}>{fact}</span>
          ))}
        </p>
      )}
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
      <ItemTopics topics={item.topics} />
    </>
  );
};

export default PracticeSummary;
