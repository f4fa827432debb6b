import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';
import { requestsPath } from '../rooms/queries';
import type { PageContext } from '../site/pageRoute';
import { invitationsPath, memberListPath } from './queries';
import type { MemberPage } from './queries';
import { NOTICES, spaceQueries } from './queries';

/** Read what the page of a municipality's space shows. */
export const loadMunicipalSpace: Load = (get, content) =>
  Promise.all(
    [...Object.values(spaceQueries(content)), NOTICES].map((path) => get(path)),
  );

/** Read what the page of a space's members shows, by what the person may do there. */
export async function loadSpaceMembers({
  get,
  location,
  loggedIn,
}: PageContext) {
  if (!loggedIn) return;
  const path = getBaseUrl(location.pathname);
  const [members] = await Promise.all([
    get<MemberPage>(memberListPath(`${path}/@members`, location.search)),
    get(`${path}/@visibility`),
  ]);
  // What stands further down is read by the browser.
  if (members?.may_manage) {
    await get(
      path.startsWith('/austausch/')
        ? requestsPath(path)
        : invitationsPath(path),
    );
  }
}
