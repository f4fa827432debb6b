import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import config from '@plone/volto/registry';
import cachingMiddleware, { CLOSED, isContentPage, OPEN } from './caching';

beforeEach(() => {
  config.settings.nonContentRoutes = [
    /\?.*$/,
    /\/edit$/,
    '/login',
    /^\/passwort(\/.*)?$/,
  ];
});

type Case = {
  path?: string;
  method?: string;
  status?: number;
  cookies?: Record<string, string>;
  said?: Record<string, string>;
  authorization?: string;
  body?: unknown;
};

function answered({
  path = '/wissen/a',
  method = 'GET',
  status = 200,
  cookies = {},
  said = {},
  authorization,
  body = '<!doctype html>',
}: Case = {}) {
  const headers: Record<string, string> = { ...said };
  const send = vi.fn();
  const req = {
    path,
    method,
    headers: { authorization },
    universalCookies: { get: (name: string) => cookies[name] },
  };
  const res = {
    statusCode: status,
    get: (name: string) => headers[name],
    set: (name: string, value: string) => (headers[name] = value),
    vary: (name: string) => (headers['Vary'] = name),
    send,
    writeHead: vi.fn(),
  };
  const next = vi.fn();
  cachingMiddleware()(req as any, res as any, next);
  expect(next).toHaveBeenCalledWith();
  res.send(body);
  expect(send).toHaveBeenCalledWith(body);
  return headers;
}

describe('cachingMiddleware', () => {
  it('lets caches keep a page that all visitors get alike', () => {
    expect(answered()).toEqual({ 'Cache-Control': OPEN, Vary: 'Cookie' });
    expect(answered({ cookies: { I18N_LANGUAGE: 'en' } })).toEqual({
      'Cache-Control': OPEN,
      Vary: 'Cookie',
    });
  });

  it.each<[string, Case]>([
    ['somebody who is logged in', { cookies: { auth_token: 'x' } }],
    ['somebody of the classic interface', { cookies: { __ac: 'x' } }],
    ['a program with a key', { authorization: 'Bearer x' }],
    ['a page with a token', { path: '/passwort/geheim' }],
    ['the form of a login', { path: '/wissen/login' }],
    ['an editor’s page', { path: '/wissen/a/edit' }],
    ['what is no reading', { method: 'POST' }],
    ['what is no page', { body: { a: 1 } }],
    ['a form', { body: 'data={"guard":{"token":"x","honeypot":"y"}}' }],
    ['an error', { status: 404 }],
    [
      'an error that Volto lets caches keep',
      { status: 500, said: { 'Cache-Control': 'public, max-age=60' } },
    ],
  ])('lets nobody keep what comes to %s', (_name, given) => {
    expect(answered(given)['Cache-Control']).toBe(CLOSED);
  });

  it('leaves alone what says so itself', () => {
    const said = { 'Cache-Control': 'public, max-age=31536000' };
    expect(answered({ said })).toEqual(said);
  });
});

/** What a server sends that answers so, as a stream or as a whole. */
function sent(answer: (res: express.Response) => void) {
  const app = express()
    .use((req, _res, next) => {
      (req as any).universalCookies = { get: () => undefined };
      next();
    })
    .use(cachingMiddleware())
    .get('/wissen/a', (_req, res) => answer(res));
  return new Promise<Record<string, unknown>>((done) => {
    const server = app.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, path: '/wissen/a' }, (got) => {
        got.resume();
        done(got.headers);
        server.close();
      });
    });
  });
}

describe('what sets or deletes a cookie', () => {
  it.each<[string, (res: express.Response) => void]>([
    ['a page', (res) => res.send('<!doctype html>')],
    [
      'an answer of the API, or a file, that says itself who keeps it',
      (res) => {
        res.setHeader('Cache-Control', 'public, s-maxage=300');
        res.setHeader('Age', '17');
        res.write('{');
        res.end('}');
      },
    ],
  ])('is kept by nobody: %s', async (_name, answer) => {
    const withCookie = await sent((res) => {
      res.clearCookie('auth_token');
      answer(res);
    });
    expect(withCookie['cache-control']).toBe(CLOSED);
    expect(withCookie.age).toBeUndefined();
    expect((await sent(answer))['cache-control']).toContain('public');
  });
});

describe('an error', () => {
  it('is kept by nobody where the API is not reached, either', async () => {
    const got = await sent((res) => {
      res.writeHead(504, { 'Content-Type': 'text/plain' });
      res.end('Error occurred while trying to proxy');
    });
    expect(got['cache-control']).toBe(CLOSED);
  });
});

describe('isContentPage', () => {
  it('gives the same answer each time', () => {
    config.settings.nonContentRoutes = [/\/edit$/g];
    expect([1, 2, 3].map(() => isContentPage('/a/edit'))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
