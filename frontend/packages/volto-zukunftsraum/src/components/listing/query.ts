import { SEARCH_CONTENT } from '@plone/volto/constants/ActionTypes';

/** How a list is narrowed, sorted and paged; its page's address carries it. */
export type Filters = {
  text: string;
  topics: string[];
  types: string[];
  sort: 'relevance' | 'date';
  page: number;
};

export const PAGE_SIZE = 25;

/** Names in the address. The first is that of the search field of the frame. */
export const PARAMETERS = {
  text: 'SearchableText',
  topic: 'topic',
  type: 'type',
  sort: 'sort',
  page: 'p',
} as const;

/** What lists show beside title, description and state. */
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

const MAX_WORDS = 12;

const unique = (values: string[]) => [
  ...new Set(values.map((value) => value.trim()).filter(Boolean)),
];

/** The filters that an address sets ("?topic=housing&p=2"); what makes no sense is left out. */
export function filtersFromUrl(search: string): Filters {
  const parameters = new URLSearchParams(search);
  const page = Number(parameters.get(PARAMETERS.page));
  return {
    text: (parameters.get(PARAMETERS.text) ?? '').trim(),
    topics: unique(parameters.getAll(PARAMETERS.topic)),
    types: unique(parameters.getAll(PARAMETERS.type)),
    sort: parameters.get(PARAMETERS.sort) === 'date' ? 'date' : 'relevance',
    page: Number.isInteger(page) && page > 1 ? page : 1,
  };
}

/** The address of filters, without what is as usual: "" or "?topic=housing". */
export function filtersToUrl(filters: Filters): string {
  const parameters = new URLSearchParams();
  if (filters.text) parameters.set(PARAMETERS.text, filters.text);
  for (const type of filters.types) parameters.append(PARAMETERS.type, type);
  for (const topic of filters.topics)
    parameters.append(PARAMETERS.topic, topic);
  if (filters.sort === 'date') parameters.set(PARAMETERS.sort, 'date');
  if (filters.page > 1) parameters.set(PARAMETERS.page, String(filters.page));
  const query = parameters.toString();
  return query && `?${query}`;
}

/** Other filters begin at the first page again. */
export const changed = (
  filters: Filters,
  change: Partial<Filters>,
): Filters => ({ ...filters, page: 1, ...change });

/** The words of what somebody has typed, without operators of the index. */
export const searchWords = (text: string): string[] =>
  (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);

/** Do these filters narrow anything down? Signs without a letter do not. */
export const isFiltered = ({ text, topics, types }: Filters) =>
  searchWords(text).length > 0 || topics.length > 0 || types.length > 0;

/** What is asked of the API for these filters. */
export function searchParameters(
  filters: Filters,
  more: Record<string, string | number> = {},
): URLSearchParams {
  const parameters = new URLSearchParams();
  const words = searchWords(filters.text);
  if (words.length > 0) {
    // Every word may be the beginning of a longer one.
    parameters.set('SearchableText', words.map((w) => `${w}*`).join(' '));
  }
  for (const topic of filters.topics) parameters.append('topics', topic);
  for (const type of filters.types) parameters.append('portal_type', type);
  for (const name of METADATA) parameters.append('metadata_fields', name);
  parameters.set('b_start', String((filters.page - 1) * PAGE_SIZE));
  parameters.set('b_size', String(PAGE_SIZE));
  for (const [name, value] of Object.entries(more)) {
    parameters.set(name, String(value));
  }
  return parameters;
}

/** Volto's search action, but with any value encoded. */
export const searchItems = (
  path: string,
  parameters: URLSearchParams,
  subrequest: string,
) => ({
  type: SEARCH_CONTENT,
  subrequest,
  request: {
    op: 'get',
    path: `${path === '/' ? '' : path}/@search?${parameters}`,
  },
});

export const pageCount = (total: number) =>
  Math.max(1, Math.ceil(total / PAGE_SIZE));

/**
 * Two lists shown as one, the second after the end of the first: which part of
 * the second stands on this page, if the first has `firstTotal` items in all.
 */
export function partOfSecond(page: number, firstTotal: number) {
  const start = (page - 1) * PAGE_SIZE;
  const ofFirst = Math.min(PAGE_SIZE, Math.max(0, firstTotal - start));
  return {
    start: Math.max(0, start - firstTotal),
    size: PAGE_SIZE - ofFirst,
  };
}
