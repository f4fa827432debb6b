import type { NextFunction, Request, Response } from 'express';
import config from '@plone/volto/registry';
import { ageOf } from '../helpers/age';

/** Nobody keeps it. */
export const CLOSED = 'private, no-store';

/** Pages that everybody gets alike: as `headless/caching` of the backend says of texts. */
export const OPEN =
  'public, max-age=0, must-revalidate, s-maxage=300, stale-while-revalidate=60';

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
    !res.get('Set-Cookie') &&
    isContentPage(req.path)
  );
}

/**
 * Says with every page who may keep it: caches where all visitors get the same,
 * nobody otherwise. What says so itself (static files, pictures) is left alone,
 * except errors: Volto lets caches keep them for a minute.
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
          // Zope may have had what is in it for a while: caches keep it the shorter.
          const age = ageOf(req);
          if (age) res.set('Age', String(age));
        }
      }
      return send(body);
    };
    next();
  };
}
