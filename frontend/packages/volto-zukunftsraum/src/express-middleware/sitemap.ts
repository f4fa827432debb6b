import { promisify } from 'util';
import { gzip } from 'zlib';
import express from 'express';
import type { Request, Response } from 'express';
import { toPublicURL } from '@plone/volto/helpers/Url/Url';
import { OPEN, tellAge } from './caching';
import { askAsStranger } from './stranger';

/** Addresses in one file. The protocol allows 50,000; so many the API tells in a fraction of a second. */
export const SIZE = 1000;

/** Milliseconds for which this process gives out again what it has made. */
export const KEPT = 300_000;

/** Files that are kept at once: the least recently made goes first. */
const MOST = 200;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

type Item = { '@id': string; modified?: string };
type Page = { items: Item[]; items_total: number };

/** What was made, and when, in milliseconds since 1970. */
type Made<T> = { made: number; value: T };

const compress = promisify(gzip);
const kept = new Map<string, { since: number; made: Promise<Made<unknown>> }>();

/** What is made once for all who ask within the time; errors are not kept. */
function once<T>(name: string, make: () => Promise<T>): Promise<Made<T>> {
  const found = kept.get(name);
  if (found && Date.now() - found.since < KEPT) {
    return found.made as Promise<Made<T>>;
  }
  const since = Date.now();
  const made = make().then((value) => ({ made: since, value }));
  const entry = { since, made };
  kept.delete(name);
  kept.set(name, entry);
  if (kept.size > MOST) {
    kept.delete(kept.keys().next().value as string);
  }
  made.catch(() => {
    if (kept.get(name) === entry) {
      kept.delete(name);
    }
  });
  return made;
}

/** Forgets everything, for tests. */
export function forget() {
  kept.clear();
}

/**
 * Texts in the order in which they were made, so that a new one moves no other to another file; those of the same
 * minute by their ids, so that none falls between two files.
 */
function search(
  start: number,
  size: number,
  what: [string, string],
): Promise<Page> {
  const query = new URLSearchParams([
    ['metadata_fields', 'modified'],
    ['sort_on', 'created'],
    ['sort_on', 'UID'],
    what,
    ['b_start', `${start}`],
    ['b_size', `${size}`],
  ]);
  return askAsStranger(`/@search?${query}`);
}

/** What the search of the site finds. */
const TEXTS: [string, string] = ['use_site_search_settings', '1'];

/** Sections, which it does not find. There are a few. */
const SECTIONS: [string, string] = ['portal_type', 'Section'];

/** Pages for everybody that are no content. */
const PAGES = ['/einbinden'];

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => SIGNS[c]);

/** How many files of texts there are. */
const count = () =>
  once('count', async () =>
    Math.ceil((await search(0, 1, TEXTS)).items_total / SIZE),
  );

async function index(): Promise<Made<string>> {
  const { made, value: files } = await count();
  const names = Array.from({ length: files }, (_, number) => `${number + 1}`);
  const lines = ['-sections', ...names].map((name) => {
    const address = toPublicURL(`/sitemap${name}.xml.gz`);
    return `  <sitemap><loc>${escaped(address)}</loc></sitemap>\n`;
  });
  return {
    made,
    value: `${HEAD}<sitemapindex ${NAMESPACE}>\n${lines.join('')}</sitemapindex>\n`,
  };
}

function written(items: Item[]): Promise<Buffer> {
  const lines = items.map(({ '@id': id, modified }) => {
    const changed = modified ? `<lastmod>${escaped(modified)}</lastmod>` : '';
    return `  <url><loc>${escaped(toPublicURL(id))}</loc>${changed}</url>\n`;
  });
  return compress(`${HEAD}<urlset ${NAMESPACE}>\n${lines.join('')}</urlset>\n`);
}

/** A file of texts by its number, from 1 on. */
const file = (number: number) =>
  once(`${number}`, async () =>
    written((await search(SIZE * (number - 1), SIZE, TEXTS)).items),
  );

/** What is no text. */
const sections = () =>
  once('sections', async () => {
    const { items } = await search(0, SIZE, SECTIONS);
    return written([...PAGES.map((path) => ({ '@id': path })), ...items]);
  });

function answered(
  type: string,
  make: (req: Request) => Promise<Made<string | Buffer> | null>,
) {
  return async (req: Request, res: Response) => {
    try {
      const answer = await make(req);
      if (answer === null) {
        res.status(404).type('text').send('Not found');
        return;
      }
      res.set('Cache-Control', OPEN);
      tellAge(res, (Date.now() - answer.made) / 1000);
      res.set('Content-Type', type);
      res.send(answer.value);
    } catch {
      // Why it failed may tell the internal address.
      res.set('Retry-After', '60');
      res.status(503).type('text').send('The sitemap cannot be made now.');
    }
  };
}

export const sendIndex = answered('application/xml', index);

export const sendPackedIndex = answered('application/x-gzip', async () => {
  const { made, value } = await index();
  return { made, value: await compress(value) };
});

export const sendSections = answered('application/x-gzip', sections);

export const sendFile = answered('application/x-gzip', async (req) => {
  const { number } = req.params;
  return /^[1-9]\d{0,5}$/.test(number) &&
    Number(number) <= (await count()).value
    ? file(Number(number))
    : null;
});

/**
 * The sitemap in files of a bounded size, with an index under both names that Volto has, and the usual one. Volto makes each anew for each
 * caller, in no order that stays, and passes errors of the API on as a sitemap.
 */
export default function sitemapMiddleware() {
  const middleware = express.Router();
  middleware.all('**/sitemap.xml.gz', sendPackedIndex);
  middleware.all('/sitemap-sections.xml.gz', sendSections);
  middleware.all('**/sitemap:number.xml.gz', sendFile);
  middleware.all(['**/sitemap-index.xml', '/sitemap.xml'], sendIndex);
  return middleware;
}
