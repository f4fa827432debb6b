import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import type { Found } from '../../store/resources';
import { useResource } from '../../store/useResource';
import PageSummary from '../listing/PageSummary';
import PracticeSummary from '../practices/PracticeSummary';
import SeminarSummary from '../seminars/SeminarSummary';
import WikiArticleSummary from '../wiki/WikiArticleSummary';
import Doors from './Doors';
import JoinSteps from './JoinSteps';
import MyRooms from './MyRooms';
import Participants from './Participants';
import type { Participating } from './Participants';
import StartItems from './StartItems';
import StartSearch from './StartSearch';
import StartSection from './StartSection';
import { FOCUS_TOPIC, startQueries } from './queries';

const messages = defineMessages({
  title: {
    id: 'zr.home.title',
    defaultMessage:
      'The portal on which municipalities shape demographic change together',
  },
  lead: {
    id: 'zr.home.lead',
    defaultMessage:
      'Proven knowledge, honest practice examples and people who work on the same questions. Reading is open to everybody; taking part is free of charge.',
  },
  seminars: { id: 'zr.home.seminars', defaultMessage: 'Next events' },
  seminarsAll: { id: 'zr.home.seminars.all', defaultMessage: 'All events' },
  seminarsMine: {
    id: 'zr.home.seminars.mine',
    defaultMessage: 'What I am registered for',
  },
  seminarsEmpty: {
    id: 'zr.home.seminars.empty',
    defaultMessage:
      'No event is planned at the moment. Materials of past events are kept under “All events”.',
  },
  articles: { id: 'zr.home.articles', defaultMessage: 'New in the wiki' },
  articlesAll: { id: 'zr.home.articles.all', defaultMessage: 'All knowledge' },
  articlesEmpty: {
    id: 'zr.home.articles.empty',
    defaultMessage: 'No article has been published yet.',
  },
  practices: {
    id: 'zr.home.practices',
    defaultMessage: 'From practice',
  },
  practicesAll: {
    id: 'zr.home.practices.all',
    defaultMessage: 'All practice examples',
  },
  practicesEmpty: {
    id: 'zr.home.practices.empty',
    defaultMessage:
      'No practice example has been published yet. Members can propose one from their space.',
  },
  focusLabel: { id: 'zr.home.focus.label', defaultMessage: 'Focus' },
  focus: {
    id: 'zr.home.focus',
    defaultMessage: 'Ageing well in the municipality',
  },
  focusText: {
    id: 'zr.home.focus.text',
    defaultMessage:
      'How people can stay where they live: housing, paths, neighbours, care.',
  },
  focusAll: {
    id: 'zr.home.focus.all',
    defaultMessage: 'All about this topic',
  },
  focusEmpty: {
    id: 'zr.home.focus.empty',
    defaultMessage: 'Nothing has been published about this topic yet.',
  },
  participants: {
    id: 'zr.home.participants',
    defaultMessage: 'Who takes part',
  },
  join: { id: 'zr.home.join', defaultMessage: 'Join in three steps' },
});

type Content = { title?: string; description?: string };

const pageOrPractice = (type: string) =>
  type === 'BestPractice'
    ? PracticeSummary
    : type === 'WikiArticle'
      ? WikiArticleSummary
      : PageSummary;

/**
 * The home page. Its sentence is the description of the site, which editors can
 * change; the rest shows what is new.
 */
const StartPage = ({ content }: { content: Content }) => {
  const intl = useIntl();
  const loggedIn = useSelector<
    { userSession: { token?: string | null } },
    boolean
  >((state) => Boolean(state.userSession.token));
  const seminars = useResource<Found>(startQueries.seminars());
  const articles = useResource<Found>(startQueries.articles());
  const practices = useResource<Found>(startQueries.practices());
  const focus = useResource<Found>(startQueries.focus());
  const participating = useResource<Participating>(
    startQueries.municipalities(),
  );

  return (
    <div id="page-document" className="zr-start">
      <div className="zr-start-hero">
        <div className="zr-start-inner">
          <h1>{content.description || intl.formatMessage(messages.title)}</h1>
          <p className="zr-start-lead">{intl.formatMessage(messages.lead)}</p>
          <StartSearch />
        </div>
      </div>

      <div className="zr-start-inner zr-start-body">
        {loggedIn && <MyRooms />}
        <Doors />

        <StartSection
          id="seminars"
          title={intl.formatMessage(messages.seminars)}
          more={{
            to: '/veranstaltungen',
            label: intl.formatMessage(messages.seminarsAll),
          }}
        >
          <StartItems
            found={seminars}
            cards
            summary={() => SeminarSummary}
            empty={intl.formatMessage(messages.seminarsEmpty)}
          />
          {loggedIn && (
            <p>
              <Link to="/meine-veranstaltungen">
                {intl.formatMessage(messages.seminarsMine)}
              </Link>
            </p>
          )}
        </StartSection>

        <StartSection
          id="practices"
          title={intl.formatMessage(messages.practices)}
          more={{
            to: '/praxis',
            label: intl.formatMessage(messages.practicesAll),
          }}
        >
          <StartItems
            found={practices}
            cards
            withDescription
            summary={() => PracticeSummary}
            empty={intl.formatMessage(messages.practicesEmpty)}
          />
        </StartSection>

        <div className="zr-start-columns">
          <StartSection
            id="articles"
            title={intl.formatMessage(messages.articles)}
            more={{
              to: '/wissen',
              label: intl.formatMessage(messages.articlesAll),
            }}
          >
            <StartItems
              found={articles}
              summary={() => WikiArticleSummary}
              empty={intl.formatMessage(messages.articlesEmpty)}
            />
          </StartSection>

          <StartSection
            id="focus"
            className="zr-start-focus"
            title={`${intl.formatMessage(
              messages.focusLabel,
            )}: ${intl.formatMessage(messages.focus)}`}
            more={{
              to: `/search?topic=${FOCUS_TOPIC}`,
              label: intl.formatMessage(messages.focusAll),
            }}
          >
            <p>{intl.formatMessage(messages.focusText)}</p>
            <StartItems
              found={focus}
              summary={pageOrPractice}
              empty={intl.formatMessage(messages.focusEmpty)}
            />
          </StartSection>
        </div>

        {!loggedIn && (
          <StartSection
            id="join"
            className="zr-panel"
            title={intl.formatMessage(messages.join)}
          >
            <JoinSteps />
          </StartSection>
        )}

        <StartSection
          id="participants"
          title={intl.formatMessage(messages.participants)}
        >
          <Participants found={participating} />
        </StartSection>
      </div>
    </div>
  );
};

export default StartPage;
