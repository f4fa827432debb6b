import type { PageContext } from '../site/pageRoute';
import { listPath } from '../listing/urlParameters';

export const KEYS = '/@api-keys';

/** The keys that the address of the page asks for. */
export const keysPath = (search: string) => listPath(KEYS, search, []);

export const loadKeys = async ({ get, location, loggedIn }: PageContext) =>
  loggedIn && get(keysPath(location.search));
