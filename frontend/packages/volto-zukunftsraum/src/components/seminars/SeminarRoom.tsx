import { useRef, useState } from 'react';
import { Link, useHistory } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import groupSVG from '@plone/volto/icons/group.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';

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

type Room = { '@id': string; title: string };

type Props = {
  content: { '@id': string; room?: Room | null };
};

type State = { actions: { actions?: { object?: { id: string }[] } } };

/** On a seminar: the room that came from it, or for its organisers the way to make one. */
const SeminarRoom = ({ content }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const call = useCall();
  const [open, setOpen] = useState(false);
  const made = useRef('');
  const organises = useSelector<State, boolean>((state) =>
    Boolean(state.actions?.actions?.object?.some(({ id }) => id === 'edit')),
  );
  const { room } = content;
  if (!room && !(organises && room === null)) return null;

  return (
    <section className="zr-panel zr-seminar-room" aria-labelledby="zr-room">
      <h2 id="zr-room">{t(messages.title)}</h2>
      {room ? (
        <p>
          {t(messages.text, {
            link: (
              <Link key="link" to={flattenToAppURL(room['@id'])}>
                {room.title}
              </Link>
            ),
          })}
        </p>
      ) : (
        <>
          <p>{t(messages.none)}</p>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <Icon name={groupSVG} size="20px" />
            {t(messages.make)}
          </button>
        </>
      )}
      {open && (
        <FormDialog
          title={t(messages.makeTitle)}
          submitLabel={t(messages.make)}
          action={async () => {
            const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
            const answer = await call<Room>('post', `${path}/@room`);
            made.current = flattenToAppURL(answer['@id']);
          }}
          onClose={() => setOpen(false)}
          onDone={() => history.push(made.current)}
        >
          <p>{t(messages.makeText)}</p>
          <p>{t(messages.makeHost)}</p>
        </FormDialog>
      )}
    </section>
  );
};

export default SeminarRoom;
