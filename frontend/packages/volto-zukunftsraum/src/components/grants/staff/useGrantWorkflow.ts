import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useResource } from '../../../store/useResource';
import { useIsLoggedIn } from '../../members/useMe';
import { workflowPath } from './load';
import type { GrantWorkflow, StaffContent } from './types';

/** The path of an application, without a slash at its end. */
export const pathOf = (content: StaffContent) =>
  flattenToAppURL(content['@id']).replace(/\/$/, '');

/** What somebody may do with an application; nothing of a draft, which has not come to the grants office. */
export function useGrantWorkflow(
  content: StaffContent,
): GrantWorkflow | undefined {
  const loggedIn = useIsLoggedIn();
  const isAsked = loggedIn && content.review_state !== 'draft';
  return useResource<GrantWorkflow>(
    isAsked ? workflowPath(pathOf(content)) : null,
  ).data;
}
