import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { useAddableTypes } from '../spaces/AddButtons';
import SpacePage from '../spaces/SpacePage';
import type { SpaceContent } from '../spaces/SpacePage';
import { useTerm } from '../vocabulary/useTerm';
import RoomState from './RoomState';

const messages = defineMessages({
  topics: { id: 'zr.rooms.topics', defaultMessage: 'Topics:' },
  outside: { id: 'zr.rooms.outside', defaultMessage: 'Not a member yet?' },
  outsideText: {
    id: 'zr.rooms.outside.text',
    defaultMessage:
      'Only members see what is written in this room. Would you like to join in? {link} tells you how.',
  },
  office: {
    id: 'zr.rooms.outside.office',
    defaultMessage: 'The programme office',
  },
});

type Props = { content: SpaceContent };

/** A room in which people of many municipalities exchange experience. */
const ExchangeRoomView = ({ content }: Props) => {
  const intl = useIntl();
  const term = useTerm();
  const isMember = useAddableTypes().length > 0;
  return (
    <SpacePage
      content={content}
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
      side={
        !isMember && (
          <section aria-labelledby="zr-room-outside" className="zr-panel">
            <h2 id="zr-room-outside">{intl.formatMessage(messages.outside)}</h2>
            <p>
              {intl.formatMessage(messages.outsideText, {
                link: (
                  <Link key="link" to="/kontakt">
                    {intl.formatMessage(messages.office)}
                  </Link>
                ),
              })}
            </p>
          </section>
        )
      }
    />
  );
};

export default ExchangeRoomView;
