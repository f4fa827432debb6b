import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import config from '@plone/volto/registry';

/** Seconds for which browsers come by https only, where the website is at an https address. */
const HTTPS_ONLY = process.env.ENTRY_HSTS ?? '31536000';

/**
 * What answers are that are no pages: files that people uploaded, pictures, calendars.
 * Nothing of them runs, whatever they are.
 */
export const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; " +
  "object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * Forms in Plone's classic interface (`classic.ts`). No script is written into the pages:
 * widgets of stock that have some have templates of ours (`forms/configure.zcml`).
 */
export const CLASSIC_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' https: data: blob:; font-src 'self' data:; object-src 'none'; " +
  "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

/** The form builder there: its scripts compile templates in the browser. */
export const BUILDER_POLICY = CLASSIC_POLICY.replace(
  "script-src 'self'",
  "script-src 'self' 'unsafe-eval'",
);

/** Powers of the browser that the website has no use for. */
const NO_POWERS = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];

const HEADERS = {
  // Browsers take every answer for what it says it is: what somebody uploaded must not run.
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Permissions-Policy': NO_POWERS.map((power) => `${power}=()`).join(', '),
  'Content-Security-Policy': FILE_POLICY,
};

/** Where the scripts of a page begin that Volto writes into it (`Html.jsx`). */
const SETTINGS = '<script>window.env = ';
const STATE = '<script charSet="UTF-8">window.__data=';
const END = '</script>';

/** The script that begins here, as the policy names it: its hash. */
function hashOf(page: string, begin: number): string[] {
  const start = page.indexOf('>', begin) + 1;
  const end = page.indexOf(END, start);
  if (begin < 0 || end < 0) return [];
  const hash = createHash('sha256').update(page.slice(start, end));
  return [`'sha256-${hash.digest('base64')}'`];
}

/**
 * The hashes of the scripts that Volto wrote into a page, and of no others: the settings
 * are the first of their kind, since only the title and metadata stand before them; the
 * state is the last, since it is behind all content and holds no `<` itself.
 */
export function scriptsOf(page: string): string[] {
  return [
    ...hashOf(page, page.indexOf(SETTINGS)),
    ...hashOf(page, page.lastIndexOf(STATE)),
  ];
}

/** Names and ports by which the browser knows this website. */
function hostsOf(req: Request): string[] {
  const { publicURL } = config.settings as unknown as Record<string, string>;
  const asked = req.headers.host ?? '';
  const hosts = /^[\w.-]+(:\d+)?$/.test(asked) ? [asked] : [];
  if (publicURL && URL.canParse(publicURL)) {
    hosts.push(new URL(publicURL).host);
  }
  return [...new Set(hosts)];
}

/** Where the REST API is, if it is at another address than the website. */
function apiOrigin(): string[] {
  const { apiPath } = config.settings as unknown as Record<string, string>;
  return apiPath && URL.canParse(apiPath) ? [new URL(apiPath).origin] : [];
}

const isHttps = () =>
  String(config.settings.publicURL ?? '').startsWith('https:');

/**
 * What a page may do. Scripts are those of the build and those that Volto wrote into this
 * page: not `'self'`, since files that people upload are at the same address. Hashes rather
 * than a nonce, since caches give the same page to many. Pictures, videos and maps of other
 * websites are what editors put on pages.
 */
export function pagePolicy(page: string, req: Request): string {
  const own = hostsOf(req).flatMap((host) => [
    `${host}/static/`,
    `${host}/zukunftsraum-liste.js`,
  ]);
  const scripts = own.length ? own : ["'self'"];
  return [
    "default-src 'self'",
    ['script-src', ...scripts, ...scriptsOf(page)].join(' '),
    "script-src-attr 'none'",
    // Styles of components and of the editor are attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: data: blob:",
    "media-src 'self' https: blob:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...apiOrigin()].join(' '),
    "frame-src 'self' https:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    ...(isHttps() ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/**
 * Tells browsers with every answer what it may do and who may show it. What is no page
 * of Volto keeps the policy for files, if it does not bring its own (the classic form
 * builder, which Zope answers).
 */
export default function protectionMiddleware() {
  return (req: Request, res: Response, next: NextFunction) => {
    res.set(HEADERS);
    if (isHttps() && HTTPS_ONLY !== '0') {
      res.set('Strict-Transport-Security', `max-age=${HTTPS_ONLY}`);
    }
    const send = res.send.bind(res);
    res.send = (body?: unknown) => {
      // Pages are the only HTML whose type Volto leaves to express; files have theirs by now.
      const isPage = typeof body === 'string' && !res.get('Content-Type');
      if (isPage) {
        if (process.env.NODE_ENV === 'production') {
          res.set('Content-Security-Policy', pagePolicy(body, req));
        } else {
          // The development server has scripts of its own, from another port.
          res.removeHeader('Content-Security-Policy');
        }
      }
      return send(body);
    };
    next();
  };
}
