import type { NextFunction, Request, Response } from 'express';

type CookieRequest = Request & {
  universalCookies: {
    get: (name: string) => unknown;
    remove: (name: string, options: object) => void;
  };
};

const COOKIE = 'auth_token';

/** Whether this can be read as a token; only the API says whether it is a good one. */
export function isToken(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(value)) {
    return false;
  }
  try {
    const claims = JSON.parse(
      Buffer.from(value.split('.')[1], 'base64url').toString('utf-8'),
    );
    return typeof claims?.sub === 'string';
  } catch {
    return false;
  }
}

/**
 * A cookie that is no token is no session: the browser is told to forget it, and the
 * page is that of a visitor. (Volto would answer 500, here and in the browser.)
 */
export default function sessionMiddleware() {
  return (req: Request, _res: Response, next: NextFunction) => {
    const { universalCookies } = req as CookieRequest;
    const token = universalCookies.get(COOKIE);
    if (token !== undefined && !isToken(token)) {
      universalCookies.remove(COOKIE, { path: '/' });
      req.headers.cookie = (req.headers.cookie ?? '')
        .split(';')
        .filter((pair) => pair.split('=')[0].trim() !== COOKIE)
        .join(';');
    }
    next();
  };
}
