import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHash } from 'node:crypto';
import config from '@plone/volto/registry';
import protectionMiddleware, {
  FILE_POLICY,
  pagePolicy,
  scriptsOf,
} from './protection';

const hash = (text: string) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const SETTINGS = 'window.env = {"apiPath":"https:\\u002F\\u002Fx"};';
const STATE = 'window.__data={"content":{"title":"Grüße"}};';

/** A page as Volto writes it, with some content. */
const page = (main = '') =>
  `<!doctype html>
   <html lang="de"><head><title>x</title><script>${SETTINGS}</script></head>
   <body><div id="main">${main}</div><script charSet="UTF-8">${STATE}</script>
   <script id="__LOADABLE_REQUIRED_CHUNKS__" type="application/json">[1]</script>
   <script async src="/static/js/client.js"></script></body></html>`;

const request = (host = 'www.example.org') => ({ headers: { host } }) as any;

beforeEach(() => {
  Object.assign(config.settings, {
    publicURL: 'https://www.example.org',
    apiPath: 'https://www.example.org',
  });
});
afterEach(() => vi.unstubAllEnvs());

describe('scriptsOf', () => {
  it('knows the two scripts that Volto writes', () => {
    expect(scriptsOf(page())).toEqual([hash(SETTINGS), hash(STATE)]);
  });

  it('allows none that came in with content', () => {
    const evil = [
      '<script>alert(1)</script>',
      '<script>window.env = alert(2)</script>',
      '<script charSet="UTF-8">window.__data=alert(3)</script>',
    ].join('');
    expect(scriptsOf(page(evil))).toEqual([hash(SETTINGS), hash(STATE)]);
  });

  it('allows none on a page of an error', () => {
    expect(scriptsOf('<!doctype html> <h1>Error</h1>')).toEqual([]);
  });
});

describe('pagePolicy', () => {
  const directive = (name: string, host?: string) =>
    pagePolicy(page(), request(host))
      .split('; ')
      .find((one) => one.startsWith(`${name} `));

  it('runs scripts of the build, but not files at the same address', () => {
    expect(directive('script-src')).toBe(
      'script-src www.example.org/static/ www.example.org/zukunftsraum-liste.js ' +
        `${hash(SETTINGS)} ${hash(STATE)}`,
    );
    expect(pagePolicy(page(), request())).not.toMatch(
      /script-src[^;]*('self'|unsafe)/,
    );
  });

  it('knows the website by another name and port, and takes no rubbish for one', () => {
    expect(directive('script-src', 'localhost:3000')).toContain(
      'localhost:3000/static/',
    );
    expect(directive('script-src', 'evil; script-src *')).not.toContain('*');
  });

  it('names the API where that is elsewhere', () => {
    Object.assign(config.settings, { apiPath: 'https://api.example.org/x' });
    expect(directive('connect-src')).toBe(
      "connect-src 'self' https://api.example.org",
    );
  });
});

describe('protectionMiddleware', () => {
  function answered(body: unknown, said: Record<string, string> = {}) {
    const headers: Record<string, string> = { ...said };
    const send = vi.fn();
    const next = vi.fn();
    const res = {
      set: (name: string | Record<string, string>, value?: string) =>
        Object.assign(
          headers,
          typeof name === 'string' ? { [name]: value } : name,
        ),
      get: (name: string) => headers[name],
      removeHeader: (name: string) => delete headers[name],
      send,
    };
    protectionMiddleware()(request(), res as any, next);
    expect(next).toHaveBeenCalledWith();
    (res.send as any)(body);
    expect(send).toHaveBeenCalledWith(body);
    return headers;
  }

  it('tells everything else to run nothing', () => {
    for (const body of [Buffer.from(page()), page(), { a: 1 }]) {
      const headers = answered(body, { 'Content-Type': 'text/html' });
      expect(headers['Content-Security-Policy']).toBe(FILE_POLICY);
      expect(headers['X-Content-Type-Options']).toBe('nosniff');
    }
  });

  it('tells pages their policy', () => {
    vi.stubEnv('NODE_ENV', 'production');
    expect(answered(page())['Content-Security-Policy']).toBe(
      pagePolicy(page(), request()),
    );
  });

  it('asks for https where the website has it', () => {
    const name = 'Strict-Transport-Security';
    expect(answered(page())[name]).toBe('max-age=31536000');
    Object.assign(config.settings, { publicURL: 'http://localhost:3000' });
    expect(answered(page())[name]).toBeUndefined();
  });
});
