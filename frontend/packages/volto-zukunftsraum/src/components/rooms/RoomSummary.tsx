import ItemHeading from '../listing/ItemHeading';
import ItemTopics from '../listing/ItemTopics';
import Marked from '../listing/Marked';
import { useTypeName } from '../listing/PageSummary';
import type { SummaryProps } from '../listing/types';
import RoomState from './RoomState';

/** What a list says about an exchange room. */
const RoomSummary = (props: SummaryProps) => {
  const { item, hide_description } = props;
  const typeName = useTypeName();
  return (
    <>
      <p className="headline">{typeName('ExchangeRoom')}</p>
      <ItemHeading {...props} />
      <RoomState state={item.review_state} />
      {!hide_description && item.description && (
        <p className="description">
          <Marked text={item.description} />
        </p>
      )}
      <ItemTopics topics={item.topics} />
    </>
  );
};

export default RoomSummary;
