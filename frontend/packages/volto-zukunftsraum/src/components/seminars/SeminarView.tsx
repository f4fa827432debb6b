import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { dateBlock, isPast } from '../../helpers/dates';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { wholeNumber } from '../../helpers/numbers';
import { useMunicipality } from '../listing/useMunicipality';
import { useTypeName } from '../listing/PageSummary';
import Body, { hasBody } from '../page/Body';
import Facts from '../page/Facts';
import Head from '../page/Head';
import PlainList from '../page/PlainList';
import RichText, { hasText } from '../page/RichText';
import type { RichTextValue } from '../page/RichText';
import TopicLinks from '../page/TopicLinks';
import { useTerm } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';
import Materials from './Materials';
import type { Material } from './Materials';
import RegistrationPanel from './RegistrationPanel';
import SeminarRoom from './SeminarRoom';
import type { RegistrationOffer } from './registration';
import { useWhen } from './useWhen';
import type { When } from './useWhen';
import WhenAndWhere from './WhenAndWhere';

const messages = defineMessages({
  cancelled: {
    id: 'zr.seminars.cancelled',
    defaultMessage: 'This event has been cancelled. It does not take place.',
  },
  facts: { id: 'zr.seminars.facts', defaultMessage: 'Good to know' },
  host: { id: 'zr.seminars.host', defaultMessage: 'Host' },
  seats: { id: 'zr.seminars.seats', defaultMessage: 'Seats' },
  registration: {
    id: 'zr.seminars.registration',
    defaultMessage: 'Registration',
  },
  window: {
    id: 'zr.seminars.registration.window',
    defaultMessage: 'from {from} to {to}',
  },
  opens: {
    id: 'zr.seminars.registration.opens',
    defaultMessage: 'from {from}',
  },
  closes: {
    id: 'zr.seminars.registration.closes',
    defaultMessage: 'until {to}',
  },
  closed: {
    id: 'zr.seminars.registration.closed',
    defaultMessage: 'closed since {to}',
  },
  accessibility: {
    id: 'zr.seminars.accessibility',
    defaultMessage: 'Accessibility',
  },
  topics: { id: 'zr.seminars.topics', defaultMessage: 'Topics' },
  about: { id: 'zr.seminars.about', defaultMessage: 'About the event' },
  learn: {
    id: 'zr.seminars.learn',
    defaultMessage: 'What you take away',
  },
  speakers: { id: 'zr.seminars.speakers', defaultMessage: 'Speakers' },
  access: { id: 'zr.seminars.access', defaultMessage: 'Your access' },
  accessText: {
    id: 'zr.seminars.access.text',
    defaultMessage:
      'Only participants and organisers see this link. Please do not pass it on.',
  },
  accessLink: {
    id: 'zr.seminars.access.link',
    defaultMessage: 'Open the online room',
  },
});

type Seminar = Content & {
  kind?: Term | null;
  topics?: Term[];
  start?: string | null;
  end?: string | null;
  whole_day?: boolean;
  open_end?: boolean;
  location?: string | null;
  municipality?: string | null;
  learning_goals?: RichTextValue;
  speakers?: string[];
  seats?: number | null;
  registration_opens?: string | null;
  registration_closes?: string | null;
  accessibility?: Term[];
  access_link?: string | null;
  room?: { '@id': string; title: string } | null;
  registration?: RegistrationOffer;
  dates?: When[];
  materials?: Material[];
  recording_link?: string | null;
  /** Where the calendar entry is. */
  calendar?: string | null;
  /** Where those who took part say how it was. */
  feedback?: string | null;
};

/** A seminar: when and where first, then what it brings. */
const SeminarView = ({ content }: { content: Seminar }) => {
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const { moment } = useWhen();
  const host = useMunicipality(content.municipality);
  const t = intl.formatMessage;
  const { day, month, year } = dateBlock(content.start, intl.locale);
  const isCancelled = content.review_state === 'cancelled';
  const isOver = isPast(content.end);

  const from = moment(content.registration_opens);
  const to = moment(content.registration_closes);
  const registration = () => {
    if (isCancelled || isOver) return '';
    if (to && isPast(content.registration_closes)) {
      return t(messages.closed, { to });
    }
    if (from && to && !isPast(content.registration_opens)) {
      return t(messages.window, { from, to });
    }
    if (to) return t(messages.closes, { to });
    return from && t(messages.opens, { from });
  };

  return (
    <div className="zr-page zr-article zr-seminar">
      <div className="zr-seminar-head">
        {day && (
          <p className="zr-date-block zr-date-block--large" aria-hidden="true">
            <span className="day">{day}</span>
            <span className="month">{month}</span>
            <span className="year">{year}</span>
          </p>
        )}
        <Head
          content={content}
          kind={term('seminarKinds', content.kind) || typeName('Seminar')}
        />
      </div>
      <div className="zr-seminar-when">
        {isCancelled && (
          <p className="zr-notice zr-notice--danger">{t(messages.cancelled)}</p>
        )}
        <WhenAndWhere content={content} />
        {content.registration && (
          <RegistrationPanel
            path={flattenToAppURL(content['@id']).replace(/\/$/, '')}
            offer={content.registration}
            opens={content.registration_opens}
            feedback={content.feedback}
          />
        )}
      </div>
      <section className="zr-side" aria-labelledby="zr-side-title">
        <div className="zr-side-box">
          <h2 id="zr-side-title">{t(messages.facts)}</h2>
          <Facts
            facts={[
              {
                name: t(messages.seats),
                value:
                  typeof content.seats === 'number' &&
                  wholeNumber(content.seats, intl.locale),
              },
              { name: t(messages.registration), value: registration() },
              { name: t(messages.host), value: host?.name },
              {
                name: t(messages.accessibility),
                value: content.accessibility?.length ? (
                  <PlainList
                    items={content.accessibility.map((offer) =>
                      term('accessibilityOffers', offer),
                    )}
                  />
                ) : null,
              },
              {
                name: t(messages.topics),
                value: content.topics?.length ? (
                  <TopicLinks topics={content.topics} />
                ) : null,
              },
            ]}
          />
        </div>
      </section>
      <article className="zr-article-main">
        {content.access_link && (
          <section className="zr-panel">
            <h2>{t(messages.access)}</h2>
            <p>{t(messages.accessText)}</p>
            <p>
              <a
                className="zr-button zr-button--primary"
                href={content.access_link}
              >
                {t(messages.accessLink)}
              </a>
            </p>
          </section>
        )}
        {hasText(content.learning_goals) && (
          <section className="zr-part">
            <h2>{t(messages.learn)}</h2>
            <RichText value={content.learning_goals} />
          </section>
        )}
        {hasBody(content) && (
          <section className="zr-part">
            <h2>{t(messages.about)}</h2>
            <Body content={content} />
          </section>
        )}
        {Boolean(content.speakers?.length) && (
          <section className="zr-part">
            <h2>{t(messages.speakers)}</h2>
            <PlainList items={content.speakers} className="" />
          </section>
        )}
        <Materials content={content} />
        <SeminarRoom content={content} />
      </article>
    </div>
  );
};

export default SeminarView;
