import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventEmitter } from 'node:events';
import config from '@plone/volto/registry';
import { addHeadersFactory } from '../customizations/volto/helpers/Proxy/Proxy';
import tracingMiddleware, { HEADER, kindOf, shownPath } from './tracing';

let lines: string[] = [];

beforeEach(() => {
  config.settings.nonContentRoutes = ['/login', /^\/passwort(\/.*)?$/];
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function answered(given?: string, path = '/wissen/a') {
  const said: Record<string, string> = { 'Content-Length': '12' };
  const req = {
    method: 'GET',
    path,
    url: `${path}?q=Lea`,
    httpVersion: '1.1',
    hostname: 'www.example.org',
    connection: {},
    headers: given === undefined ? {} : { [HEADER]: given },
  } as any;
  const res = Object.assign(new EventEmitter(), {
    statusCode: 200,
    set: (name: string, value: string) => (said[name] = value),
    get: (name: string) => said[name],
  }) as any;
  const next = vi.fn();
  tracingMiddleware()(req, res, next);
  expect(next).toHaveBeenCalledWith();
  res.emit('close');
  return { req, said };
}

describe('tracingMiddleware', () => {
  it('keeps the id of the proxy, and answers with it', () => {
    const { req, said } = answered('of-the-proxy-1');
    expect([req.headers[HEADER], said[HEADER]]).toEqual([
      'of-the-proxy-1',
      'of-the-proxy-1',
    ]);
  });

  it.each([
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'a"b c-d-e-f',
    'a\nb-c-d-e',
  ])('makes an id where there is none: %j', (given) => {
    const { req, said } = answered(given);
    expect(said[HEADER]).toMatch(/^[0-9a-f-]{36}$/);
    expect(req.headers[HEADER]).toBe(said[HEADER]);
  });

  it('gives the id to Zope with what the website asks', () => {
    const { req } = answered('of-the-proxy-1');
    const set = vi.fn();
    const url = 'http://127.0.0.1:8080/Plone';
    addHeadersFactory(req)({ set, url, on: vi.fn() } as any);
    expect(set).toHaveBeenCalledWith(HEADER, 'of-the-proxy-1');
    expect(set).toHaveBeenCalledWith('x-forwarded-host', 'www.example.org');
  });

  it('writes a line for each request, as text or JSON', () => {
    answered('of-the-proxy-1');
    vi.stubEnv('ZUKUNFTSRAUM_LOG', 'json');
    answered('of-the-proxy-2');
    expect(lines[0]).toMatch(
      /^\S+Z "GET \/wissen\/a HTTP\/1.1" 200 12 \d\.\d{3} of-the-proxy-1$/,
    );
    expect(JSON.parse(lines[1])).toMatchObject({
      level: 'INFO',
      message: 'GET /wissen/a HTTP/1.1',
      request_id: 'of-the-proxy-2',
      kind: 'page',
      status: 200,
      bytes: 12,
    });
  });
});

it.each([
  ['/', 'page', '/'],
  ['/wissen/a', 'page', '/wissen/a'],
  ['/passwort/geheim', 'form', '/passwort/...'],
  ['/login', 'form', '/login'],
  ['/++api++/@users/lea', 'api', '/++api++/...'],
  ['/praxis/x/@@images/a-1.png', 'file', '/praxis/x/@@images/a-1.png'],
  ['/author/lea', 'page', '/author/...'],
  ['/a/lea@example.org', 'page', '/a/...'],
  ['/lea%40example.org', 'page', '/...'],
  ['/a/lea@example/b.png', 'page', '/a/lea@example/b.png'],
])('%s is of the kind %s and logged as %s', (path, kind, shown) => {
  expect(kindOf(path)).toBe(kind);
  expect(shownPath(path)).toBe(shown);
});

it.each(['@', '%40', 'a@', '@.'])('a path of many %s takes no time', (sign) => {
  const path = `/${sign.repeat(5000)}`;
  const begun = performance.now();
  shownPath(path);
  expect(performance.now() - begun).toBeLessThan(1000);
});
