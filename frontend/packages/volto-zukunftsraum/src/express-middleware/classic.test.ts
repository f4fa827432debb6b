import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import config from '@plone/volto/registry';
import classicMiddleware from './classic';

type Seen = { url: string; headers: http.IncomingHttpHeaders };

let seen: Seen[] = [];
let answer: http.OutgoingHttpHeaders = {};

/** What stands in for Zope. */
const zope = http.createServer((req, res) => {
  seen.push({ url: req.url ?? '', headers: req.headers });
  res.writeHead(answer.location ? 302 : 200, answer).end('Zope');
});
let website: http.Server;

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
const listen = (server: http.Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** Ask for a path as it is, without the browser's tidying. */
function ask(
  path: string,
  { method = 'GET', headers = {} as http.OutgoingHttpHeaders } = {},
) {
  seen = [];
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders }>(
    (resolve, reject) => {
      http
        .request(
          { port: portOf(website), host: '127.0.0.1', path, method, headers },
          (res) => {
            res.resume();
            res.on('end', () =>
              resolve({ status: res.statusCode ?? 0, headers: res.headers }),
            );
          },
        )
        .on('error', reject)
        .end();
    },
  );
}

beforeAll(async () => {
  await listen(zope);
  Object.assign(config.settings, {
    apiPath: 'https://www.example.org',
    supportedLanguages: ['de', 'en'],
    defaultLanguage: 'de',
    internalApiPath: `http://127.0.0.1:${portOf(zope)}/Plone`,
  });
  const app = express();
  app.use((req: any, _res, next) => {
    req.universalCookies = {
      get: (name: string) =>
        new RegExp(`${name}=(\\w+)`).exec(req.headers.cookie ?? '')?.[1],
    };
    next();
  });
  app.use('/', [classicMiddleware()]);
  app.use((_req, res) => {
    res.status(299).end();
  });
  website = http.createServer(app);
  await listen(website);
});

afterAll(() => {
  zope.close();
  website.close();
});

const editor = { headers: { cookie: 'auth_token=abc', accept: 'text/html' } };
const HOST = '/VirtualHostBase/https/www.example.org:443/Plone/VirtualHostRoot';

describe('the classic pages of forms', () => {
  it.each([
    ['', 'de'],
    ['I18N_LANGUAGE=en', 'en'],
    ['I18N_LANGUAGE=fr', 'de'],
  ])('speak the language of the website (%s)', async (cookie, language) => {
    await ask('/klassisch/formulare/kontakt/view', {
      headers: { cookie, 'accept-language': 'it' },
    });
    expect(seen[0].headers['accept-language']).toBe(language);
  });

  it.each([
    '/formulare/kontakt/fields',
    '/formulare/kontakt/fields/@@add-field',
    '/formulare/kontakt/fields/name/@@order?pos=1',
    '/formulare/kontakt/fields/name/++widget++form.widgets.x/@@y',
    '/formulare/kontakt/fields/@@modeleditor',
    '/formulare/kontakt/actions/mailer',
    '/formulare/kontakt/view',
    '/formulare/kontakt/@@export-easyform',
    '/++webresource++1/++plone++static/bundle.min.js',
    '/formulare/kontakt/++resource++orderedselect_input.js',
    '/formulare/kontakt/@@z3cform_validate_field',
  ])('come from Zope, with addresses of the website: %s', async (path) => {
    const { status, headers } = await ask(`/klassisch${path}`, editor);
    expect(status).toBe(200);
    expect(seen[0].url).toBe(`${HOST}/_vh_klassisch${path}`);
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['content-security-policy']).toContain(
      /fields|actions|export/.test(path)
        ? "script-src 'self' 'unsafe-eval';"
        : "script-src 'self';",
    );
  });

  it('know the session of the website, and are no API', async () => {
    const headers = {
      cookie: 'auth_token=abc',
      accept: 'application/json, */*',
    };
    await ask('/klassisch/formulare/kontakt/fields', { headers });
    expect(seen[0].headers.authorization).toBe('Bearer abc');
    expect(seen[0].headers.accept).toBe('*/*');
  });

  it('ask strangers to log in first, where they are for editors', async () => {
    const path = '/klassisch/formulare/kontakt/fields?x=1';
    const { status, headers } = await ask(path);
    expect([status, headers.location]).toEqual([
      302,
      `/login?return_url=${encodeURIComponent(path)}`,
    ]);
    expect(seen).toEqual([]);
    await ask('/klassisch/formulare/kontakt/view');
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['strangers to the login', {}, '/view', '/login?return_url='],
    ['who is logged in to the form', editor, '/fields', '/formulare/kontakt'],
    ['them, too', editor, '/actions/saver/@@edit', '/formulare/kontakt'],
  ])('lead %s when Zope refuses', async (_who, options, page, target) => {
    answer = {
      location: 'https://www.example.org/klassisch/require_login?came_from=x',
    };
    const path = `/klassisch/formulare/kontakt${page}`;
    const { headers } = await ask(path, options);
    answer = {};
    expect(headers.location).toBe(
      target.endsWith('=') ? target + encodeURIComponent(path) : target,
    );
  });

  it.each([
    ['/klassisch', '/'],
    ['/klassisch/formulare/kontakt', '/formulare/kontakt'],
    ['/klassisch/formulare/kontakt/edit?x=1', '/formulare/kontakt/edit'],
    [
      '/klassisch/formulare/kontakt/folder_contents',
      '/formulare/kontakt/contents',
    ],
    [
      '/klassisch/formulare/kontakt/fields/@@sharing?x=1',
      '/formulare/kontakt/sharing',
    ],
    [
      '/klassisch/formulare/kontakt/fields/folder_contents',
      '/formulare/kontakt/contents',
    ],
    [
      '/klassisch/formulare/kontakt/fields/@@manage-aliases',
      '/formulare/kontakt',
    ],
    [
      '/klassisch/formulare/kontakt/actions/saver/@@data',
      '/formulare/kontakt/einsendungen?action=saver',
    ],
    [
      '/klassisch/formulare/kontakt/@@saveddata',
      '/formulare/kontakt/einsendungen',
    ],
    [
      '/klassisch/formulare/kontakt/einsendungen',
      '/formulare/kontakt/einsendungen',
    ],
    ['/klassisch/formulare/kontakt/@@event_listing', '/formulare/kontakt'],
    ['/klassisch/useractions', '/mein-konto'],
    ['/klassisch/@@manage-users', '/'],
    ['/klassisch/wissen/text/@@fields', '/wissen/text'],
    ['/klassisch/wissen', '/wissen'],
    ['/klassisch/praxis/hof/@@images/a.png', '/praxis/hof/@@images/a.png'],
  ])('%s leads back to the website', async (path, target) => {
    const { status, headers } = await ask(path, editor);
    expect([status, headers.location]).toEqual([302, target]);
    expect(seen).toEqual([]);
  });

  it.each([
    '/klassisch/++api++/@users',
    '/klassisch/formulare/kontakt/fields/../../../acl_users/view',
    '/klassisch/formulare/kontakt/%2e%2e/fields',
    '/klassisch//evil.example/x',
    '/klassisch/\\evil.example',
    '/klassisch/%zz/fields',
    '/klassisch/++plone++static/../../@@manage-users',
  ])('%s is not there', async (path) => {
    const { status, headers } = await ask(path, editor);
    expect(status).toBe(404);
    expect(headers.location).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it('find the texts of their scripts at the root', async () => {
    await ask('/plonejsi18n?domain=widgets&language=de');
    expect(seen[0].url).toBe(
      `${HOST}/_vh_klassisch/plonejsi18n?domain=widgets&language=de`,
    );
  });

  it('take a form that a visitor has filled in', async () => {
    const path = '/klassisch/formulare/kontakt/view';
    expect((await ask(path, { method: 'POST' })).status).toBe(200);
    expect(seen[0].url).toBe(`${HOST}/_vh_${path.slice(1)}`);
  });

  it.each(['', '/edit', '/actions/saver/@@data', '/@@saveddata'])(
    'takes nothing else that somebody sends (%s)',
    async (page) => {
      const { status } = await ask(`/klassisch/formulare/kontakt${page}`, {
        ...editor,
        method: 'POST',
      });
      expect(status).toBe(404);
      expect(seen).toEqual([]);
    },
  );

  it('give forms as files to nobody who is not logged in', async () => {
    const path = '/klassisch/formulare/kontakt/@@export-easyform';
    const { headers } = await ask(path);
    expect(headers.location).toContain('/login?return_url=');
    expect(seen).toEqual([]);
  });

  it('leaves the website alone', async () => {
    expect((await ask('/klassischer/fields', editor)).status).toBe(299);
    expect((await ask('/formulare/kontakt/fields')).status).toBe(299);
  });
});
