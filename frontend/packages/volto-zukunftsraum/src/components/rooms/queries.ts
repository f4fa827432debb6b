import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { PARAMETERS } from '../listing/query';
import { listPath } from '../listing/urlParameters';

/** Who asks to join a room. */
export const requestsPath = (room: string) => `${room}/@requests?b_size=100`;

export type Joining = 'open' | 'request' | 'closed';

/** What the person is in a room, and how one comes in. */
export type RoomMembership = {
  status: 'none' | 'asked' | 'member' | 'coordinator';
  joining: Joining;
};

export const membershipPath = (room: string) => `${room}/@membership`;

/** A room in the list of rooms, with what the person is in it. */
export type RoomItem = {
  '@id': string;
  uid: string;
  title: string;
  description?: string;
  topics?: string[];
  joining: Joining;
  membership: 'member' | 'coordinator' | 'asked' | null;
};

/** How one comes in, as the state of a room: the words are the same. */
export const STATES: Record<Joining, string> = {
  open: 'open',
  request: 'closed',
  closed: 'hidden',
};

/** The rooms for an address of the section "Austausch". */
export const roomsPath = (search: string) =>
  `${listPath('/@spaces', search, [PARAMETERS.topic])}&kind=room`;

/** Is this the section of the rooms, for somebody who may join them? */
export const showsRooms = (content: { '@id': string }, loggedIn: boolean) =>
  loggedIn &&
  flattenToAppURL(content['@id']).replace(/\/$/, '') === '/austausch';
