import type { Content } from '@plone/types';
import { loadMunicipalities } from '../../store/municipalities';
import { reader } from '../../store/resources';
import type { FacetName } from '../listing/facets';
import {
  PAGE_SIZE,
  facetsPath,
  filtersFromUrl,
  filtersToUrl,
  isFiltered,
  partOfSecond,
  searchItems,
  searchParameters,
} from '../listing/query';
import type { Filters } from '../listing/query';
import { monthPath } from '../seminars/month';
import type { ListItem, SearchSlot } from '../listing/types';

type Store = { dispatch: (action: any) => any; getState: () => any };

type Answer = { items: ListItem[]; items_total: number };

/** Where in the store the lists of a section with these filters stand. */
export function sectionKeys(path: string, search: string) {
  const key = `section:${path}${filtersToUrl(filtersFromUrl(search))}`;
  return { all: key, coming: `${key}#coming`, past: `${key}#past` };
}

/** Does this section collect dates? Then they are shown by their date. */
export const holdsSeminars = (content: Content): boolean =>
  ((content.items ?? []) as unknown as ListItem[]).some(
    (item) => item['@type'] === 'Seminar',
  );

/** One step down only: what lies in an article belongs to it. */
const INSIDE = { 'path.depth': 1 };

/** What a section can be narrowed down by; of these, what its content has is offered. */
export const SECTION_FACETS: FacetName[] = [
  'topic',
  'kind',
  'state',
  'size_class',
  'municipality_kind',
  'structurally_weak',
  'status',
  'year',
];

/** Fewer entries than this need no filter. */
const FILTER_FROM = 5;

/** Where the API counts what a section holds; null where nothing can be narrowed down. */
export function sectionFacetsPath(
  content: Content,
  path: string,
  search: string,
): string | null {
  const filters = filtersFromUrl(search);
  const total = Number((content as any).items_total ?? 0);
  return isFiltered(filters) || total >= FILTER_FROM
    ? facetsPath(path, filters, SECTION_FACETS, INSIDE)
    : null;
}

async function loadByDate(
  store: Store,
  path: string,
  filters: Filters,
  keys: ReturnType<typeof sectionKeys>,
): Promise<ListItem[]> {
  const now = new Date().toISOString();
  const coming: Answer = await store.dispatch(
    searchItems(
      path,
      searchParameters(filters, {
        ...INSIDE,
        'end.query': now,
        'end.range': 'min',
        sort_on: 'start',
        sort_order: 'ascending',
      }),
      keys.coming,
    ),
  );
  const { start, size } = partOfSecond(filters.page, coming.items_total);
  const past: Answer = await store.dispatch(
    searchItems(
      path,
      searchParameters(filters, {
        ...INSIDE,
        'end.query': now,
        'end.range': 'max',
        sort_on: 'start',
        sort_order: 'descending',
        b_start: start,
        // at least one is asked for, to learn how many there are
        b_size: Math.max(1, size),
      }),
      keys.past,
    ),
  );
  return [...coming.items, ...past.items];
}

async function loadNewest(
  store: Store,
  path: string,
  filters: Filters,
  keys: ReturnType<typeof sectionKeys>,
): Promise<ListItem[]> {
  const answer: Answer = await store.dispatch(
    searchItems(
      path,
      searchParameters(filters, {
        ...INSIDE,
        sort_on: 'effective',
        sort_order: 'descending',
      }),
      keys.all,
    ),
  );
  return answer.items;
}

/** Ask for all that a section shows at this address. */
export function loadSectionPage(
  store: Store,
  content: Content,
  path: string,
  search: string,
) {
  const facets = sectionFacetsPath(content, path, search);
  const filters = filtersFromUrl(search);
  return Promise.allSettled([
    filters.month && holdsSeminars(content)
      ? reader(store)(monthPath(path, filters))
      : loadSection(store, content, path, search),
    facets && reader(store)(facets),
  ]);
}

/** Ask for the entries of a section at this address, and for the places they name. */
export async function loadSection(
  store: Store,
  content: Content,
  path: string,
  search: string,
) {
  const load = holdsSeminars(content) ? loadByDate : loadNewest;
  const items = await load(
    store,
    path,
    filtersFromUrl(search),
    sectionKeys(path, search),
  );
  await loadMunicipalities(
    store,
    items.map(({ municipality }) => municipality),
  );
}

/** What of the two lists by date stands on this page. */
export function byDate(page: number, coming: SearchSlot, past: SearchSlot) {
  const { size } = partOfSecond(page, coming.total);
  // Beyond the end the API answers with the last items there are.
  const isBeyond = (page - 1) * PAGE_SIZE >= coming.total;
  return {
    coming: isBeyond ? [] : coming.items,
    past: past.items.slice(0, size),
    total: coming.total + past.total,
  };
}
