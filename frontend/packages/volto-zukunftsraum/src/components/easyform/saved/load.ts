import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import type { PageContext } from '../../site/pageRoute';
import { listPath } from '../../listing/urlParameters';
import type { Listed } from '../../listing/urlParameters';

/** One that came in; every value is text. `files` has the columns with a file to download. */
export type Submission = {
  id: string;
  sent: string | null;
  values: Record<string, string>;
  files: Record<string, string>;
};

/** What the service of saved data says; see docs/developers/forms.md. */
export type SavedData = Listed<Submission> & {
  columns: { name: string; title: string }[];
  /** The actions of the form that save what came in. */
  savers: { name: string; title: string }[];
  /** After so many days they are deleted; null: never by itself. */
  retention_days: number | null;
};

/** Which saver an address asks for; nothing: the first. */
const ACTION = 'action';

export const savedDataPath = (path: string, search: string) =>
  listPath(`${path}/@saved-data`, search, [ACTION]);

/** The service with the saver that is chosen, for all else that is done. */
export function saverPath(path: string, search: string, more = '', add = {}) {
  const query = new URLSearchParams(add);
  const action = new URLSearchParams(search).get(ACTION);
  if (action) query.set(ACTION, action);
  const text = query.toString();
  return `${path}/@saved-data${more}${text && `?${text}`}`;
}

/** The list, at <form>/einsendungen. */
export async function loadSavedData({ get, location, loggedIn }: PageContext) {
  if (!loggedIn) return;
  await get(savedDataPath(getBaseUrl(location.pathname), location.search));
}
