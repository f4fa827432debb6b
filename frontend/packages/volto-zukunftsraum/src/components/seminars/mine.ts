import type { PageContext } from '../site/pageRoute';
import { listPath } from '../listing/urlParameters';
import type { Place } from './registration';
import type { When } from './useWhen';

/** A seminar that somebody is or was registered for, as `@my-seminars` tells it. */
export type MySeminar = Place &
  When & {
    '@id': string;
    title: string;
    /** Each date of a series, and of what takes place once. */
    dates?: When[];
    review_state: string;
    location?: string | null;
    access_link?: string | null;
    attended?: boolean | null;
    certificate?: string | null;
    feedback?: string | null;
  };

/** What somebody is registered for; `?when=past` shows what is behind them. */
export function mySeminarsPath(search: string) {
  const asked = new URLSearchParams(search);
  if (asked.get('when') !== 'past') asked.set('when', 'coming');
  return listPath('/@my-seminars', `?${asked}`, ['when']);
}

export const FEED = '/@calendar-feed';

/** Is there an address by which a calendar program follows, and since when? */
export type Feed = { exists: boolean; created?: string | null };

export async function loadMySeminars({ get, location, loggedIn }: PageContext) {
  if (!loggedIn) return;
  await Promise.all([get(mySeminarsPath(location.search)), get(FEED)]);
}
