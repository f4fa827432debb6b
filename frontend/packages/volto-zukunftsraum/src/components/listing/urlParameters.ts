import { useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { PAGE_SIZE, PARAMETERS } from './query';

type Change = Record<string, string | number | undefined>;

/** The page that an address asks for; the first is 1. */
export function pageOf(parameters: URLSearchParams): number {
  const page = Number(parameters.get(PARAMETERS.page));
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/**
 * The query of an address with some values changed; what is empty is left out.
 * Other filters begin at the first page again.
 */
export function changedQuery(search: string, change: Change): string {
  const parameters = new URLSearchParams(search);
  parameters.delete(PARAMETERS.page);
  for (const [name, value] of Object.entries(change)) {
    const text = String(value ?? '').trim();
    if (text && !(name === PARAMETERS.page && text === '1')) {
      parameters.set(name, text);
    } else {
      parameters.delete(name);
    }
  }
  const query = parameters.toString();
  return query && `?${query}`;
}

/**
 * The path of a list of the API for what an address asks for: the parameters
 * named, and the page.
 */
export function listPath(
  service: string,
  search: string,
  names: readonly string[],
): string {
  const asked = new URLSearchParams(search);
  const query = new URLSearchParams();
  for (const name of names) {
    const value = (asked.get(name) ?? '').trim();
    if (value) query.set(name, value);
  }
  query.set('b_start', String((pageOf(asked) - 1) * PAGE_SIZE));
  query.set('b_size', String(PAGE_SIZE));
  return `${service}?${query}`;
}

/** How a page is narrowed and paged by its address, and how to change that. */
export function useUrlParameters() {
  const { pathname, search } = useLocation();
  const history = useHistory();
  return useMemo(() => {
    const parameters = new URLSearchParams(search);
    const to = (change: Change) => pathname + changedQuery(search, change);
    return {
      search,
      page: pageOf(parameters),
      get: (name: string) => (parameters.get(name) ?? '').trim(),
      to,
      go: (change: Change) => history.push(to(change)),
      pageTo: (page: number) => to({ [PARAMETERS.page]: page }),
    };
  }, [pathname, search, history]);
}

/** What a list of the API answers. */
export type Listed<T> = { items: T[]; items_total: number };
