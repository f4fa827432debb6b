import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useIsLoggedIn } from '../members/useMe';
import { useResource } from '../../store/useResource';
import { membershipPath } from './queries';
import type { RoomMembership } from './queries';
import SpacePage from '../spaces/SpacePage';
import type { SpaceContent } from '../spaces/SpacePage';
import { useTerm } from '../vocabulary/useTerm';
import RoomMembershipPanel from './RoomMembershipPanel';
import RoomState from './RoomState';

const messages = defineMessages({
  topics: { id: 'zr.rooms.topics', defaultMessage: 'Topics:' },
  seminar: {
    id: 'zr.rooms.seminar',
    defaultMessage: 'Came from the event:',
  },
});

type Props = {
  content: SpaceContent & {
    /** The event that the room came from, for those who may see it. */
    seminar?: { '@id': string; title: string } | null;
  };
};

/** A room in which people of many municipalities exchange experience. */
const ExchangeRoomView = ({ content }: Props) => {
  const intl = useIntl();
  const term = useTerm();
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const membership = useResource<RoomMembership>(
    useIsLoggedIn() ? membershipPath(path) : null,
  ).data;
  return (
    <SpacePage
      content={content}
      isOutside={
        membership?.status === 'none' || membership?.status === 'asked'
      }
      facts={
        <div className="zr-room-facts">
          <RoomState state={content.review_state} withText />
          {Boolean(content.topics?.length) && (
            <p>
              <strong>{intl.formatMessage(messages.topics)}</strong>{' '}
              {content.topics?.map((topic) => term('topics', topic)).join(', ')}
            </p>
          )}
          {content.seminar?.['@id'] && (
            <p>
              <strong>{intl.formatMessage(messages.seminar)}</strong>{' '}
              <Link to={flattenToAppURL(content.seminar['@id'])}>
                {content.seminar.title}
              </Link>
            </p>
          )}
        </div>
      }
      first={
        <RoomMembershipPanel
          path={path}
          title={content.title}
          isHidden={content.review_state === 'hidden'}
        />
      }
    />
  );
};

export default ExchangeRoomView;
