import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import PlaceBadge from './PlaceBadge';
import type { Phase, Place, PlaceOffers } from './registration';

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
  waited: {
    id: 'zr.seminars.panel.waited',
    defaultMessage:
      'You were on the waiting list; no seat has become free for you.',
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
  phase: Phase;
  accessHours: number;
  place: Place;
  /** What there is for the person, as soon as it is loaded. */
  offers?: PlaceOffers;
  /** The way out: a button, or a link. */
  leave: ReactNode;
};

/** Where somebody stands, and what there is for them: access when it is time, code, certificate. */
const PlaceDetails = ({ phase, accessHours, place, offers, leave }: Props) => {
  const t = useIntl().formatMessage;
  const isComing = !['over', 'cancelled'].includes(phase);
  const hasSeat = place.status === 'confirmed';
  const checkIn = hasSeat ? offers?.check_in : null;
  const link = offers?.access_link;

  if (phase === 'cancelled') return <p>{t(messages.missed)}</p>;
  if (!isComing && !hasSeat) return <p>{t(messages.waited)}</p>;
  return (
    <>
      <p>
        <PlaceBadge place={place} />
      </p>
      {!hasSeat && <p>{t(messages.waiting)}</p>}
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
      {isComing && hasSeat && offers && !link && (
        <p>{t(messages.accessLater, { hours: accessHours })}</p>
      )}
      {isComing && <p>{leave}</p>}
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
      {offers?.certificate && (
        <p>
          <a
            className="zr-button zr-button--secondary"
            href={`/++api++${flattenToAppURL(offers.certificate)}`}
            download
          >
            <Icon name={downloadSVG} size="20px" />
            {t(messages.certificate)}
          </a>
        </p>
      )}
    </>
  );
};

export default PlaceDetails;
