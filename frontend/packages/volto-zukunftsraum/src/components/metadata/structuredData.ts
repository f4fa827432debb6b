/**
 * Content in the words of schema.org, for search engines: one plain function for each
 * type. They take public content only; what is protected never comes here
 * (ContentMetadata.tsx). Documented at https://schema.org.
 */
import type { Content } from '@plone/types';
import { toPublicURL } from '@plone/volto/helpers/Url/Url';
import { parseDate } from '../../helpers/dates';
import type { Municipality } from '../../store/municipalities';
import { headingsOf } from '../page/headings';
import { termToken } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';

/** What is true of the whole site, and words that only the page knows. */
export type Site = {
  title: string;
  /** The titles of topics, by key. */
  topic: (term: Term) => string;
};

export type Public = Content & {
  topics?: Term[] | null;
  kind?: Term | null;
  licence?: Term | null;
  effective?: string | null;
  modified?: string | null;
  period_start?: string | null;
  period_end?: string | null;
  start?: string | null;
  end?: string | null;
  whole_day?: boolean | null;
  open_end?: boolean | null;
  location?: string | null;
  seats?: number | null;
};

export type Data = Record<string, unknown>;

const LICENCES: Record<string, string> = {
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'cc0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
};

/** Kinds of articles that lead through steps. */
const HOW_TO = ['method', 'checklist'];

const SCHEMA = { '@context': 'https://schema.org' };

const publisher = ({ title }: Site) => ({
  '@type': 'Organization',
  name: title,
  url: toPublicURL('/'),
});

/** Without what is empty: search engines call that an error. */
const withoutEmpty = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

const moment = (value?: string | null) =>
  parseDate(value) ? (value as string) : undefined;

export const languageOf = (content: { language?: unknown }): string => {
  const language = content.language as Term | undefined;
  return (language && termToken(language)) || 'de';
};

/** The picture of the content in the size that previews show, or nothing. */
export function pictureOf(content: Content): string | undefined {
  const { image: own, preview_image: preview } = content as any;
  const image = preview?.scales ? preview : own;
  const address = image?.scales?.large?.download;
  return address ? toPublicURL(address) : undefined;
}

/** What all works have. */
const work = (content: Public, site: Site): Data => ({
  name: content.title,
  description: content.description,
  url: toPublicURL(content['@id']),
  image: pictureOf(content),
  inLanguage: languageOf(content),
  datePublished: moment(content.effective),
  dateModified: moment(content.modified),
  author: publisher(site),
  publisher: publisher(site),
  isAccessibleForFree: true,
  about: (content.topics ?? []).map((topic) => ({
    '@type': 'Thing',
    name: site.topic(topic),
  })),
  license: content.licence && LICENCES[termToken(content.licence)],
});

/** An article of the wiki; a method or checklist with parts is a HowTo with its steps. */
export function articleData(content: Public, site: Site): Data {
  const steps = headingsOf(content).filter(({ level }) => level === 2);
  const isHowTo =
    HOW_TO.includes(content.kind ? termToken(content.kind) : '') &&
    steps.length > 1;
  const url = toPublicURL(content['@id']);
  return withoutEmpty({
    ...SCHEMA,
    '@type': isHowTo ? 'HowTo' : 'Article',
    headline: isHowTo ? undefined : content.title,
    ...work(content, site),
    step: isHowTo
      ? steps.map(({ text, id }) => ({
          '@type': 'HowToStep',
          name: text,
          text,
          url: `${url}#${id}`,
        }))
      : undefined,
  });
}

/** A practice example: an article about a place and a time. */
export function practiceData(
  content: Public,
  site: Site,
  municipality?: Municipality | null,
): Data {
  const from = moment(content.period_start);
  const to = moment(content.period_end);
  return withoutEmpty({
    ...SCHEMA,
    '@type': 'Article',
    headline: content.title,
    ...work(content, site),
    spatialCoverage: municipality && {
      '@type': 'Place',
      name: municipality.name,
      address: withoutEmpty({
        '@type': 'PostalAddress',
        addressLocality: municipality.name,
        addressRegion: municipality.state_title,
        addressCountry: 'DE',
      }),
    },
    // ISO 8601: ".." is an open end
    temporalCoverage: from || to ? `${from ?? '..'}/${to ?? '..'}` : undefined,
  });
}

const ONLINE = ['online-seminar'];

/** A seminar or a date. The way in is for participants and never stands here. */
export function eventData(content: Public, site: Site): Data {
  const url = toPublicURL(content['@id']);
  const day = (value?: string | null) =>
    content.whole_day ? moment(value)?.slice(0, 10) : moment(value);
  const isOnline =
    ONLINE.includes(content.kind ? termToken(content.kind) : '') ||
    content.location?.trim().toLowerCase() === 'online';
  return withoutEmpty({
    ...SCHEMA,
    '@type': 'Event',
    name: content.title,
    description: content.description,
    url,
    image: pictureOf(content),
    inLanguage: languageOf(content),
    startDate: day(content.start),
    endDate: content.open_end ? undefined : day(content.end),
    eventStatus:
      content.review_state === 'cancelled'
        ? 'https://schema.org/EventCancelled'
        : 'https://schema.org/EventScheduled',
    eventAttendanceMode: isOnline
      ? 'https://schema.org/OnlineEventAttendanceMode'
      : 'https://schema.org/OfflineEventAttendanceMode',
    location: isOnline
      ? { '@type': 'VirtualLocation', url }
      : content.location && {
          '@type': 'Place',
          name: content.location,
          address: content.location,
        },
    organizer: publisher(site),
    maximumAttendeeCapacity: content.seats ?? undefined,
    isAccessibleForFree: true,
  });
}

/** The way from the home page to this page; none on the home page. */
export function breadcrumbData(
  items: { title: string; url: string }[],
  home: string,
): Data | null {
  if (items.length === 0) return null;
  return {
    ...SCHEMA,
    '@type': 'BreadcrumbList',
    itemListElement: [{ title: home, url: '/' }, ...items].map(
      ({ title, url }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: title,
        item: toPublicURL(url),
      }),
    ),
  };
}

/** The site, and how to search it. */
export const siteData = (content: Public, site: Site): Data =>
  withoutEmpty({
    ...SCHEMA,
    '@type': 'WebSite',
    name: site.title,
    description: content.description,
    url: toPublicURL('/'),
    inLanguage: ['de', 'en'],
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${toPublicURL(
          '/search',
        )}?SearchableText={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  });

const ESCAPED: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** As the text of a script element: nothing in it can end the element. */
export const asScript = (data: Data): string =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPED[sign]);
