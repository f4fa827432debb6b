import type { Content } from '@plone/types';
import ItemList from '../listing/ItemList';
import type { ListItem } from '../listing/types';
import Body from '../page/Body';
import Head from '../page/Head';
import RoomList from './RoomList';

/**
 * The section "Austausch" for members: its text, the rooms with what the person
 * is in each of them, then what else lies in it.
 */
const RoomsSection = ({ content }: { content: Content }) => {
  const others = ((content.items ?? []) as unknown as ListItem[]).filter(
    (item) => item['@type'] !== 'ExchangeRoom',
  );
  return (
    <div className="zr-page zr-section">
      <Head content={content} />
      <Body content={content} />
      <RoomList />
      {others.length > 0 && <ItemList items={others} heading="h2" />}
    </div>
  );
};

export default RoomsSection;
