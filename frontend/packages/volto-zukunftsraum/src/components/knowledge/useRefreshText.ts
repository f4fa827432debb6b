import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { listActions } from '@plone/volto/actions/actions/actions';
import { getContent } from '@plone/volto/actions/content/content';
import { useReload } from '../../store/useReload';
import { lifePath, workflowPath } from './load';

/** A function that reads a text and its state anew after a decision. Never fails. */
export function useRefreshText(path: string) {
  const dispatch: (action: unknown) => any = useDispatch();
  const reload = useReload();
  return useCallback(
    () =>
      Promise.allSettled([
        dispatch(getContent(path)),
        dispatch(listActions(path)),
        reload(lifePath(path), workflowPath(path), `${path}/@visibility`),
      ]),
    [dispatch, path, reload],
  );
}
