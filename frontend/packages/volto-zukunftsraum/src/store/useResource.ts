import { useEffect } from 'react';
import { useDispatch, useSelector, useStore } from 'react-redux';
import { getResource } from './resources';
import type { Resource, ResourcesState } from './resources';

type State = {
  resources?: ResourcesState;
  intl: { locale: string };
  userSession: { token?: string | null };
};

const NOTHING: Resource = {};

/** What the server has sent is not asked for once more when the browser starts. */
const sentByServer = new Set<string>(
  typeof window === 'undefined'
    ? []
    : Object.keys((window as any).__data?.resources ?? {}),
);

/** What the API answers at this path, for this person and language. */
export function useResource<T>(path: string | null): Resource<T> {
  const dispatch = useDispatch();
  const store = useStore<State>();
  const locale = useSelector<State, string>((state) => state.intl.locale);
  const loggedIn = useSelector<State, boolean>((state) =>
    Boolean(state.userSession.token),
  );
  const resource = useSelector<State, Resource<T>>(
    (state) => (path && state.resources?.[path]) || NOTHING,
  );

  useEffect(() => {
    if (!path) return;
    if (sentByServer.has(path)) {
      // Several parts of the page may show it; all of them start at once.
      setTimeout(() => sentByServer.delete(path));
      return;
    }
    const known = store.getState().resources?.[path];
    if (known?.loading || known?.isPart) return;
    // What went wrong is kept in the store; there is nothing to catch here.
    Promise.resolve(dispatch(getResource(path))).catch(() => {});
  }, [dispatch, store, path, locale, loggedIn]);

  return resource;
}
