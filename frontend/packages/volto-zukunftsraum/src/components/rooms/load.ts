import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Load } from '../../config/resources';
import { NOTICES, spaceQueries } from '../spaces/queries';
import { membershipPath, requestsPath, roomsPath, showsRooms } from './queries';
import type { RoomMembership } from './queries';

/** Read what the page of an exchange room shows. */
export const loadExchangeRoom: Load = async (get, content) => {
  const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
  const { latest, tree, events, members } = spaceQueries(content);
  const [membership] = await Promise.all([
    get<RoomMembership>(membershipPath(path)),
    ...[latest, tree, events, members, NOTICES].map((one) => get(one)),
  ]);
  if (membership?.status === 'coordinator') await get(requestsPath(path));
};

/** Read the rooms, for the section that shows them. */
export const loadRooms: Load = async (get, content, { loggedIn, search }) => {
  if (showsRooms(content, loggedIn)) await get(roomsPath(search));
};
