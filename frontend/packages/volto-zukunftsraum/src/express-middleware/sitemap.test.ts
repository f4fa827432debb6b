import { gunzipSync } from 'zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import config from '@plone/volto/registry';
import { OPEN } from './caching';
import {
  forget,
  KEPT,
  sendFile,
  sendIndex,
  sendPackedIndex,
  sendSections,
  SIZE,
} from './sitemap';

const SITE = 'https://www.example.org';
const INTERNAL = 'http://127.0.0.1:8080/Plone';
const TEXTS = 25_000;

/** The addresses of the texts, in the order in which they were made. */
let texts: string[];
const sections = ['/wissen', '/praxis'];
let status: number;
const asked = vi.fn();

function api(url: string, options: { headers: Record<string, string> }) {
  const query = new URL(url).searchParams;
  asked(query, options.headers);
  const start = Number(query.get('b_start'));
  const found = query.get('portal_type') === 'Section' ? sections : texts;
  const items = found
    .slice(start, start + Number(query.get('b_size')))
    .map((path) => ({
      '@id': `${INTERNAL}${path}`,
      modified: '2026-11-30T12:00:00+00:00',
    }));
  return Promise.resolve(
    new Response(JSON.stringify({ items, items_total: found.length }), {
      status,
    }),
  );
}

async function get(send: typeof sendFile, number?: unknown) {
  const got = {
    status: 200,
    headers: {} as Record<string, string>,
    body: '',
  };
  const res = {
    status: (code: number) => {
      got.status = code;
      return res;
    },
    type: () => res,
    get: (name: string) => got.headers[name],
    set: (name: string, value: string) => {
      got.headers[name] = value;
      return res;
    },
    send: (body: string | Buffer) => {
      got.body = Buffer.isBuffer(body) ? gunzipSync(body).toString() : body;
      return res;
    },
  };
  await send({ params: { number }, headers: {} } as any, res as any);
  return got;
}

const places = (xml: string) =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((found) => found[1]);

beforeEach(() => {
  forget();
  asked.mockClear();
  status = 200;
  texts = Array.from({ length: TEXTS }, (_, n) => `/wissen/text-${n}`);
  Object.assign(config.settings, {
    publicURL: SITE,
    apiPath: SITE,
    internalApiPath: INTERNAL,
    legacyTraverse: false,
  });
  vi.stubGlobal('fetch', api);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a sitemap of 25,000 texts', () => {
  it('has every text once, in files of a bounded size', async () => {
    const index = await get(sendIndex);
    expect(index.headers['Content-Type']).toBe('application/xml');
    const [first, ...files] = places(index.body);
    expect(first).toBe(`${SITE}/sitemap-sections.xml.gz`);
    expect(files).toHaveLength(TEXTS / SIZE);
    const found: string[] = [];
    for (const [number, address] of files.entries()) {
      expect(address).toBe(`${SITE}/sitemap${number + 1}.xml.gz`);
      const file = await get(sendFile, `${number + 1}`);
      expect(file.headers['Cache-Control']).toBe(OPEN);
      expect(Buffer.byteLength(file.body)).toBeLessThan(50_000_000);
      const part = places(file.body);
      expect(part.length).toBeLessThanOrEqual(SIZE);
      found.push(...part);
    }
    expect(found).toEqual(texts.map((path) => `${SITE}${path}`));
    for (const [query] of asked.mock.calls) {
      expect(Number(query.get('b_size'))).toBeLessThanOrEqual(SIZE);
      // Without the second texts of the same minute have no order that stays (`test_catalog.py`).
      expect(query.getAll('sort_on')).toEqual(['created', 'UID']);
    }
  });

  it('is the same under the old name', async () => {
    const packed = await get(sendPackedIndex);
    expect(packed.headers['Content-Type']).toBe('application/x-gzip');
    expect(packed.body).toBe((await get(sendIndex)).body);
  });

  it('keeps what it has made for five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await Promise.all([1, 2, 3].map(() => get(sendFile, '7')));
    await get(sendIndex);
    expect(asked).toHaveBeenCalledTimes(2);
    vi.setSystemTime(Date.now() + KEPT - 1);
    await get(sendFile, '7');
    expect(asked).toHaveBeenCalledTimes(2);
    vi.setSystemTime(Date.now() + 1);
    await get(sendFile, '7');
    expect(asked).toHaveBeenCalledTimes(4);
  });

  it('says how old it is, so that caches do not keep it for another five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect((await get(sendFile, '7')).headers.Age).toBeUndefined();
    vi.setSystemTime(Date.now() + 120_900);
    for (const send of [sendFile, sendIndex, sendPackedIndex]) {
      expect((await get(send, '7')).headers.Age).toBe('120');
    }
    vi.setSystemTime(Date.now() + 178_000);
    expect((await get(sendFile, '7')).headers.Age).toBe('290');
  });

  it('has the ways to them in a file of its own', async () => {
    const file = await get(sendSections);
    expect(places(file.body)).toEqual([
      `${SITE}/einbinden`,
      `${SITE}/wissen`,
      `${SITE}/praxis`,
    ]);
  });

  it('asks as a stranger', async () => {
    await get(sendFile, '1');
    await get(sendSections);
    for (const [, headers] of asked.mock.calls) {
      expect(Object.keys(headers)).toEqual(['Accept']);
    }
  });

  it.each(['0', '-1', '01', '26', '1e1', 'x', '', '99999999999', '1/2'])(
    'has no file %s',
    async (number) => {
      expect((await get(sendFile, number)).status).toBe(404);
      expect(asked.mock.calls.length).toBeLessThanOrEqual(1);
    },
  );
});

describe('a sitemap', () => {
  it('may have no texts', async () => {
    texts = [];
    const index = await get(sendIndex);
    expect(index.status).toBe(200);
    expect(places(index.body)).toEqual([`${SITE}/sitemap-sections.xml.gz`]);
    expect((await get(sendFile, '1')).status).toBe(404);
  });

  it('is XML whatever addresses there are', async () => {
    texts = ['/a&b<c>"d"'];
    const file = await get(sendFile, '1');
    expect(file.body).toContain(
      `<loc>${SITE}/a&amp;b&lt;c&gt;&quot;d&quot;</loc>`,
    );
  });

  it('is refused while the API fails, and made as soon as it does not', async () => {
    status = 500;
    for (const send of [sendIndex, sendPackedIndex, sendFile, sendSections]) {
      const answer = await get(send, '1');
      expect(answer.status).toBe(503);
      expect(answer.headers['Cache-Control']).toBeUndefined();
      expect(answer.body).not.toContain('127.0.0.1');
    }
    status = 200;
    expect((await get(sendFile, '1')).status).toBe(200);
  });
});
