import { promisify } from 'util';
import { gzip } from 'zlib';
import express from 'express';
import type { Request, Response } from 'express';
import config from '@plone/volto/registry';
import { getApiSuffix, toPublicURL } from '@plone/volto/helpers/Url/Url';
import { OPEN } from './caching';

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
type Kept = { made: number; value: Promise<unknown> };

const compress = promisify(gzip);
const kept = new Map<string, Kept>();

/** What is made once for all who ask within the time; errors are not kept. */
function once<T>(name: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(name);
  if (found && Date.now() - found.made < KEPT) {
    return found.value as Promise<T>;
  }
  const entry = { made: Date.now(), value: make() };
  kept.delete(name);
  kept.set(name, entry);
  if (kept.size > MOST) {
    kept.delete(kept.keys().next().value as string);
  }
  entry.value.catch(() => {
    if (kept.get(name) === entry) {
      kept.delete(name);
    }
  });
  return entry.value;
}

/** Forgets everything, for tests. */
export function forget() {
  kept.clear();
}

/**
 * Asks as a stranger, whoever asks us: a sitemap tells what everybody sees. In the order in which texts were
 * made, so that a new one moves no other to another file.
 */
async function search(start: number, size: number): Promise<Page> {
  const { internalApiPath, apiPath } = config.settings;
  const query = new URLSearchParams({
    metadata_fields: 'modified',
    sort_on: 'created',
    use_site_search_settings: '1',
    b_start: `${start}`,
    b_size: `${size}`,
  });
  const answer = await fetch(
    `${internalApiPath ?? apiPath}${getApiSuffix()}/@search?${query}`,
    {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(30_000),
    },
  );
  if (!answer.ok) {
    throw new Error(`@search: ${answer.status}`);
  }
  return answer.json();
}

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => SIGNS[c]);

/** How many files there are. */
const count = () =>
  once('count', async () => Math.ceil((await search(0, 1)).items_total / SIZE));

async function index(): Promise<string> {
  const files = Array.from({ length: await count() }, (_, number) => {
    const address = toPublicURL(`/sitemap${number + 1}.xml.gz`);
    return `  <sitemap><loc>${escaped(address)}</loc></sitemap>\n`;
  });
  return `${HEAD}<sitemapindex ${NAMESPACE}>\n${files.join('')}</sitemapindex>\n`;
}

/** A file by its number, from 1 on. */
const file = (number: number) =>
  once(`${number}`, async () => {
    const { items } = await search(SIZE * (number - 1), SIZE);
    const lines = items.map(({ '@id': id, modified }) => {
      const changed = modified ? `<lastmod>${escaped(modified)}</lastmod>` : '';
      return `  <url><loc>${escaped(toPublicURL(id))}</loc>${changed}</url>\n`;
    });
    return compress(
      `${HEAD}<urlset ${NAMESPACE}>\n${lines.join('')}</urlset>\n`,
    );
  });

type Answer = { type: string; body: string | Buffer } | null;

function answered(make: (req: Request) => Promise<Answer>) {
  return async (req: Request, res: Response) => {
    try {
      const answer = await make(req);
      if (answer === null) {
        res.status(404).type('text').send('Not found');
      } else {
        res.set('Cache-Control', OPEN);
        res.set('Content-Type', answer.type);
        res.send(answer.body);
      }
    } catch {
      // Why it failed may tell the internal address.
      res.set('Retry-After', '60');
      res.status(503).type('text').send('The sitemap cannot be made now.');
    }
  };
}

export const sendIndex = answered(async () => ({
  type: 'application/xml',
  body: await index(),
}));

export const sendPackedIndex = answered(async () => ({
  type: 'application/x-gzip',
  body: await compress(await index()),
}));

export const sendFile = answered(async (req) => {
  const { number } = req.params;
  return /^[1-9]\d{0,5}$/.test(number) && Number(number) <= (await count())
    ? { type: 'application/x-gzip', body: await file(Number(number)) }
    : null;
});

/**
 * The sitemap in files of a bounded size, with an index under both names that Volto has. Volto makes each anew for each
 * caller, in no order that stays, and passes errors of the API on as a sitemap.
 */
export default function sitemapMiddleware() {
  const middleware = express.Router();
  middleware.all('**/sitemap.xml.gz', sendPackedIndex);
  middleware.all('**/sitemap:number.xml.gz', sendFile);
  middleware.all('**/sitemap-index.xml', sendIndex);
  return middleware;
}
