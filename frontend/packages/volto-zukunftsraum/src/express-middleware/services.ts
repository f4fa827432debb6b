import type { NextFunction, Request, Response } from 'express';

/** A part of a path that names a service of the REST API (`@search`), and no view (`@@images`). */
const SERVICE = /\/@[^@/]/;

/** What is the same for everybody as long as the software is. */
const KEPT = 'public, max-age=300';

/**
 * Services are below `/++api++`. The API itself names them without it (`batching.next`, `@components`), as it names
 * content, whose pages are there: who follows such a link is led to the service, also a script on another website.
 */
export default function servicesMiddleware() {
  return (req: Request, res: Response, next: NextFunction) => {
    const { originalUrl } = req;
    const [path] = originalUrl.split('?');
    if (
      /^\/\+\+api\+\+(\/|$)|^[^/]/.test(path) ||
      !SERVICE.test(decodeURIComponent(path))
    ) {
      next();
      return;
    }
    res.set('Access-Control-Allow-Origin', '*');
    res.set('Cache-Control', KEPT);
    res.redirect(308, `/++api++${originalUrl}`);
  };
}
