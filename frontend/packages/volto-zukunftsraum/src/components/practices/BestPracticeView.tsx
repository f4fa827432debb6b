import type { ReactNode } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import { Link } from 'react-router-dom';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import warningSVG from '@plone/volto/icons/warning.svg';
import { longDate, monthAndYear } from '../../helpers/dates';
import { euros, wholeNumber } from '../../helpers/numbers';
import { useMunicipality } from '../listing/useMunicipality';
import { useTypeName } from '../listing/PageSummary';
import ReviewPanel from '../knowledge/ReviewPanel';
import Body, { hasBody } from '../page/Body';
import Contents from '../page/Contents';
import Downloads, { filesIn } from '../page/Downloads';
import Facts from '../page/Facts';
import Head from '../page/Head';
import LeadImage from '../page/LeadImage';
import Pictures, { picturesIn } from '../page/Pictures';
import PlainList from '../page/PlainList';
import PrintLine, { PrintButton } from '../page/PrintLine';
import RichText, { hasText } from '../page/RichText';
import type { RichTextValue } from '../page/RichText';
import TopicLinks from '../page/TopicLinks';
import { useTerm } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';
import PracticeContact from './PracticeContact';
import SimilarExamples from './SimilarExamples';
import Transfers from './Transfers';
import VideoLinks, { safeVideos } from './VideoLinks';
import { PARTS } from './parts';
import type { Part } from './parts';

const messages = defineMessages({
  facts: { id: 'zr.practices.facts', defaultMessage: 'The example in brief' },
  municipality: {
    id: 'zr.practices.municipality',
    defaultMessage: 'Municipality',
  },
  kind: { id: 'zr.practices.kind', defaultMessage: 'Kind' },
  population: {
    id: 'zr.practices.population',
    defaultMessage: 'Inhabitants',
  },
  weak: { id: 'zr.practices.weak', defaultMessage: 'Region' },
  period: { id: 'zr.practices.period', defaultMessage: 'Period' },
  fromTo: { id: 'zr.practices.fromTo', defaultMessage: '{from} to {to}' },
  since: { id: 'zr.practices.since', defaultMessage: 'since {from}' },
  until: { id: 'zr.practices.until', defaultMessage: 'until {to}' },
  costOnce: { id: 'zr.practices.costOnce', defaultMessage: 'One-off costs' },
  costRunning: {
    id: 'zr.practices.costRunning',
    defaultMessage: 'Running costs',
  },
  perYear: { id: 'zr.practices.perYear', defaultMessage: '{amount} a year' },
  status: { id: 'zr.practices.status', defaultMessage: 'Status' },
  topics: { id: 'zr.practices.topics', defaultMessage: 'Topics' },
  financing: { id: 'zr.practices.financing', defaultMessage: 'Financing' },
  staff: { id: 'zr.practices.staff', defaultMessage: 'People' },
  pictures: { id: 'zr.practices.pictures', defaultMessage: 'Pictures' },
  downloads: { id: 'zr.practices.downloads', defaultMessage: 'To download' },
  videos: { id: 'zr.practices.videos', defaultMessage: 'Videos' },
  with: { id: 'zr.practices.with', defaultMessage: 'Together with' },
  sdgs: {
    id: 'zr.practices.sdgs',
    defaultMessage: 'Sustainable development goals',
  },
  grant: { id: 'zr.practices.grant', defaultMessage: 'From the micro grant' },
  responsible: {
    id: 'zr.practices.responsible',
    defaultMessage: 'Responsible',
  },
  reviewed: {
    id: 'zr.practices.reviewed',
    defaultMessage: 'Checked on {date}',
  },
});

type Practice = Content & {
  municipality?: string | null;
  municipalities?: string[];
  sdgs?: Term[];
  videos?: string[];
  grant?: { '@id': string; title: string } | null;
  responsible?: string | null;
  reviewed_on?: string | null;
  status?: Term | null;
  topics?: Term[];
  period_start?: string | null;
  period_end?: string | null;
  cost_once?: string | null;
  cost_running?: string | null;
  financing?: string | null;
  staff?: string | null;
} & Record<string, unknown>;

const anchor = (part: string) => part.replaceAll('_', '-');

const PlaceName = ({ ars }: { ars: string }) => (
  <>{useMunicipality(ars)?.name ?? ars}</>
);

/** A practice example: facts first, then the parts every example has. */
const BestPracticeView = ({ content }: { content: Practice }) => {
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const municipality = useMunicipality(content.municipality);
  const others = (content.municipalities ?? []).filter(
    (ars) => ars !== content.municipality,
  );
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const files = filesIn(content);
  const pictures = picturesIn(content);
  const t = intl.formatMessage;

  const from = monthAndYear(content.period_start, intl.locale);
  const to = monthAndYear(content.period_end, intl.locale);
  const period =
    from && to
      ? t(messages.fromTo, { from, to })
      : (from && t(messages.since, { from })) ||
        (to && t(messages.until, { to }));
  const running = euros(content.cost_running, intl.locale);
  const costs = [
    {
      name: t(messages.costOnce),
      value: euros(content.cost_once, intl.locale),
    },
    {
      name: t(messages.costRunning),
      value: running && t(messages.perYear, { amount: running }),
    },
  ];

  const bodyOf = ({ field, as }: Part): ReactNode => {
    if (as === 'resources') {
      return content.financing || content.staff ? (
        <Facts
          facts={[
            ...costs,
            { name: t(messages.financing), value: content.financing },
            { name: t(messages.staff), value: content.staff },
          ]}
        />
      ) : null;
    }
    if (as === 'list') {
      const items = content[field] as string[] | undefined;
      return items?.length ? <PlainList items={items} className="" /> : null;
    }
    const value = content[field] as RichTextValue;
    return hasText(value) ? <RichText value={value} /> : null;
  };

  const parts = PARTS.map((part) => ({
    id: anchor(part.field),
    title: t(part.title),
    body: bodyOf(part),
  })).filter(({ body }) => body !== null);
  if (pictures.length > 0) {
    parts.push({
      id: 'pictures',
      title: t(messages.pictures),
      body: <Pictures pictures={pictures} />,
    });
  }
  const videos = safeVideos(content.videos);
  if (videos.length > 0) {
    parts.push({
      id: 'videos',
      title: t(messages.videos),
      body: <VideoLinks videos={videos} />,
    });
  }
  if (files.length > 0) {
    parts.push({
      id: 'downloads',
      title: t(messages.downloads),
      body: <Downloads files={files} />,
    });
  }

  return (
    <div className="zr-page zr-article zr-practice">
      <Head
        content={content}
        kind={typeName('BestPractice')}
        below={<ReviewPanel content={content} />}
      >
        {content.reviewed_on && (
          <span className="zr-badge zr-badge--positive">
            <Icon name={checkSVG} size="18px" />
            {t(messages.reviewed, {
              date: longDate(content.reviewed_on, intl.locale),
            })}
          </span>
        )}
      </Head>
      <section className="zr-fact-box" aria-labelledby="zr-facts-title">
        <div className="zr-fact-box-text">
          <h2 id="zr-facts-title">{t(messages.facts)}</h2>
          <Facts
            facts={[
              {
                name: t(messages.municipality),
                value: municipality && (
                  <>
                    <strong>{municipality.name}</strong>
                    {municipality.state_title && (
                      <>
                        <br />
                        {[municipality.district_title, municipality.state_title]
                          .filter(Boolean)
                          .join(', ')}
                      </>
                    )}
                  </>
                ),
              },
              {
                name: t(messages.with),
                value: others.length ? (
                  <ul className="zr-plain-list">
                    {others.map((ars) => (
                      <li key={ars}>
                        <PlaceName ars={ars} />
                      </li>
                    ))}
                  </ul>
                ) : null,
              },
              {
                name: t(messages.kind),
                value:
                  municipality &&
                  term('municipalityKinds', {
                    token: municipality.kind,
                    title: municipality.kind_title,
                  }),
              },
              {
                name: t(messages.population),
                value:
                  municipality?.population &&
                  wholeNumber(municipality.population, intl.locale),
              },
              {
                name: t(messages.weak),
                value:
                  municipality &&
                  term('structuralWeakness', municipality.structurally_weak),
              },
              { name: t(messages.period), value: period },
              {
                name: t(messages.status),
                value: term('practiceStatus', content.status),
              },
              ...costs,
              {
                name: t(messages.topics),
                value: content.topics?.length ? (
                  <TopicLinks topics={content.topics} />
                ) : null,
              },
              {
                name: t(messages.sdgs),
                value: content.sdgs?.length ? (
                  <PlainList
                    items={content.sdgs.map((goal) =>
                      typeof goal === 'string'
                        ? goal
                        : goal.title ?? String(goal.token),
                    )}
                  />
                ) : null,
              },
              {
                name: t(messages.grant),
                value: content.grant && (
                  <Link to={flattenToAppURL(content.grant['@id'])}>
                    {content.grant.title}
                  </Link>
                ),
              },
              { name: t(messages.responsible), value: content.responsible },
            ]}
          />
        </div>
        <LeadImage content={content} sizes="(max-width: 1000px) 1px, 400px" />
      </section>
      <Contents
        headings={parts.map(({ id, title }) => ({ id, text: title, level: 2 }))}
      >
        <PrintButton />
      </Contents>
      <article className="zr-article-main">
        {hasBody(content) && <Body content={content} />}
        {parts.map(({ id, title, body }) => (
          <section
            key={id}
            className={cx('zr-part', {
              'zr-part--results': id === 'results',
              'zr-part--pitfalls': id === 'pitfalls',
            })}
            aria-labelledby={id}
          >
            <h2 id={id}>
              {id === 'results' && <Icon name={checkSVG} size="30px" />}
              {id === 'pitfalls' && <Icon name={warningSVG} size="30px" />}
              {title}
            </h2>
            {body}
          </section>
        ))}
        <Transfers
          path={path}
          own={[content.municipality, ...others].filter(
            (ars): ars is string => typeof ars === 'string',
          )}
          isOpen={['published', 'network'].includes(
            content.review_state as string,
          )}
        />
        <PracticeContact path={path} title={content.title} />
        <SimilarExamples path={path} />
        <PrintLine content={content} />
      </article>
    </div>
  );
};

export default BestPracticeView;
