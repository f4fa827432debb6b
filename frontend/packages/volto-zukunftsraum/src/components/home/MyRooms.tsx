import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import type { ListItem } from '../listing/types';
import { isWaiting, useMe } from '../members/useMe';
import { STATES } from '../rooms/queries';
import type { RoomItem } from '../rooms/queries';
import SpaceSummary from '../spaces/SpaceSummary';
import RoomSummary from '../rooms/RoomSummary';
import StartItems from './StartItems';
import StartSection from './StartSection';
import { startQueries } from './queries';

const messages = defineMessages({
  title: { id: 'zr.home.rooms.title', defaultMessage: 'My rooms' },
  all: { id: 'zr.home.rooms.all', defaultMessage: 'All exchange rooms' },
  empty: {
    id: 'zr.home.rooms.empty',
    defaultMessage:
      'You are not in any room yet. {link} shows which rooms are open to you.',
  },
  exchange: { id: 'zr.home.rooms.exchange', defaultMessage: 'Exchange' },
  waiting: {
    id: 'zr.home.rooms.waiting',
    defaultMessage:
      'As soon as you have been admitted, the space of your municipality is here. {link} shows how your request stands.',
  },
  account: { id: 'zr.home.rooms.account', defaultMessage: 'My account' },
});

type SpaceItem = Omit<RoomItem, 'joining'> & {
  kind: 'municipality' | 'room';
  joining: RoomItem['joining'] | null;
};

/** Is the person in it, or may they only ask or join? */
const isMine = ({ membership }: SpaceItem) =>
  membership === 'member' || membership === 'coordinator';

/** As the summaries of lists know it. */
const asListItem = (item: SpaceItem): ListItem => ({
  '@id': item['@id'],
  '@type': item.kind === 'municipality' ? 'MunicipalSpace' : 'ExchangeRoom',
  title: item.title,
  description: item.description,
  topics: item.topics,
  review_state: item.joining && STATES[item.joining],
});

/** The municipal spaces and rooms that the person who is logged in is in. */
const MyRooms = () => {
  const intl = useIntl();
  const found = useResource<{ items: SpaceItem[] }>(startQueries.spaces());
  const waiting = isWaiting(useMe().data);
  const mine = found.data?.items.filter(isMine).map(asListItem);
  return (
    <StartSection
      id="rooms"
      className="zr-start-rooms"
      title={intl.formatMessage(messages.title)}
      more={{ to: '/austausch', label: intl.formatMessage(messages.all) }}
    >
      <StartItems
        found={{ ...found, data: mine && { items: mine } }}
        cards
        withDescription
        summary={(type) =>
          type === 'MunicipalSpace' ? SpaceSummary : RoomSummary
        }
        empty={intl.formatMessage(waiting ? messages.waiting : messages.empty, {
          link: (
            <Link key="link" to={waiting ? '/mein-konto' : '/austausch'}>
              {intl.formatMessage(
                waiting ? messages.account : messages.exchange,
              )}
            </Link>
          ),
        })}
      />
    </StartSection>
  );
};

export default MyRooms;
