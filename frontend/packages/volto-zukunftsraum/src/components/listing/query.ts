import { SEARCH_CONTENT } from '@plone/volto/constants/ActionTypes';
import { FACETS, FACET_NAMES } from './facets';
import type { FacetName } from './facets';

export type Sort = 'relevance' | 'date' | 'title';

/** How a list is narrowed, sorted and paged; its page's address carries it. */
export type Filters = {
  text: string;
  /** The values that are chosen of each facet: any of them, of all facets. */
  chosen: Record<FacetName, string[]>;
  sort: Sort;
  page: number;
  view: 'list' | 'map';
  /** "2026-12": dates are shown as the calendar of this month. */
  month: string;
};

export const PAGE_SIZE = 25;

/** Names in the address. The first is that of the search field of the frame. */
export const PARAMETERS = {
  text: 'SearchableText',
  topic: 'topic',
  sort: 'sort',
  page: 'p',
  view: 'view',
  month: 'month',
} as const;

/** What lists show beside title, description and state. */
const METADATA = [
  'topics',
  'kind',
  'municipality',
  'practice_status',
  'start',
  'end',
  'series_dates',
  'whole_day',
  'open_end',
  'location',
  'seats',
];

const MAX_WORDS = 12;

/** More values of one facet make no sense, and a long address may be cut. */
const MAX_VALUES = 50;

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

const unique = (values: string[]) =>
  [...new Set(values.map((value) => value.trim()).filter(Boolean))].slice(
    0,
    MAX_VALUES,
  );

/** One entry for each facet. */
const forEachFacet = <T>(value: (name: FacetName) => T) =>
  Object.fromEntries(FACET_NAMES.map((name) => [name, value(name)])) as Record<
    FacetName,
    T
  >;

/** The filters that an address sets ("?topic=housing&p=2"); what makes no sense is left out. */
export function filtersFromUrl(search: string): Filters {
  const parameters = new URLSearchParams(search);
  const page = Number(parameters.get(PARAMETERS.page));
  const sort = parameters.get(PARAMETERS.sort);
  const month = parameters.get(PARAMETERS.month) ?? '';
  return {
    text: (parameters.get(PARAMETERS.text) ?? '').trim(),
    chosen: forEachFacet((name) => unique(parameters.getAll(name))),
    sort: sort === 'date' || sort === 'title' ? sort : 'relevance',
    page: Number.isInteger(page) && page > 1 ? page : 1,
    view: parameters.get(PARAMETERS.view) === 'map' ? 'map' : 'list',
    month: MONTH.test(month) ? month : '',
  };
}

/** The address of filters, without what is as usual: "" or "?topic=housing". */
export function filtersToUrl(filters: Filters): string {
  const parameters = new URLSearchParams(hiddenFields(filters, 'page'));
  if (filters.page > 1) parameters.set(PARAMETERS.page, String(filters.page));
  const query = parameters.toString();
  return query && `?${query}`;
}

/**
 * What a plain form has to send along to keep these filters, as pairs of name and
 * value; `without` names what the form asks for by itself.
 */
export function hiddenFields(
  filters: Filters,
  ...without: ('text' | 'facets' | 'page')[]
): string[][] {
  const fields: string[][] = [];
  if (filters.text && !without.includes('text'))
    fields.push([PARAMETERS.text, filters.text]);
  if (!without.includes('facets'))
    for (const name of FACET_NAMES)
      for (const value of filters.chosen[name]) fields.push([name, value]);
  if (filters.sort !== 'relevance')
    fields.push([PARAMETERS.sort, filters.sort]);
  if (filters.view === 'map') fields.push([PARAMETERS.view, 'map']);
  if (filters.month) fields.push([PARAMETERS.month, filters.month]);
  return fields;
}

/** Other filters begin at the first page again. */
export const changed = (
  filters: Filters,
  change: Partial<Filters>,
): Filters => ({ ...filters, page: 1, ...change });

/** With other values of one facet. */
export const choosing = (
  filters: Filters,
  name: FacetName,
  values: string[],
): Filters =>
  changed(filters, { chosen: { ...filters.chosen, [name]: values } });

/** With this value chosen, or not any more. */
export function toggling(filters: Filters, name: FacetName, value: string) {
  const values = filters.chosen[name];
  return choosing(
    filters,
    name,
    values.includes(value)
      ? values.filter((other) => other !== value)
      : [...values, value],
  );
}

/** With nothing chosen; the words stay. */
export const unchosen = (filters: Filters): Filters =>
  changed(filters, { chosen: forEachFacet(() => []) });

/** Without words and choices; order and view stay. */
export const cleared = (filters: Filters): Filters =>
  unchosen(changed(filters, { text: '' }));

/** How many values are chosen in these facets. */
export const chosenCount = (filters: Filters, names = FACET_NAMES) =>
  names.reduce((sum, name) => sum + filters.chosen[name].length, 0);

/** The words of what somebody has typed, without operators of the index. */
export const searchWords = (text: string): string[] =>
  (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);

/** Do these filters narrow anything down? Signs without a letter do not. */
export const isFiltered = (filters: Filters) =>
  searchWords(filters.text).length > 0 || chosenCount(filters) > 0;

/** What `@search`, `@facets` and `@search-export` take alike: the words and choices. */
export function conditions(
  filters: Filters,
  more: Record<string, string | number> = {},
): URLSearchParams {
  const parameters = new URLSearchParams();
  if (searchWords(filters.text).length > 0) {
    parameters.set('SearchableText', filters.text);
  }
  for (const name of FACET_NAMES)
    for (const value of filters.chosen[name])
      parameters.append(FACETS[name].index, value);
  for (const [name, value] of Object.entries(more)) {
    parameters.set(name, String(value));
  }
  return parameters;
}

/** In which order; by relevance where nothing is named. */
export const SORTS: Record<Sort, Record<string, string>> = {
  relevance: {},
  date: { sort_on: 'effective', sort_order: 'descending' },
  title: { sort_on: 'sortable_title', sort_order: 'ascending' },
};

/** What is asked of the API for these filters. */
export function searchParameters(
  filters: Filters,
  more: Record<string, string | number> = {},
): URLSearchParams {
  const parameters = conditions(filters);
  for (const name of METADATA) parameters.append('metadata_fields', name);
  if (parameters.has('SearchableText'))
    parameters.append('metadata_fields', 'snippet');
  parameters.set('b_start', String((filters.page - 1) * PAGE_SIZE));
  parameters.set('b_size', String(PAGE_SIZE));
  for (const [name, value] of Object.entries(more)) {
    parameters.set(name, String(value));
  }
  return parameters;
}

/** Where the API counts what these filters find, by facets; `path` is where is searched. */
export function facetsPath(
  path: string,
  filters: Filters,
  names: readonly FacetName[],
  more: Record<string, string | number> = {},
): string {
  const parameters = conditions(filters, more);
  for (const name of names) parameters.append('facet', FACETS[name].facet);
  return `${path === '/' ? '' : path}/@facets?${parameters}`;
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
