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
    ['an answer that sets a cookie', { said: { 'Set-Cookie': 'a=b' } }],
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
