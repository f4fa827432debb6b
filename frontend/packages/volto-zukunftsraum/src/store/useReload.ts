import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { getResource } from './resources';

/** A function that reads resources anew, after something was changed. Never fails. */
export function useReload() {
  const dispatch: (action: unknown) => any = useDispatch();
  return useCallback(
    (...paths: (string | null | undefined)[]) =>
      Promise.allSettled(
        paths
          .filter((path): path is string => Boolean(path))
          .map((path) => dispatch(getResource(path))),
      ),
    [dispatch],
  );
}
