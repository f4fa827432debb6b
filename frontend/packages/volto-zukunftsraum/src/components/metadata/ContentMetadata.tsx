import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { toPublicURL } from '@plone/volto/helpers/Url/Url';
import StockMetadataTags from '@plone/volto-original/components/theme/ContentMetadataTags/ContentMetadataTags';
import { FORMATS, feedsOf } from './feeds';
import { useResource } from '../../store/useResource';
import { useMunicipality } from '../listing/useMunicipality';
import { visibilityPath } from '../spaces/visibility';
import type { Visibility } from '../spaces/visibility';
import { useTerm } from '../vocabulary/useTerm';
import {
  articleData,
  asScript,
  breadcrumbData,
  eventData,
  languageOf,
  pictureOf,
  practiceData,
  siteData,
} from './structuredData';
import type { Data, Public, Site } from './structuredData';

const messages = defineMessages({
  home: { id: 'zr.metadata.home', defaultMessage: 'Home' },
  feed: { id: 'zr.metadata.feed', defaultMessage: 'News: {title}' },
});

type State = {
  userSession: { token?: string | null };
  site?: { data?: Record<string, unknown> };
  breadcrumbs: { items: { title: string; url: string }[] };
};

const LOCALES: Record<string, string> = { de: 'de_DE', en: 'en_GB' };

/** Types that are a work with an author and a date, for previews. */
const ARTICLES = ['WikiArticle', 'BestPractice', 'News Item'];

/** Beside what Volto tells of public content: the site, its language, and Twitter's names. */
const SocialTags = ({ content, site }: { content: Public; site: Site }) => {
  const { title, description } = content;
  const picture = pictureOf(content);
  return (
    <Helmet>
      <meta
        property="og:type"
        content={ARTICLES.includes(content['@type']) ? 'article' : 'website'}
      />
      <meta property="og:site_name" content={site.title} />
      <meta
        property="og:locale"
        content={LOCALES[languageOf(content)] ?? LOCALES.de}
      />
      <meta
        name="twitter:card"
        content={picture ? 'summary_large_image' : 'summary'}
      />
      <meta name="twitter:title" content={title} />
      {description && <meta name="twitter:description" content={description} />}
      {picture && <meta name="twitter:image" content={picture} />}
    </Helmet>
  );
};

/** Where feed readers find what is new: on the whole site, and in the section that is shown. */
const Feeds = ({ content, site }: { content: Public; site: Site }) => {
  const { formatMessage } = useIntl();
  return (
    <Helmet>
      {feedsOf(content).flatMap(({ path, isSite }) =>
        FORMATS.map(({ format, type }) => (
          <link
            key={path + format}
            rel="alternate"
            type={type}
            href={toPublicURL(`/++api++${path}/@feed?format=${format}`)}
            title={formatMessage(messages.feed, {
              title: isSite ? site.title : content.title,
            })}
          />
        )),
      )}
    </Helmet>
  );
};

/** What search engines and previews are told of content that everybody may see. */
const PublicMetadata = ({ content }: { content: Public }) => {
  const intl = useIntl();
  const term = useTerm();
  const municipality = useMunicipality((content as any).municipality);
  const siteTitle = useSelector<State, string>(
    (state) => (state.site?.data?.['plone.site_title'] as string) ?? '',
  );
  const breadcrumbs = useSelector<State, { title: string; url: string }[]>(
    (state) => state.breadcrumbs.items,
  );
  const site: Site = {
    title: siteTitle,
    topic: (topic) => term('topics', topic),
  };

  const own: Record<string, () => Data> = {
    WikiArticle: () => articleData(content, site),
    'News Item': () => articleData(content, site),
    BestPractice: () => practiceData(content, site, municipality),
    Seminar: () => eventData(content, site),
    Event: () => eventData(content, site),
    'Plone Site': () => siteData(content, site),
  };
  const data = [
    own[content['@type']]?.(),
    breadcrumbData(breadcrumbs, intl.formatMessage(messages.home)),
  ].filter(Boolean) as Data[];

  return (
    <>
      <StockMetadataTags content={content} />
      <SocialTags content={content} site={site} />
      <Feeds content={content} site={site} />
      {data.map((one) => (
        <script
          key={String(one['@type'])}
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: asScript(one) }}
        />
      ))}
    </>
  );
};

/**
 * Title and metadata of a page of content. Strangers only ever get what is public. To
 * others the API says who can see it; of what is protected nothing is told but the
 * title of the window, and search engines are sent away.
 */
const ContentMetadata = ({ content }: { content: Public }) => {
  const loggedIn = useSelector<State, boolean>((state) =>
    Boolean(state.userSession.token),
  );
  const visibility = useResource<Visibility>(visibilityPath(content, loggedIn));
  const isPublic =
    !loggedIn ||
    content['@type'] === 'Plone Site' ||
    visibility.data?.audience === 'public';
  if (isPublic) return <PublicMetadata content={content} />;
  return (
    <Helmet>
      <title>{content.title}</title>
      <meta name="robots" content="noindex, nofollow" />
    </Helmet>
  );
};

export default ContentMetadata;
