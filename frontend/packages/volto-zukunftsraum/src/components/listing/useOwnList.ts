import { useReload } from '../../store/useReload';
import { useResource } from '../../store/useResource';
import { useIsLoggedIn } from '../members/useMe';
import { useUrlParameters } from './urlParameters';

/**
 * A list that only people with an account may see, narrowed and paged by the address of
 * the page. `pathOf` makes the path of the API of the query of that address.
 */
export function useOwnList<T>(pathOf: (search: string) => string) {
  const isLoggedIn = useIsLoggedIn();
  const url = useUrlParameters();
  const reload = useReload();
  const path = pathOf(url.search);
  const list = useResource<T>(isLoggedIn ? path : null);
  return {
    url,
    list,
    /** Whether the reader may not see it: not logged in, or another's. */
    isClosed: !isLoggedIn || list.status === 401 || list.status === 403,
    /** Read the list anew, and what else has changed with it. */
    readAgain: (...others: string[]) => reload(path, ...others),
  };
}
