/** Control characters, backslashes, and `.` or `..` between slashes. */
// eslint-disable-next-line no-control-regex
const UP = /[\0-\x1f\x7f\\]|(^|\/)\.{1,2}(\/|$)/;

/** So often a path is decoded at most until it is an address for Zope: by the router, for a parameter, by `URL`. */
const TIMES = 3;

/** Letters of ASCII in place of their codes. (Not `decodeURIComponent`: that takes no path that is broken elsewhere.) */
const decoded = (path: string) =>
  path.replace(/%([0-7][0-9a-f])/gi, (_code, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );

/**
 * Whether a path leads up, or elsewhere than it seems to, however often it is encoded. What makes an address of it
 * (`URL`) takes `..` for "one up", `\` for a slash, and leaves out tabs and ends of lines: the path of a page with
 * enough of them would lead out of the site, to the root of Zope.
 *
 * What comes after the first `?` or `#` is no path.
 */
export function leadsUp(address: string): boolean {
  let path = address.split(/[?#]/, 1)[0];
  for (let time = 0; time <= TIMES; time += 1) {
    if (UP.test(path)) return true;
    path = decoded(path);
  }
  return false;
}
