import { choosing, filtersFromUrl, filtersToUrl } from '../listing/query';
import { searchPath } from '../../store/resources';
import { termToken } from '../vocabulary/useTerm';
import type { Term } from '../vocabulary/useTerm';

export const MODES = ['latest', 'related', 'chosen'] as const;
export const LAYOUTS = ['list', 'cards'] as const;

/** What an editor has set of a block. */
export type ItemsData = {
  headline?: string;
  mode?: (typeof MODES)[number];
  types?: string[];
  topics?: string[];
  /** Chosen content. No titles: who reads the page may not be allowed to see them. */
  href?: { '@id': string; UID?: string }[];
  number?: number;
  layout?: (typeof LAYOUTS)[number];
  searchLink?: boolean;
};

/** The page that the block stands on. */
export type ItemsPage = { UID?: string; topics?: Term[] | null };

/** Types that can be shown. */
export const TYPES = [
  'WikiArticle',
  'BestPractice',
  'Seminar',
  'ExchangeRoom',
  'News Item',
  'Document',
];

/** Without a choice, these. */
const USUAL_TYPES = ['WikiArticle', 'BestPractice', 'Seminar'];

/** What is finished; drafts and archived texts are not shown to editors either. */
const STATES = [
  'published',
  'network',
  'announced',
  'announced_network',
  'completed',
  'open',
  'closed',
];

const METADATA = [
  'topics',
  'kind',
  'municipality',
  'practice_status',
  'start',
  'end',
  'whole_day',
  'open_end',
  'location',
  'seats',
];

export const DEFAULT_NUMBER = 3;
export const MAX_NUMBER = 12;

/** How many are shown: a whole number from 1 to 12. */
export const numberOf = ({ number }: ItemsData): number =>
  Math.min(
    MAX_NUMBER,
    Math.max(1, Math.trunc(Number(number)) || DEFAULT_NUMBER),
  );

const topicsOf = (data: ItemsData, page?: ItemsPage | null): string[] =>
  data.mode === 'related'
    ? (page?.topics ?? []).map(termToken)
    : data.topics ?? [];

const typesOf = ({ types }: ItemsData) => (types?.length ? types : USUAL_TYPES);

const uidsOf = ({ href }: ItemsData): string[] =>
  (href ?? [])
    .map(({ UID }) => UID)
    .filter((uid): uid is string => Boolean(uid))
    .slice(0, MAX_NUMBER);

/** The search for chosen content, of any state that its reader may see. */
export const chosenPath = (data: ItemsData): string | null => {
  const uids = uidsOf(data);
  return uids.length > 0
    ? searchPath({
        UID: uids,
        metadata_fields: ['UID', ...METADATA],
        b_size: MAX_NUMBER,
      })
    : null;
};

/**
 * The one search that a block makes; null when there is nothing to search for, such
 * as what is related to a page without topics.
 */
export function itemsPath(
  data: ItemsData,
  page?: ItemsPage | null,
): string | null {
  if (data.mode === 'chosen') return chosenPath(data);
  const topics = topicsOf(data, page);
  if (data.mode === 'related' && topics.length === 0) return null;
  return searchPath({
    portal_type: typesOf(data),
    review_state: STATES,
    topics,
    sort_on: 'effective',
    sort_order: 'descending',
    metadata_fields: ['UID', ...METADATA],
    // one more, since the page itself may be among them
    b_size: numberOf(data) + 1,
  });
}

/** Of what the search has found, what the block shows, in its order. */
export function shownItems<T extends { UID?: string }>(
  data: ItemsData,
  page: ItemsPage | null | undefined,
  found: T[],
): T[] {
  if (data.mode === 'chosen') {
    return uidsOf(data).flatMap(
      (uid) => found.find((item) => item.UID === uid) ?? [],
    );
  }
  return found
    .filter(({ UID }) => !UID || UID !== page?.UID)
    .slice(0, numberOf(data));
}

/** Where the search goes on with what the block begins. */
export function moreUrl(data: ItemsData, page?: ItemsPage | null): string {
  const withTypes = choosing(
    filtersFromUrl('?sort=date'),
    'type',
    typesOf(data),
  );
  return `/search${filtersToUrl(
    choosing(withTypes, 'topic', topicsOf(data, page)),
  )}`;
}
