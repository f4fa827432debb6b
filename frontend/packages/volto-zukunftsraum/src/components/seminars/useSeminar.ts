import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { getContent } from '@plone/volto/actions/content/content';
import { flattenToAppURL, getBaseUrl } from '@plone/volto/helpers/Url/Url';
import type { RegistrationOffer } from './registration';
import type { When } from './useWhen';

export type Seminar = When & {
  '@id': string;
  '@type': string;
  title: string;
  location?: string | null;
  registration?: RegistrationOffer;
};

type State = {
  content: {
    data?: Seminar | null;
    get?: { error?: { status?: number } | null };
  };
};

/**
 * The seminar below whose address a page of its hosts stands, with its path.
 * `failed`: it cannot be read, or is no seminar that this person manages.
 */
export function useManagedSeminar() {
  const dispatch = useDispatch();
  const path = getBaseUrl(useLocation().pathname);
  const stored = useSelector<State, Seminar | null | undefined>(
    (state) => state.content.data,
  );
  const error = useSelector<State, unknown>(
    (state) => state.content.get?.error,
  );
  const isThere =
    Boolean(stored) &&
    flattenToAppURL(stored!['@id']).replace(/\/$/, '') === path;
  const seminar = isThere ? stored! : null;

  useEffect(() => {
    if (!isThere) {
      Promise.resolve(dispatch(getContent(path) as any)).catch(() => {});
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [dispatch, path]);

  return {
    path,
    seminar,
    failed:
      (!seminar && Boolean(error)) ||
      (seminar !== null && !seminar.registration?.can_manage),
  };
}
