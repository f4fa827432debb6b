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
});

type Props = { content: SpaceContent };

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
      isOutside={membership?.status === 'none'}
      facts={
        <div className="zr-room-facts">
          <RoomState state={content.review_state} withText />
          {Boolean(content.topics?.length) && (
            <p>
              <strong>{intl.formatMessage(messages.topics)}</strong>{' '}
              {content.topics?.map((topic) => term('topics', topic)).join(', ')}
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
