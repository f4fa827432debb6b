import type { PageContext } from '../site/pageRoute';
import { SIGNUP_PATH, invitationPath } from './signup';

/** What may be chosen, and how long a password has to be. */
export const loadSignup = ({ get }: PageContext) => get(SIGNUP_PATH);

export const loadInvitation = ({ get, location }: PageContext) =>
  get(invitationPath(location.pathname.split('/')[2] ?? ''));
