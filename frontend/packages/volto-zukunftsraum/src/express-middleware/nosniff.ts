import type { NextFunction, Request, Response } from 'express';

/**
 * Browsers take every answer for what it says it is: what somebody uploaded
 * must not run. (Volto does not pass this header of the backend on with files.)
 */
export default function nosniffMiddleware() {
  return (_req: Request, res: Response, next: NextFunction) => {
    res.set('X-Content-Type-Options', 'nosniff');
    next();
  };
}
