/** Addresses that are no place to come back to. */
const NO_PLACE =
  /\/(login|logout|passwordreset)(\/|$)|^\/(registrieren|passwort|passwort-vergessen|abmelden|anmeldung)(\/|$)/;

/**
 * Where to go after the login: to the page that asked for it, or else to the
 * page below which the login was opened. Only addresses of this site count.
 */
export function returnPath(pathname: string, search: string): string {
  const asked = new URLSearchParams(search).get('return_url');
  const path = asked ?? pathname.replace(/\/log(in|out)\/?$/, '');
  const ownPath = /^\/(?![/\\])/.test(path) ? path : '/';
  return NO_PLACE.test(ownPath.split('?')[0]) ? '/' : ownPath;
}

/** The login page, which brings back to this page. */
export function loginPath(pathname: string, search = ''): string {
  if (pathname === '/' && !search) return '/login';
  if (NO_PLACE.test(pathname)) return '/login';
  return `/login?${new URLSearchParams({ return_url: pathname + search })}`;
}
