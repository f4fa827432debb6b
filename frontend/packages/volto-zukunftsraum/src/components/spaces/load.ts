import type { Load } from '../../config/resources';
import { spaceQueries } from './queries';

/** Read what the page of a municipality's space shows. */
export const loadMunicipalSpace: Load = (get, content) =>
  Promise.all(Object.values(spaceQueries(content)).map((path) => get(path)));
