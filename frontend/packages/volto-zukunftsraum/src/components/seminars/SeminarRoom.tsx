import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import groupSVG from '@plone/volto/icons/group.svg';
import Offspring from '../dialogs/Offspring';
import type { Made } from '../dialogs/Offspring';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.room.title',
    defaultMessage: 'Go on talking',
  },
  text: {
    id: 'zr.seminars.room.text',
    defaultMessage: 'An exchange room came from this event: {link}',
  },
  none: {
    id: 'zr.seminars.room.none',
    defaultMessage:
      'Those who took part can go on in an exchange room. You see this because you organise the event.',
  },
  make: { id: 'zr.seminars.room.make', defaultMessage: 'Set up a room' },
  makeTitle: {
    id: 'zr.seminars.room.make.title',
    defaultMessage: 'Set up an exchange room?',
  },
  makeText: {
    id: 'zr.seminars.room.make.text',
    defaultMessage:
      'The room gets the title, the summary and the topics of this event, and both pages show each other.',
  },
  makeHost: {
    id: 'zr.seminars.room.make.host',
    defaultMessage:
      'You host it. It is closed: members of the network see that it exists and ask to join; you decide. All of this can be changed later.',
  },
});

type Props = {
  content: { '@id': string; room?: Made | null };
};

type State = { actions: { actions?: { object?: { id: string }[] } } };

/** On a seminar: the room that came from it, or for its organisers the way to make one. */
const SeminarRoom = ({ content }: Props) => {
  const t = useIntl().formatMessage;
  const organises = useSelector<State, boolean>((state) =>
    Boolean(state.actions?.actions?.object?.some(({ id }) => id === 'edit')),
  );
  const { room } = content;
  if (!room && !(organises && room === null)) return null;

  return (
    <Offspring
      id="zr-room"
      className="zr-seminar-room"
      icon={groupSVG}
      content={content['@id']}
      service="@room"
      made={room}
      title={t(messages.title)}
      text={(link) => t(messages.text, { link })}
      none={t(messages.none)}
      make={t(messages.make)}
      makeTitle={t(messages.makeTitle)}
    >
      <p>{t(messages.makeText)}</p>
      <p>{t(messages.makeHost)}</p>
    </Offspring>
  );
};

export default SeminarRoom;
