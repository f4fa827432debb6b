import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import type { Found } from '../../store/resources';
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
});

/** The spaces and rooms that the person who is logged in can see. */
const MyRooms = () => {
  const intl = useIntl();
  const found = useResource<Found>(startQueries.rooms());
  // The own municipality comes first.
  const sorted = found.data && {
    ...found.data,
    items: [...found.data.items].sort(
      (a, b) =>
        Number(b['@type'] === 'MunicipalSpace') -
        Number(a['@type'] === 'MunicipalSpace'),
    ),
  };
  return (
    <StartSection
      id="rooms"
      className="zr-start-rooms"
      title={intl.formatMessage(messages.title)}
      more={{ to: '/austausch', label: intl.formatMessage(messages.all) }}
    >
      <StartItems
        found={{ ...found, data: sorted }}
        cards
        withDescription
        summary={(type) =>
          type === 'MunicipalSpace' ? SpaceSummary : RoomSummary
        }
        empty={intl.formatMessage(messages.empty, {
          link: (
            <Link key="link" to="/austausch">
              {intl.formatMessage(messages.exchange)}
            </Link>
          ),
        })}
      />
    </StartSection>
  );
};

export default MyRooms;
