import ItemHeading from '../listing/ItemHeading';
import ItemTopics from '../listing/ItemTopics';
import Marked from '../listing/Marked';
import StateBadge from '../listing/StateBadge';
import { useTypeName } from '../listing/PageSummary';
import type { SummaryProps } from '../listing/types';
import { useTerm } from '../vocabulary/useTerm';

const WikiArticleSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const term = useTerm();
  const typeName = useTypeName();
  return (
    <>
      <p className="headline">
        {[typeName('WikiArticle'), term('articleKinds', item.kind)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ItemHeading {...props} />
      <StateBadge state={item.review_state} />
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
      <ItemTopics topics={item.topics} />
    </>
  );
};

export default WikiArticleSummary;
