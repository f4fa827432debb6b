import { useSelector } from 'react-redux';
import jwtDecode from 'jwt-decode';
import { useResource } from '../../store/useResource';
import type { Resource } from '../../store/resources';
import { isValid } from '../access/ProtectedPage';
import type { Me } from './types';

export const ME = '/@me';

/** Is somebody logged in whose session has not ended? */
export const useIsLoggedIn = (): boolean =>
  useSelector<{ userSession: { token?: string | null } }, boolean>((state) =>
    isValid(state.userSession.token),
  );

/** The id of the person who is logged in, from their session. */
export const useUserId = (): string | undefined =>
  useSelector<{ userSession: { token?: string | null } }, string | undefined>(
    ({ userSession: { token } }) =>
      token && isValid(token)
        ? jwtDecode<{ sub: string }>(token).sub
        : undefined,
  );

/** The person who is logged in; nothing is asked for strangers. */
export const useMe = (): Resource<Me> =>
  useResource<Me>(useIsLoggedIn() ? ME : null);

/** Has this person asked to come in, and is not decided about yet? */
export const isWaiting = (me?: Me): boolean =>
  me !== undefined &&
  me.memberships.length === 0 &&
  me.requests.some(({ status }) => status === 'pending');
