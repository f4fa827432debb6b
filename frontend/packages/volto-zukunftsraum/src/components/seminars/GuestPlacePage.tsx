import { Link, useLocation, useParams } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import downloadSVG from '@plone/volto/icons/download.svg';
import linkSVG from '@plone/volto/icons/link.svg';
import videoSVG from '@plone/volto/icons/video.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import FormPage from '../forms/FormPage';
import Outcome from '../forms/Outcome';
import Loaded from '../listing/Loaded';
import { kindOfFile } from '../page/Downloads';
import SafeLink from '../page/SafeLink';
import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import PlaceDetails from './PlaceDetails';
import { seminarOfLink } from './registration';
import type { GuestRegistration } from './registration';
import WhenAndWhere from './WhenAndWhere';

const messages = defineMessages({
  title: {
    id: 'zr.seminars.guestPlace.title',
    defaultMessage: 'Your registration',
  },
  secret: {
    id: 'zr.seminars.guestPlace.secret',
    defaultMessage:
      'Whoever has the address of this page sees what you see. Please do not pass it on.',
  },
  gone: {
    id: 'zr.seminars.link.gone',
    defaultMessage: 'This link is not valid any more',
  },
  goneText: {
    id: 'zr.seminars.guestPlace.gone',
    defaultMessage:
      'The registration was cancelled, or the time for keeping it is over.',
  },
  cancelled: {
    id: 'zr.seminars.cancelled',
    defaultMessage: 'This event has been cancelled. It does not take place.',
  },
  giveUp: {
    id: 'zr.seminars.panel.giveUp',
    defaultMessage: 'I cannot come: give up my seat',
  },
  leave: {
    id: 'zr.seminars.panel.leave',
    defaultMessage: 'Do not wait any longer',
  },
  feedback: {
    id: 'zr.seminars.feedback',
    defaultMessage: 'How was it? Give feedback',
  },
  materials: { id: 'zr.seminars.materials', defaultMessage: 'Materials' },
  recording: {
    id: 'zr.seminars.recording',
    defaultMessage: 'Recording of the event',
  },
  seminar: {
    id: 'zr.seminars.guestPlace.seminar',
    defaultMessage: 'Read more about the event',
  },
  all: { id: 'zr.seminars.link.all', defaultMessage: 'To all events' },
});

/** The page of a guest, reached by the link in their mails: what members find on the page of the seminar. */
const GuestPlacePage = () => {
  const t = useIntl().formatMessage;
  const { token } = useParams<{ token: string }>();
  const { search } = useLocation();
  const path = seminarOfLink(search);
  const reload = useReload();
  const service = path
    ? `${path}/@guest-registration/${encodeURIComponent(token)}`
    : null;
  const found = useResource<GuestRegistration>(service);
  const isGone =
    !path || (found.failed && [404, 410].includes(found.status ?? 0));

  return (
    <FormPage title={t(messages.title)} secret className="zr-guest-place">
      {isGone ? (
        <Outcome title={t(messages.gone)}>
          <p>{t(messages.goneText)}</p>
          <p>
            <Link to="/veranstaltungen">{t(messages.all)}</Link>
          </p>
        </Outcome>
      ) : (
        <Loaded resource={found} onRetry={() => reload(service)}>
          {(data) => (
            <Place
              data={data}
              path={path}
              leavePath={`/anmeldung/abmelden/${token}${search}`}
            />
          )}
        </Loaded>
      )}
    </FormPage>
  );
};

type PlaceProps = {
  data: GuestRegistration;
  /** Path of the seminar. */
  path: string;
  leavePath: string;
};

const Place = ({ data, path, leavePath }: PlaceProps) => {
  const t = useIntl().formatMessage;
  const { dates, materials, recording_link: recording } = data;
  const last = dates[dates.length - 1];
  return (
    <>
      <h2>{data.title}</h2>
      {data.phase === 'cancelled' && (
        <p className="zr-notice zr-notice--danger">{t(messages.cancelled)}</p>
      )}
      <WhenAndWhere
        content={{
          start: dates[0]?.start,
          end: last?.end,
          dates,
          location: data.location,
        }}
      />
      <PlaceDetails
        phase={data.phase}
        accessHours={data.access_hours}
        place={data}
        offers={data}
        leave={
          <Link className="zr-button zr-button--secondary" to={leavePath}>
            {t(data.status === 'confirmed' ? messages.giveUp : messages.leave)}
          </Link>
        }
      />
      {data.feedback && (
        <p>
          <Link to={flattenToAppURL(data.feedback)}>
            {t(messages.feedback)}
          </Link>
        </p>
      )}
      <p>
        <Link to={path}>{t(messages.seminar)}</Link>
      </p>
      {(materials.length > 0 || recording) && (
        <section className="zr-part zr-materials">
          <h2>{t(messages.materials)}</h2>
          <ul className="zr-downloads">
            {materials.map((material) => {
              const isFile = material.type !== 'Link';
              return (
                <li key={material['@id']}>
                  <Icon name={isFile ? downloadSVG : linkSVG} size="24px" />
                  <div>
                    {isFile ? (
                      <>
                        <a
                          href={`/++api++${flattenToAppURL(material['@id'])}`}
                          download
                        >
                          {material.title}
                        </a>{' '}
                        <span className="zr-muted">
                          ({kindOfFile(material.type)})
                        </span>
                      </>
                    ) : (
                      <SafeLink href={material['@id']}>
                        {material.title}
                      </SafeLink>
                    )}
                  </div>
                </li>
              );
            })}
            {recording && (
              <li>
                <Icon name={videoSVG} size="24px" />
                <div>
                  <SafeLink href={recording}>{t(messages.recording)}</SafeLink>
                </div>
              </li>
            )}
          </ul>
        </section>
      )}
      <p className="zr-muted">{t(messages.secret)}</p>
    </>
  );
};

export default GuestPlacePage;
