import { useSelector } from 'react-redux';
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

/** The person who is logged in; nothing is asked for strangers. */
export const useMe = (): Resource<Me> =>
  useResource<Me>(useIsLoggedIn() ? ME : null);
