import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { listActions } from '@plone/volto/actions/actions/actions';
import { getContent } from '@plone/volto/actions/content/content';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useReload } from '../../../store/useReload';
import { budgetPath } from '../BudgetMeter';
import { papersPath, workflowPath } from '../types';
import type { Application } from '../types';

/** A function that reads an application and all about it anew after a step. Never fails. */
export function useRefreshApplication(application: Application) {
  const dispatch: (action: unknown) => any = useDispatch();
  const reload = useReload();
  const path = flattenToAppURL(application['@id']).replace(/\/$/, '');
  const ars = application.municipality?.ars;
  const { year } = application;
  return useCallback(
    () =>
      Promise.allSettled([
        dispatch(getContent(path)),
        dispatch(listActions(path)),
        reload(
          workflowPath(path),
          papersPath(path),
          `${path}/@visibility`,
          ars && year ? budgetPath(ars, year) : null,
        ),
      ]),
    [dispatch, reload, path, ars, year],
  );
}
