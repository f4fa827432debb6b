import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import type { PageContext } from '../site/pageRoute';
import { listPath } from '../listing/urlParameters';
import type { Listed } from '../listing/urlParameters';
import type { Place } from './registration';

// What the services for hosts say; see docs/developers/seminars.md.

/** A registration, as hosts see it. */
export type Registration = Place & {
  id: string;
  fullname: string;
  email: string;
  guest: boolean;
  municipality: { ars: string; name: string } | null;
  organisation: string;
  registered: string;
  accessibility_needs: string;
  answers: { question: string; answer: string }[];
  attended: boolean | null;
};

export type RegistrationList = Listed<Registration> & {
  confirmed: number;
  waiting: number;
  seats: number | null;
  /** By how many the seats are exceeded. */
  overbooked: number;
  counts?: {
    confirmed: number;
    waiting: number;
    attended: number;
    absent: number;
  };
  /** When the people were taken out of it. */
  anonymised?: string | null;
};

export const registrationsPath = (path: string, search: string) =>
  listPath(`${path}/@registrations`, search, ['status', 'q', 'sort']);

/** What hosts do with one registration. */
export const oneRegistrationPath = (path: string, id: string) =>
  `${path}/@registrations/${encodeURIComponent(id)}`;

/** The list, at <seminar>/anmeldungen. */
export async function loadRegistrations({
  get,
  location,
  loggedIn,
}: PageContext) {
  if (!loggedIn) return;
  const path = getBaseUrl(location.pathname);
  await get(registrationsPath(path, location.search));
}
