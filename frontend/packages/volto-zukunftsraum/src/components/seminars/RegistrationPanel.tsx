import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { loginPath } from '../access/loginPath';
import Announcement, { useAnnouncement } from '../dialogs/Announcement';
import { useIsLoggedIn } from '../members/useMe';
import OwnPlace from './OwnPlace';
import RegistrationForm from './RegistrationForm';
import { useRefreshSeminar } from './registration';
import type { Place, RegistrationOffer } from './registration';
import { useWhen } from './useWhen';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.panel.title',
    defaultMessage: 'Your participation',
  },
  seatsLeft: {
    id: 'zr.seminars.panel.seatsLeft',
    defaultMessage:
      '{count, plural, one {One seat is still free.} other {# seats are still free.}}',
  },
  atOnce: {
    id: 'zr.seminars.panel.atOnce',
    defaultMessage: 'You get a seat at once.',
  },
  wait: {
    id: 'zr.seminars.panel.wait',
    defaultMessage:
      'All seats for you are taken. You would be number {position} on the waiting list. If a seat becomes free, you move up by yourself.',
  },
  guest: {
    id: 'zr.seminars.panel.guest',
    defaultMessage:
      'You can take part without an account: you get a mail with a link, and your registration counts when you have confirmed with it.',
  },
  full: {
    id: 'zr.seminars.panel.full',
    defaultMessage:
      'All seats are taken, and there is no waiting list. If somebody cancels, you can register here.',
  },
  membersOnly: {
    id: 'zr.seminars.panel.membersOnly',
    defaultMessage: 'Members of the network can register.',
  },
  notAdmitted: {
    id: 'zr.seminars.panel.notAdmitted',
    defaultMessage:
      'Members of the network can register. You can, as soon as you are admitted.',
  },
  register: {
    id: 'zr.seminars.panel.register',
    defaultMessage: 'Register bindingly',
  },
  queue: {
    id: 'zr.seminars.panel.queue',
    defaultMessage: 'Put me on the waiting list',
  },
  registerGuest: {
    id: 'zr.seminars.panel.register.guest',
    defaultMessage: 'Register as a guest',
  },
  queueGuest: {
    id: 'zr.seminars.panel.queue.guest',
    defaultMessage: 'Put me on the waiting list as a guest',
  },
  login: {
    id: 'zr.seminars.panel.login',
    defaultMessage: 'Log in to register',
  },
  join: { id: 'zr.seminars.panel.join', defaultMessage: 'Become a member' },
  not_yet: {
    id: 'zr.seminars.panel.notYet',
    defaultMessage: 'Registration opens on {from}.',
  },
  closed: {
    id: 'zr.seminars.panel.closed',
    defaultMessage: 'Registration is closed.',
  },
  over: {
    id: 'zr.seminars.panel.over',
    defaultMessage: 'This event is over.',
  },
  not_announced: {
    id: 'zr.seminars.panel.notAnnounced',
    defaultMessage:
      'This event is not announced yet. As soon as it is, people can register here.',
  },
  manage: {
    id: 'zr.seminars.panel.manage',
    defaultMessage: 'See registrations',
  },
  feedback: {
    id: 'zr.seminars.feedback',
    defaultMessage: 'How was it? Give feedback',
  },
  saidConfirmed: {
    id: 'zr.seminars.panel.said.confirmed',
    defaultMessage: 'You have a seat. We have sent you a confirmation by mail.',
  },
  saidWaiting: {
    id: 'zr.seminars.panel.said.waiting',
    defaultMessage:
      'You are on the waiting list, number {position}. We write to you when you move up.',
  },
  saidLeft: {
    id: 'zr.seminars.panel.said.left',
    defaultMessage: 'Your registration is cancelled.',
  },
  saidGuest: {
    id: 'zr.seminars.panel.said.guest',
    defaultMessage:
      'We have sent you a mail. Please open the link in it to confirm your registration.',
  },
});

type Props = {
  /** Path of the seminar. */
  path: string;
  offer: RegistrationOffer;
  opens?: string | null;
  /** Where the person says how it was. */
  feedback?: string | null;
};

/** On a seminar: where one stands, or what registering gives, and the step that is next. */
const RegistrationPanel = ({ path, offer, opens, feedback }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const { pathname } = useLocation();
  const { moment } = useWhen();
  const isLoggedIn = useIsLoggedIn();
  const refresh = useRefreshSeminar(path);
  const { text, announce } = useAnnouncement();
  const [isOpen, setIsOpen] = useState(false);
  const { phase, own, outlook } = offer;
  const isGuest = !isLoggedIn;

  // What is said of one seminar is not said of the next.
  useEffect(() => setIsOpen(false), [path]);

  if (phase === 'cancelled' && !own && !offer.can_manage) return null;

  const onDone = (place: Place | null) => {
    setIsOpen(false);
    if (place) {
      announce(
        t(
          place.status === 'confirmed'
            ? messages.saidConfirmed
            : messages.saidWaiting,
          { position: place.position },
        ),
      );
    } else {
      announce(t(messages.saidGuest));
    }
    refresh(Boolean(place));
  };

  const onLeft = () => {
    announce(t(messages.saidLeft));
    refresh(false);
  };

  const label = () => {
    if (outlook === 'waiting') {
      return t(isGuest ? messages.queueGuest : messages.queue);
    }
    return t(isGuest ? messages.registerGuest : messages.register);
  };

  const explanation = () => {
    if (phase === 'not_yet') {
      return t(messages.not_yet, { from: moment(opens) });
    }
    if (phase !== 'open') return t(messages[phase as 'closed']);
    if (!offer.may_register) {
      return t(isGuest ? messages.membersOnly : messages.notAdmitted);
    }
    if (outlook === 'waiting') {
      return t(messages.wait, { position: offer.waiting + 1 });
    }
    if (outlook === null) return t(messages.full);
    return [
      offer.seats_left !== null &&
        t(messages.seatsLeft, { count: offer.seats_left }),
      !isGuest && t(messages.atOnce),
    ]
      .filter(Boolean)
      .join(' ');
  };

  return (
    <section
      className="zr-panel zr-registration"
      aria-labelledby="zr-registration"
    >
      <h2 id="zr-registration">{t(messages.title)}</h2>
      <Announcement text={text} />
      {own && <OwnPlace path={path} offer={offer} own={own} onLeft={onLeft} />}
      {!own && !isOpen && phase !== 'cancelled' && (
        <>
          <p>{explanation()}</p>
          {phase === 'open' && isGuest && offer.guests && outlook && (
            <p>{t(messages.guest)}</p>
          )}
          {phase === 'open' && (outlook || isGuest) && (
            <p className="zr-cluster">
              {outlook && (
                <button
                  type="button"
                  className="zr-button zr-button--primary"
                  onClick={() => setIsOpen(true)}
                >
                  <Icon name={checkSVG} size="20px" />
                  {label()}
                </button>
              )}
              {isGuest && (
                <Link
                  className={`zr-button zr-button--${outlook ? 'secondary' : 'primary'}`}
                  to={loginPath(pathname)}
                >
                  {t(messages.login)}
                </Link>
              )}
              {isGuest && !outlook && (
                <Link
                  className="zr-button zr-button--secondary"
                  to="/registrieren"
                >
                  {t(messages.join)}
                </Link>
              )}
            </p>
          )}
        </>
      )}
      {!own && isOpen && (
        <RegistrationForm
          path={path}
          offer={offer}
          isGuest={isGuest}
          submitLabel={label()}
          onDone={onDone}
          onConflict={() => refresh(false)}
          onClose={() => setIsOpen(false)}
        />
      )}
      {feedback && (
        <p>
          <Link to={flattenToAppURL(feedback)}>{t(messages.feedback)}</Link>
        </p>
      )}
      {offer.can_manage && (
        <p>
          <Link to={`${path}/anmeldungen`}>{t(messages.manage)}</Link>
        </p>
      )}
    </section>
  );
};

export default RegistrationPanel;
