import type { PageContext } from '../site/pageRoute';
import { ME } from '../members/useMe';

export const loadAccount = async ({ get, loggedIn }: PageContext) =>
  loggedIn && get(ME);
