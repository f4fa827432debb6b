import { loadMunicipalities } from '../../store/municipalities';
import { reader } from '../../store/resources';
import { FACET_NAMES } from '../listing/facets';
import {
  SORTS,
  conditions,
  facetsPath,
  filtersFromUrl,
  filtersToUrl,
  isFiltered,
  searchItems,
  searchParameters,
} from '../listing/query';
import type { Filters } from '../listing/query';

type Store = { dispatch: (action: any) => any; getState: () => any };

/** The search of the whole site leaves out what nobody looks for, such as folders. */
const SITE_SEARCH = { use_site_search_settings: 1 };

/** Where in the store the results of this address stand; on the map they are the same. */
export const searchKey = (search: string) =>
  `search:${filtersToUrl({ ...filtersFromUrl(search), view: 'list' })}`;

/** Without words nothing is more relevant than the newest. */
const order = ({ sort, text }: Filters) =>
  SORTS[sort === 'relevance' && !text ? 'date' : sort];

/** Search the whole site for what the address says; nothing is searched for nothing. */
export async function loadSearch(store: Store, search: string) {
  const filters = filtersFromUrl(search);
  if (!isFiltered(filters)) return;
  const { items } = await store.dispatch(
    searchItems(
      '/',
      searchParameters(filters, { ...SITE_SEARCH, ...order(filters) }),
      searchKey(search),
    ),
  );
  await loadMunicipalities(
    store,
    items.map((item: { municipality?: string }) => item.municipality),
  );
}

/** Where the results are counted by facets; null where nothing is searched for. */
export const searchFacetsPath = (filters: Filters): string | null =>
  isFiltered(filters) || filters.view === 'map'
    ? facetsPath('/', filters, FACET_NAMES, SITE_SEARCH)
    : null;

/** All that the search page shows at this address. */
export function loadSearchPage(store: Store, search: string) {
  const facets = searchFacetsPath(filtersFromUrl(search));
  return Promise.allSettled([
    loadSearch(store, search),
    facets && reader(store)(facets),
  ]);
}

/** Where the API gives the results as a file. */
export const exportPath = (filters: Filters, format: string) =>
  `/@search-export?${conditions(filters, {
    format,
    ...SITE_SEARCH,
    ...order(filters),
  })}`;
