import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { thisHour } from '../../helpers/thisHour';
import { searchPath } from '../../store/resources';
import { listPath } from '../listing/urlParameters';
import type { Listed } from '../listing/urlParameters';
import type { SpaceMember } from './roles';

const PAGES = ['Document', 'File', 'Image', 'News Item'];

/** The paths under which the page of a space reads what lies in it. */
export function spaceQueries(content: { '@id': string }) {
  const space = flattenToAppURL(content['@id']).replace(/\/$/, '');
  return {
    latest: `${space}${searchPath({
      portal_type: PAGES,
      sort_on: 'modified',
      sort_order: 'descending',
      metadata_fields: 'modified',
      b_size: 5,
    })}`,
    tree: `${space}${searchPath({
      portal_type: [...PAGES, 'Folder'],
      'path.depth': 4,
      sort_on: 'path',
      b_size: 200,
    })}`,
    events: `${space}${searchPath({
      portal_type: 'Event',
      'end.query': thisHour(),
      'end.range': 'min',
      sort_on: 'start',
      metadata_fields: ['start', 'end', 'location', 'whole_day', 'open_end'],
      b_size: 3,
    })}`,
    members: `${space}/@members?b_size=8`,
    grants: `${space}${searchPath({
      portal_type: 'GrantApplication',
      sort_on: 'modified',
      sort_order: 'descending',
      metadata_fields: 'modified',
      b_size: 25,
    })}`,
  };
}

/** A page of the members; `may_manage`: this person decides who is in. */
export type MemberPage = Listed<SpaceMember> & { may_manage?: boolean };

/** Where it is: `service` is its list, `search` the page's address. */
export const memberListPath = (service: string, search: string) =>
  listPath(service, search, []);

/** What a person has not read yet. */
export const NOTICES = '/@notices?unread=1&b_size=100';

export const invitationsPath = (space: string) =>
  `${space}/@invitations?b_size=100`;

export const mailDomainsPath = (ars: string) =>
  `/@mail-domains/${encodeURIComponent(ars)}`;
