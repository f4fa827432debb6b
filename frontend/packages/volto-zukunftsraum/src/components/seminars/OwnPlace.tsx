import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
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
  code: {
    id: 'zr.seminars.panel.code',
    defaultMessage: 'My code for the attendance',
  },
  codeText: {
    id: 'zr.seminars.panel.code.text',
    defaultMessage:
      'Please show it at the entrance, or say the code to the hosts.',
  },
  qr: {
    id: 'zr.seminars.panel.code.qr',
    defaultMessage: 'The code {code} as a picture for the camera',
  },
  certificate: {
    id: 'zr.seminars.certificate',
    defaultMessage: 'Certificate of attendance (PDF)',
  },
  missed: {
    id: 'zr.seminars.panel.cancelled',
    defaultMessage: 'You were registered. You need not do anything.',
  },
});

/** An SVG that is made to stand in a page, as the address of an image. */
const pictureOf = (svg: string) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(
    svg.includes('xmlns=')
      ? svg
      : svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '),
  )}`;

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
  const checkIn = hasSeat ? registration.data?.check_in : null;
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
      {isComing && checkIn && (
        <details className="zr-check-in-code">
          <summary>{t(messages.code)}</summary>
          <p>{t(messages.codeText)}</p>
          <p className="zr-code">{checkIn.code}</p>
          <img
            src={pictureOf(checkIn.qr)}
            alt={t(messages.qr, { code: checkIn.code })}
            width="180"
            height="180"
          />
        </details>
      )}
      {registration.data?.certificate && (
        <p>
          <a
            className="zr-button zr-button--secondary"
            href={`/++api++${flattenToAppURL(registration.data.certificate)}`}
            download
          >
            <Icon name={downloadSVG} size="20px" />
            {t(messages.certificate)}
          </a>
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
