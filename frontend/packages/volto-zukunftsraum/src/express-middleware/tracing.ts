import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { isContentPage } from './caching';
import type { Asked } from './entrance';

/** Carries the id of a request from the proxy through the website to Zope, and back with the answer. */
export const HEADER = 'x-request-id';

const ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Whether a part of a path is a mail address: some accounts are called so. One look at
 * each sign: who asks chooses the path, and nobody else is answered meanwhile.
 */
function isMail(part: string): boolean {
  const before = part.slice(1).search(/@|%40/i);
  return before >= 0 && /.\../.test(part.slice(before + 2));
}

/** What kind of request it is, as `kind` in the logs of Zope. */
export function kindOf(path: string): string {
  if (path.startsWith('/++api++')) return 'api';
  if (/\/@@(images|download|display-file)\//.test(path)) return 'file';
  return isContentPage(path) ? 'page' : 'form';
}

/**
 * A path as it may stand in a log: addresses of content as they are; of others the
 * beginning alone, since keys from mails and names of people follow.
 */
export function shownPath(path: string): string {
  const [first, ...rest] = path.slice(1).split('/');
  const isOpen = ['page', 'file'].includes(kindOf(path)) && first !== 'author';
  const shown = isOpen || !rest.length ? path : `/${first}/...`;
  return shown
    .split('/')
    .map((part) => (isMail(part) ? '...' : part))
    .join('/');
}

/** A line of the log: JSON with `ZUKUNFTSRAUM_LOG=json`, else text; the same as Zope writes. */
function line(req: Request, res: Response, seconds: number): string {
  const told = {
    time: new Date().toISOString(),
    level: 'INFO',
    logger: 'volto',
    message: `${(req as Asked).methodAsked ?? req.method} ${shownPath(req.path)} HTTP/${req.httpVersion}`,
    request_id: req.headers[HEADER],
    method: (req as Asked).methodAsked ?? req.method,
    kind: kindOf(req.path),
    status: res.statusCode,
    seconds: Math.round(seconds * 1e4) / 1e4,
    bytes: Number(res.get('Content-Length') ?? NaN) || null,
  };
  if (process.env.ZUKUNFTSRAUM_LOG === 'json') return JSON.stringify(told);
  const { time, message, status, bytes, request_id } = told;
  return `${time} "${message}" ${status} ${bytes ?? '-'} ${seconds.toFixed(3)} ${request_id}`;
}

/**
 * Gives every request an id, if the proxy has not, and writes a line to the log when it
 * is over. The id goes to Zope with what is asked of it (`helpers/Proxy`).
 */
export default function tracingMiddleware() {
  return (req: Request, res: Response, next: NextFunction) => {
    const given = req.headers[HEADER];
    const id =
      typeof given === 'string' && ID.test(given) ? given : randomUUID();
    req.headers[HEADER] = id;
    res.set(HEADER, id);
    const begun = performance.now();
    res.once('close', () => {
      // eslint-disable-next-line no-console
      console.log(line(req, res, (performance.now() - begun) / 1000));
    });
    next();
  };
}
