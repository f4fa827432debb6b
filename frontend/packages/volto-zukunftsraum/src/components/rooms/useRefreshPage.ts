import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { listActions } from '@plone/volto/actions/actions/actions';
import { getContent } from '@plone/volto/actions/content/content';
import { getTypes } from '@plone/volto/actions/types/types';
import { useReload } from '../../store/useReload';
import { spaceQueries } from '../spaces/queries';
import { ME } from '../members/useMe';
import { membershipPath } from './queries';

/**
 * A function that reads the page of a room anew after somebody came in or left:
 * what they see, what they may add, who can see it. Never fails.
 */
export function useRefreshPage(path: string) {
  const dispatch: (action: unknown) => any = useDispatch();
  const reload = useReload();
  return useCallback(async () => {
    const { latest, tree, events } = spaceQueries({ '@id': path });
    await Promise.allSettled([
      dispatch(listActions(path)),
      dispatch(getTypes(path)),
      reload(
        membershipPath(path),
        `${path}/@visibility`,
        latest,
        tree,
        events,
        ME,
      ),
    ]);
    await Promise.allSettled([dispatch(getContent(path))]);
  }, [dispatch, path, reload]);
}
