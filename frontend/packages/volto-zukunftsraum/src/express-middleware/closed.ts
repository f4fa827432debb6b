import type { NextFunction, Request, Response } from 'express';
import { leadsUp } from '../helpers/leadsUp';

/**
 * What nobody reaches through the website, whether or not an entry or a cache stands in front: what lies beside the
 * site in Zope. Paths that lead up are not there. (`helpers/Proxy` looks once more at each address for Zope.)
 */
export default function closedMiddleware() {
  return (req: Request, res: Response, next: NextFunction) => {
    if (leadsUp(req.originalUrl)) {
      res.status(404).type('text').send('Not found');
    } else {
      next();
    }
  };
}
