import { useMemo } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import type { Content } from '@plone/types';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import checkSVG from '@plone/volto/icons/check.svg';
import warningSVG from '@plone/volto/icons/warning.svg';
import { isPast, longDate } from '../../helpers/dates';
import { useResource } from '../../store/useResource';
import { useMunicipality } from '../listing/useMunicipality';
import { useTypeName } from '../listing/PageSummary';
import ReviewPanel from '../knowledge/ReviewPanel';
import Body from '../page/Body';
import Contents from '../page/Contents';
import Downloads, { filesIn } from '../page/Downloads';
import Facts from '../page/Facts';
import Head from '../page/Head';
import LeadImage from '../page/LeadImage';
import PlainList from '../page/PlainList';
import PrintLine, { PrintButton } from '../page/PrintLine';
import SourceList from './SourceList';
import TopicLinks from '../page/TopicLinks';
import { headingsOf } from '../page/headings';
import { useAction } from '../page/useAction';
import { useTerm } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';
import Backlinks from './Backlinks';
import { glossaryPath, linkTerms } from './glossary';
import type { GlossaryTerm } from './glossary';

const messages = defineMessages({
  reviewed: {
    id: 'zr.wiki.reviewed',
    defaultMessage: 'Checked on {date}',
  },
  reviewedBy: {
    id: 'zr.wiki.reviewedBy',
    defaultMessage: 'Checked on {date} by {responsible}',
  },
  overdue: {
    id: 'zr.wiki.overdue',
    defaultMessage:
      'The next check was due on {date}. Some details may be out of date.',
  },
  suitability: {
    id: 'zr.wiki.suitability',
    defaultMessage: 'When it fits, and when it does not',
  },
  atAGlance: { id: 'zr.wiki.atAGlance', defaultMessage: 'At a glance' },
  kind: { id: 'zr.wiki.kind', defaultMessage: 'Kind' },
  topics: { id: 'zr.wiki.topics', defaultMessage: 'Topics' },
  time: { id: 'zr.wiki.effort.time', defaultMessage: 'Time needed' },
  people: { id: 'zr.wiki.effort.people', defaultMessage: 'People needed' },
  cost: { id: 'zr.wiki.effort.cost', defaultMessage: 'Cost' },
  sizes: { id: 'zr.wiki.sizes', defaultMessage: 'Suits municipalities with' },
  step: { id: 'zr.wiki.step', defaultMessage: 'Step of the strategy' },
  targetGroups: { id: 'zr.wiki.targetGroups', defaultMessage: 'For whom' },
  origin: { id: 'zr.wiki.origin', defaultMessage: 'Comes from' },
  responsible: { id: 'zr.wiki.responsible', defaultMessage: 'Responsible' },
  licence: { id: 'zr.wiki.licence', defaultMessage: 'Licence' },
  sources: { id: 'zr.wiki.sources', defaultMessage: 'Sources' },
  easyLanguage: {
    id: 'zr.wiki.easyLanguage',
    defaultMessage: 'This text in easy language',
  },
  easyLanguageOf: {
    id: 'zr.wiki.easyLanguageOf',
    defaultMessage: 'The detailed text: {title}',
  },
  downloads: { id: 'zr.wiki.downloads', defaultMessage: 'To download' },
});

type Article = Content & {
  kind?: Term | null;
  topics?: Term[];
  effort_time?: string | null;
  effort_people?: string | null;
  effort_cost?: Term | null;
  size_classes?: Term[];
  strategy_step?: Term | null;
  target_groups?: string[];
  suitability?: string | null;
  responsible?: string | null;
  licence?: Term | null;
  sources?: string[];
  municipality?: string | null;
  reviewed_on?: string | null;
  next_review?: string | null;
  link_glossary?: boolean;
  easy_language?: Linked | null;
  /** The texts of which this is the one in easy language. */
  easy_language_of?: Linked[];
};

type Linked = { '@id': string; title: string };

/** An article of the wiki: short version first, what it takes beside it. */
const WikiArticleView = ({ content }: { content: Article }) => {
  const intl = useIntl();
  const term = useTerm();
  const typeName = useTypeName();
  const origin = useMunicipality(content.municipality);
  const sources = intl.formatMessage(messages.sources);
  const headings = useMemo(
    () => [
      ...headingsOf(content),
      ...(content.sources?.length
        ? [{ id: 'quellen', text: sources, level: 2 }]
        : []),
    ],
    [content, sources],
  );
  const files = filesIn(content);
  const easyLanguageOf = content.easy_language_of ?? [];
  const t = intl.formatMessage;
  const kind = term('articleKinds', content.kind);
  const licence = term('licences', content.licence);
  const canEdit = useAction('edit');
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const glossary = useResource<{ items: GlossaryTerm[] }>(
    content.link_glossary === false ? null : glossaryPath(path),
  );
  const body = useMemo(
    () => linkTerms(content, glossary.data?.items ?? []),
    [content, glossary.data],
  );

  return (
    <div className="zr-page zr-article zr-wiki">
      <Head
        content={content}
        kind={[typeName('WikiArticle'), kind].filter(Boolean).join(' · ')}
        below={<ReviewPanel content={content} />}
      >
        {content.reviewed_on && (
          <span className="zr-badge zr-badge--positive">
            <Icon name={checkSVG} size="18px" />
            {t(content.responsible ? messages.reviewedBy : messages.reviewed, {
              date: longDate(content.reviewed_on, intl.locale),
              responsible: content.responsible,
            })}
          </span>
        )}
        {canEdit && isPast(content.next_review) && (
          <span className="zr-badge zr-badge--warning">
            <Icon name={warningSVG} size="18px" />
            {t(messages.overdue, {
              date: longDate(content.next_review, intl.locale),
            })}
          </span>
        )}
      </Head>
      <Contents headings={headings}>
        <PrintButton />
      </Contents>
      <article className="zr-article-main">
        {content.suitability && (
          <section className="zr-panel zr-suitability">
            <h2>{t(messages.suitability)}</h2>
            <p>{content.suitability}</p>
          </section>
        )}
        {(content.easy_language || easyLanguageOf.length > 0) && (
          <ul className="zr-easy-language">
            {content.easy_language && (
              <li>
                <Link to={flattenToAppURL(content.easy_language['@id'])}>
                  {t(messages.easyLanguage)}
                </Link>
              </li>
            )}
            {easyLanguageOf.map((text) => (
              <li key={text['@id']}>
                <Link to={flattenToAppURL(text['@id'])}>
                  {t(messages.easyLanguageOf, { title: text.title })}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <Body content={body} />
        {content.sources && content.sources.length > 0 && (
          <section className="zr-part" aria-labelledby="quellen">
            <h2 id="quellen">{t(messages.sources)}</h2>
            <SourceList sources={content.sources} />
          </section>
        )}
        <Backlinks path={path} />
        <PrintLine content={content} licence={licence} />
      </article>
      <section className="zr-side" aria-labelledby="zr-side-title">
        <LeadImage content={content} sizes="320px" />
        <div className="zr-side-box">
          <h2 id="zr-side-title">{t(messages.atAGlance)}</h2>
          <Facts
            facts={[
              { name: t(messages.kind), value: kind },
              {
                name: t(messages.topics),
                value: content.topics?.length ? (
                  <TopicLinks topics={content.topics} />
                ) : null,
              },
              { name: t(messages.time), value: content.effort_time },
              { name: t(messages.people), value: content.effort_people },
              {
                name: t(messages.cost),
                value: term('effortLevels', content.effort_cost),
              },
              {
                name: t(messages.sizes),
                value: content.size_classes?.length ? (
                  <PlainList
                    items={content.size_classes.map((size) =>
                      term('sizeClasses', size),
                    )}
                  />
                ) : null,
              },
              {
                name: t(messages.step),
                value: term('strategySteps', content.strategy_step),
              },
              {
                name: t(messages.targetGroups),
                value: content.target_groups?.length ? (
                  <PlainList items={content.target_groups} />
                ) : null,
              },
              { name: t(messages.origin), value: origin?.name },
              { name: t(messages.responsible), value: content.responsible },
              { name: t(messages.licence), value: licence },
            ]}
          />
          {files.length > 0 && (
            <>
              <h3>{t(messages.downloads)}</h3>
              <Downloads files={files} />
            </>
          )}
        </div>
      </section>
    </div>
  );
};

export default WikiArticleView;
