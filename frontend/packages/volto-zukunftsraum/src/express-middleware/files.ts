import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { getAPIResourceWithAuth } from '@plone/volto/helpers/Api/APIResourceWithAuth';

/** Files and pictures of content, as Volto's `files` and `images` know them. */
const FILES = [
  '**/@@images/*',
  '**/@@download/*',
  '**/@@display-file/*',
  '**/ics_view',
  '/@@site-logo/*',
];

/** What other websites load into their pages: the list for them. */
const EMBEDDED = '/zukunftsraum-liste.js';

/** What Zope says of a file. */
const HEADERS = [
  'accept-ranges',
  'cache-control',
  'cache-status',
  'content-disposition',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'vary',
  'x-accel-redirect',
  'x-robots-tag',
  'x-sendfile',
];

/** Reading is open to scripts and pages of every website (`headless/cors`), who send no cookies along. */
function open(_req: Request, res: Response, next: NextFunction) {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
}

export async function sendFile(
  req: Request,
  res: Response,
  next: NextFunction,
) {
  try {
    const file: any = await getAPIResourceWithAuth(req);
    for (const name of HEADERS) {
      if (file.headers[name]) res.set(name, file.headers[name]);
    }
    res.status(file.status).send(file.body);
  } catch (error) {
    next(error);
  }
}

/** Files of content with all that Zope says of them: Volto leaves out when they were changed, and who may read them. */
export default function filesMiddleware() {
  const router = express.Router();
  router.get([...FILES, EMBEDDED], open);
  router.get(FILES, sendFile);
  return router;
}
