import type { Load } from '../../config/resources';
import { loadMunicipalities } from '../../store/municipalities';
import type { Found } from '../../store/resources';
import { startQueries } from './queries';

/** Read all that the start page shows. */
export const loadStartPage: Load = (get, content, { loggedIn, store }) => {
  const withPlaces = async (path: string) => {
    const found = await get<Found>(path);
    const keys = found?.items.map((item) => item.municipality) ?? [];
    await loadMunicipalities(store, keys);
  };
  return Promise.all([
    get(startQueries.seminars()),
    get(startQueries.articles()),
    withPlaces(startQueries.practices()),
    withPlaces(startQueries.focus()),
    get(startQueries.municipalities()),
    loggedIn && get(startQueries.spaces()),
  ]);
};
