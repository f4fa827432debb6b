import { loadMunicipalities } from '../../store/municipalities';
import {
  filtersFromUrl,
  filtersToUrl,
  isFiltered,
  searchItems,
  searchParameters,
} from '../listing/query';

type Store = { dispatch: (action: any) => any; getState: () => any };

/** Where in the store the results of this address stand. */
export const searchKey = (search: string) =>
  `search:${filtersToUrl(filtersFromUrl(search))}`;

/** Search the whole site for what the address says; nothing is searched for nothing. */
export async function loadSearch(store: Store, search: string) {
  const filters = filtersFromUrl(search);
  if (!isFiltered(filters)) return;
  // Without words nothing is more relevant than the newest.
  const byDate = filters.sort === 'date' || !filters.text;
  const { items } = await store.dispatch(
    searchItems(
      '/',
      searchParameters(filters, {
        use_site_search_settings: 1,
        ...(byDate && { sort_on: 'effective', sort_order: 'descending' }),
      }),
      searchKey(search),
    ),
  );
  await loadMunicipalities(
    store,
    items.map((item: { municipality?: string }) => item.municipality),
  );
}
