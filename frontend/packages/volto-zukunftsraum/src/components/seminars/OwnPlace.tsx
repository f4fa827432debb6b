import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../store/useResource';
import CancelDialog from './CancelDialog';
import PlaceDetails from './PlaceDetails';
import { registrationPath } from './registration';
import type { OwnRegistration, Place, RegistrationOffer } from './registration';

const messages = defineMessages({
  giveUp: {
    id: 'zr.seminars.panel.giveUp',
    defaultMessage: 'I cannot come: give up my seat',
  },
  leave: {
    id: 'zr.seminars.panel.leave',
    defaultMessage: 'Do not wait any longer',
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

  return (
    <>
      <PlaceDetails
        phase={offer.phase}
        accessHours={offer.access_hours}
        place={own}
        offers={registration.data}
        leave={
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setIsAsking(true)}
          >
            {t(own.status === 'confirmed' ? messages.giveUp : messages.leave)}
          </button>
        }
      />
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
