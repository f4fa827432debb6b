import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import config from '@plone/volto/registry';
import { OPEN } from './caching';
import { sendRobots } from './robots';

const asked = vi.fn();

async function told(answer: () => Promise<Response>) {
  vi.stubGlobal('fetch', (...call: unknown[]) => {
    asked(...call);
    return answer();
  });
  const got = { status: 200, headers: {} as Record<string, string>, body: '' };
  const res = {
    type: () => res,
    status: (code: number) => {
      got.status = code;
      return res;
    },
    set: (name: string, value: string) => {
      got.headers[name] = value;
      return res;
    },
    send: (body: string) => {
      got.body = body;
    },
  };
  await sendRobots({ headers: { cookie: 'auth_token=x' } } as any, res as any);
  return got;
}

const site = (rules?: string) => async () =>
  new Response(JSON.stringify({ 'plone.robots_txt': rules }));

beforeEach(() => {
  asked.mockClear();
  Object.assign(config.settings, {
    publicURL: 'https://www.example.org',
    internalApiPath: 'http://127.0.0.1:8080/Plone',
    legacyTraverse: false,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('robots.txt', () => {
  it('has the rules of the site, asked for as a stranger', async () => {
    const rules =
      'Sitemap: {portal_url}/sitemap.xml.gz\nUser-agent: *\nDisallow: /search';
    expect(await told(site(rules))).toEqual({
      status: 200,
      headers: { 'Cache-Control': OPEN },
      body: 'Sitemap: https://www.example.org/sitemap-index.xml\nUser-agent: *\nDisallow: /search',
    });
    const [url, { headers }] = asked.mock.calls[0];
    expect(url).toBe('http://127.0.0.1:8080/Plone/++api++/@site');
    expect(headers).toEqual({ Accept: 'application/json' });
  });

  it.each([
    ['is away', () => Promise.reject(new Error('connect 127.0.0.1:8080'))],
    ['fails', async () => new Response('127.0.0.1', { status: 500 })],
    ['has no rules', site()],
  ])('is 503 while the API %s', async (_name, answer) => {
    const got = await told(answer);
    expect(got.status).toBe(503);
    expect(got.headers).toEqual({ 'Retry-After': '60' });
    expect(got.body).not.toContain('127.0.0.1');
  });
});
