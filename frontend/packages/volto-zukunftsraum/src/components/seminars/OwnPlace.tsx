import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import CancelDialog from './CancelDialog';
import PlaceBadge from './PlaceBadge';
import { registrationPath } from './registration';
import type { OwnRegistration, Place, RegistrationOffer } from './registration';

const messages = defineMessages({
  accessLater: {
    id: 'zr.seminars.panel.access.later',
    defaultMessage:
      'If it takes place online, you find the access here from {hours} hours before the start.',
  },
  access: {
    id: 'zr.seminars.panel.access',
    defaultMessage: 'Only for you: please do not pass the link on.',
  },
  accessLink: {
    id: 'zr.seminars.access.link',
    defaultMessage: 'Open the online room',
  },
  waiting: {
    id: 'zr.seminars.panel.waiting',
    defaultMessage:
      'If a seat becomes free, you move up in the order of registration. We write to you at once.',
  },
  giveUp: {
    id: 'zr.seminars.panel.giveUp',
    defaultMessage: 'I cannot come: give up my seat',
  },
  leave: {
    id: 'zr.seminars.panel.leave',
    defaultMessage: 'Do not wait any longer',
  },
  missed: {
    id: 'zr.seminars.panel.cancelled',
    defaultMessage: 'You were registered. You need not do anything.',
  },
});

type Props = {
  path: string;
  offer: RegistrationOffer;
  own: Place;
  /** The person has left. */
  onLeft: () => void;
};

/** The own registration: seat or position, access when it is time, and the way out. */
const OwnPlace = ({ path, offer, own, onLeft }: Props) => {
  const t = useIntl().formatMessage;
  const [isAsking, setIsAsking] = useState(false);
  const registration = useResource<OwnRegistration>(registrationPath(path));
  const isComing = !['over', 'cancelled'].includes(offer.phase);
  const hasSeat = own.status === 'confirmed';
  const link = registration.data?.access_link;

  if (offer.phase === 'cancelled') return <p>{t(messages.missed)}</p>;
  return (
    <>
      <p>
        <PlaceBadge place={own} />
      </p>
      {isComing && !hasSeat && <p>{t(messages.waiting)}</p>}
      {isComing && hasSeat && link && (
        <>
          <p>
            <a className="zr-button zr-button--primary" href={link}>
              {t(messages.accessLink)}
            </a>
          </p>
          <p>{t(messages.access)}</p>
        </>
      )}
      {isComing && hasSeat && registration.data && !link && (
        <p>{t(messages.accessLater, { hours: offer.access_hours })}</p>
      )}
      {isComing && (
        <p>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setIsAsking(true)}
          >
            {t(hasSeat ? messages.giveUp : messages.leave)}
          </button>
        </p>
      )}
      {isAsking && (
        <CancelDialog
          path={path}
          status={own.status}
          onClose={() => setIsAsking(false)}
          onDone={() => {
            setIsAsking(false);
            onLeft();
          }}
        />
      )}
    </>
  );
};

export default OwnPlace;
