import type { Load } from '../../config/resources';
import { spaceQueries } from '../spaces/queries';

/** Read what the page of an exchange room shows. */
export const loadExchangeRoom: Load = (get, content) => {
  const { latest, tree, events } = spaceQueries(content);
  return Promise.all([latest, tree, events].map((path) => get(path)));
};
