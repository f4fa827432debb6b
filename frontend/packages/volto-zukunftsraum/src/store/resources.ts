/**
 * Answers of the REST API by their path: one place for all that a page reads
 * beside its content, such as searches, `@visibility` or `@municipalities`.
 * The server fills it before it renders (config/resources.ts); the browser asks
 * again when a page is opened anew, and shows what it had until then.
 */
import {
  GET_CONTENT,
  LOGIN,
  LOGOUT,
  SEARCH_CONTENT,
} from '@plone/volto/constants/ActionTypes';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { ListItem } from '../components/listing/types';

const GET_RESOURCE = 'ZR_GET_RESOURCE';

export type Resource<T = any> = {
  data?: T;
  loading?: boolean;
  failed?: boolean;
  /** Of HTTP, when it failed: 401 for what this person may not see. */
  status?: number;
  /** Of 409: what about the state of things forbids it, in words for people. */
  message?: string;
  /** It came with the content that the page shows, and comes again with it. */
  isPart?: boolean;
};

export type ResourcesState = Record<string, Resource>;

type Action = {
  type?: string;
  path?: string;
  /** Of a search: where Volto keeps its results, without the rest of the answer. */
  subrequest?: string;
  result?: unknown;
  error?: any;
};

export const getResource = (path: string) => ({
  type: GET_RESOURCE,
  path,
  request: { op: 'get', path },
});

/** Keys of a brief that no list of ours shows and that are long. */
const UNUSED = ['image_scales', 'batching'];
const ADDRESSES = ['@id', 'url', 'space'];

/** The answer with addresses of this site, without what nobody reads. */
export function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !UNUSED.includes(key))
      .map(([key, item]) => [
        key,
        ADDRESSES.includes(key) && typeof item === 'string'
          ? flattenToAppURL(item)
          : simplified(item),
      ]),
  );
}

/** Keep of a search what Volto's own store of searches drops: that similar words were searched for. */
function rememberSimilar(
  state: ResourcesState,
  { subrequest, result }: Action,
): ResourcesState {
  if (!subrequest) return state;
  const { similar_words } = result as { similar_words?: boolean };
  if (Boolean(similar_words) === Boolean(state[subrequest])) return state;
  const { [subrequest]: _before, ...rest } = state;
  return similar_words ? { ...rest, [subrequest]: { data: true } } : rest;
}

/** What content brings along, in one call: see `?expand=` of the REST API. Only articles have these. */
export const PARTS = ['glossary', 'backlinks'];

type Parts = Record<string, { '@id': string; items?: unknown[] }>;

/** Keep the parts of the content by the addresses that answer them alone. */
function rememberParts(state: ResourcesState, result: unknown): ResourcesState {
  const parts = (result as { '@components'?: Parts })?.['@components'] ?? {};
  const entries = PARTS.filter((name) => parts[name]?.items).map((name) => [
    flattenToAppURL(parts[name]['@id']),
    { data: simplified(parts[name]), isPart: true },
  ]);
  return entries.length ? { ...state, ...Object.fromEntries(entries) } : state;
}

export default function resources(
  state: ResourcesState = {},
  action: Action = {},
): ResourcesState {
  const path = action.path as string;
  switch (action.type) {
    case `${GET_RESOURCE}_PENDING`:
      return { ...state, [path]: { data: state[path]?.data, loading: true } };
    case `${GET_RESOURCE}_SUCCESS`:
      return { ...state, [path]: { data: simplified(action.result) } };
    case `${GET_RESOURCE}_FAIL`: {
      const { error } = action;
      const status = error?.status ?? error?.response?.status;
      const message = status === 409 && error.response?.body?.message;
      return {
        ...state,
        [path]: { failed: true, status, ...(message && { message }) },
      };
    }
    case `${GET_CONTENT}_SUCCESS`:
      return action.subrequest ? state : rememberParts(state, action.result);
    case `${SEARCH_CONTENT}_SUCCESS`:
      return rememberSimilar(state, action);
    // Another person may see other things.
    case `${LOGIN}_SUCCESS`:
    case `${LOGOUT}_SUCCESS`:
    case `${LOGOUT}_FAIL`:
      return {};
    default:
      return state;
  }
}

type Value = string | number | boolean | undefined;

/** The path of a search; a list gives its parameter once for each value. */
export function searchPath(parameters: Record<string, Value | Value[]>) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== undefined) query.append(name, String(one));
    }
  }
  return `/@search?${query}`;
}

/** What a search answers. */
export type Found = {
  items: (ListItem & { modified?: string })[];
  items_total: number;
};

type Store = { dispatch: (action: any) => any; getState: () => any };

/** A function that reads into the store; it answers null for what fails. */
export function reader({ dispatch }: Store) {
  return async <T = any>(path: string): Promise<T | null> => {
    try {
      return simplified(await dispatch(getResource(path))) as T;
    } catch {
      return null;
    }
  };
}
