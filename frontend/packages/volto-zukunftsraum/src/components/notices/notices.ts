/** What a person is told, as `GET /@notices` lists it. */

export const NOTICES_PATH = '/@notices';
export const NOTICES_SIZE = 25;

export type Notice = {
  id: string;
  kind: string;
  text: string;
  /** Path in the site. */
  link: string;
  created: string;
  read: boolean | string | null;
};

export type Notices = { items: Notice[]; items_total: number };

/** Parameters of the page's address. */
export const UNREAD = 'neu';
export const PAGE = 'seite';

/** What an address of the page asks for; the first page is 1. */
export function asked(search: string) {
  const parameters = new URLSearchParams(search);
  const page = Number(parameters.get(PAGE));
  return {
    unread: parameters.has(UNREAD),
    page: Number.isInteger(page) && page > 1 ? page : 1,
  };
}

/** The path of the API for what an address of the page asks for. */
export function noticesPath(search: string): string {
  const { unread, page } = asked(search);
  const query = new URLSearchParams({
    ...(unread && { unread: '1' }),
    b_start: String((page - 1) * NOTICES_SIZE),
    b_size: String(NOTICES_SIZE),
  });
  return `${NOTICES_PATH}?${query}`;
}

/** The address of the page. */
export function noticesAddress(unread: boolean, page = 1): string {
  const query = new URLSearchParams({
    ...(unread && { [UNREAD]: '1' }),
    ...(page > 1 && { [PAGE]: String(page) }),
  }).toString();
  return `/mitteilungen${query && `?${query}`}`;
}
