import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';
import { ME } from '../members/useMe';
import { papersPath, workflowPath } from './types';

/** Read what the page of an application shows beside it. */
export const loadApplication: Load = (get, content, { loggedIn }) => {
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const call = content.call as { '@id': string } | null | undefined;
  return Promise.all([
    get(papersPath(path)),
    get(workflowPath(path)),
    loggedIn && get(ME),
    call && get(flattenToAppURL(call['@id'])),
  ]);
};
