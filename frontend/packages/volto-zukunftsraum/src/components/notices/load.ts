import type { PageContext } from '../site/pageRoute';
import { noticesPath } from './notices';

export const loadNotices = async ({ get, location, loggedIn }: PageContext) =>
  loggedIn && get(noticesPath(location.search));
