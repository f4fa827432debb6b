import express from 'express';
import type { Request, Response } from 'express';
import config from '@plone/volto/registry';
import { OPEN } from './caching';
import { askAsStranger } from './stranger';

/**
 * What search engines may read, from the settings of the site. Where the API fails it is 503, which they take for
 * "nothing for now"; Volto would send the error as if it were the rules, and they would read everything.
 */
export async function sendRobots(_req: Request, res: Response) {
  res.type('text');
  try {
    const site = await askAsStranger<Record<string, string>>('/@site');
    const rules = site['plone.robots_txt']
      .replace('{portal_url}', config.settings.publicURL)
      .replace('sitemap.xml.gz', 'sitemap-index.xml');
    res.set('Cache-Control', OPEN).send(rules);
  } catch {
    // Why it failed may tell the internal address.
    res.set('Retry-After', '60').status(503);
    res.send('The rules for search engines cannot be told now.');
  }
}

export default function robotsMiddleware() {
  const router = express.Router();
  // Rules in the environment are Volto's matter.
  if (!process.env.VOLTO_ROBOTSTXT) {
    router.get('/robots.txt', sendRobots);
  }
  return router;
}
