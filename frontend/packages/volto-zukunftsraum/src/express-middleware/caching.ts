import type { NextFunction, Request, Response } from 'express';
import config from '@plone/volto/registry';
import { ageOf } from '../helpers/age';

/** Nobody keeps it. */
export const CLOSED = 'private, no-store';

/** Seconds for which shared caches keep a page: as `headless/caching` of the backend says of texts. */
const KEPT = 300;

/**
 * Seconds for which they keep it at least, however old is what is in it: with more visitors than that, not each has
 * it made anew. It may be so much older than `KEPT`; of what changed they are told anyway.
 */
const LEAST = 10;

/** Pages that everybody gets alike. */
export const OPEN = `public, max-age=0, must-revalidate, s-maxage=${KEPT}, stale-while-revalidate=60`;

/** Tell caches how old that is which a page is made of, in seconds, so that their time and that of the API do not add up. */
export function tellAge(res: Response, age: number) {
  const told = Math.min(Math.floor(age), KEPT - LEAST);
  if (told > 0) res.set('Age', String(told));
}

const LOGIN_COOKIES = ['auth_token', '__ac'];

/** A page with a form holds a token that is for one visitor (`@form`, in the state of the page). */
const TOKEN = '"guard"';

type CookieRequest = Request & {
  universalCookies: { get: (name: string) => string | undefined };
};

/** Whether an address is one of content, and not of a form, an account or an editor's page. */
export function isContentPage(pathname: string): boolean {
  const { nonContentRoutes } = config.settings;
  return !nonContentRoutes.some((route: string | RegExp) =>
    typeof route === 'string'
      ? pathname.endsWith(route)
      : new RegExp(route.source, route.flags.replace('g', '')).test(pathname),
  );
}

/** Whether a visitor gets what every visitor gets. */
function isForEverybody(req: Request, res: Response, body: unknown): boolean {
  const { universalCookies } = req as CookieRequest;
  return (
    req.method === 'GET' &&
    res.statusCode === 200 &&
    typeof body === 'string' &&
    !body.includes(TOKEN) &&
    !req.headers.authorization &&
    !LOGIN_COOKIES.some((name) => universalCookies.get(name)) &&
    isContentPage(req.path)
  );
}

/**
 * Says with every page who may keep it: caches where all visitors get the same,
 * nobody otherwise. What says so itself (static files, pictures, the API) is left alone,
 * except errors, which Volto lets caches keep for a minute, and what comes with a cookie.
 */
export default function cachingMiddleware() {
  return (req: Request, res: Response, next: NextFunction) => {
    const send = res.send.bind(res);
    res.send = (body?: unknown) => {
      if (res.statusCode >= 400) {
        res.set('Cache-Control', CLOSED);
      } else if (!res.get('Cache-Control')) {
        const isOpen = isForEverybody(req, res, body);
        res.set('Cache-Control', isOpen ? OPEN : CLOSED);
        if (isOpen) {
          res.vary('Cookie');
          tellAge(res, ageOf(req));
        }
      }
      return send(body);
    };
    // Whatever answers, and whenever the cookie was set: a cache would set it, or delete it, for others. An error that
    // says nothing of it is one of the way to the API.
    const { writeHead } = res;
    res.writeHead = (...head: any[]) => {
      const isError = head[0] >= 400 && !res.hasHeader('Cache-Control');
      if (isError || res.hasHeader('Set-Cookie')) {
        res.setHeader('Cache-Control', CLOSED);
        res.removeHeader('Age');
      }
      return writeHead.apply(res, head as any);
    };
    next();
  };
}
