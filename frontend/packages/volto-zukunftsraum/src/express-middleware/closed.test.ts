import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import superagent from 'superagent';
import { addHeadersFactory } from '../customizations/volto/helpers/Proxy/Proxy';
import closedMiddleware from './closed';

/** Addresses that Zope was asked for. */
let seen: string[] = [];
const zope = http.createServer((req, res) => {
  seen.push(req.url ?? '');
  res.end('Zope');
});
let website: http.Server;
/** What makes its addresses without the middleware, as Volto does. */
let bare: http.Server;

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
const listen = (server: http.Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** The status of a path that is sent as it is, without the browser's tidying. */
function ask(server: http.Server, path: string): Promise<number> {
  seen = [];
  return new Promise((resolve, reject) => {
    http
      .request({ port: portOf(server), host: '127.0.0.1', path }, (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode ?? 0));
      })
      .on('error', reject)
      .end();
  });
}

/** As `helpers/Api` of Volto: an address of Zope from the path of the page. */
const page: express.RequestHandler = (req, res, next) => {
  const address = `http://127.0.0.1:${portOf(zope)}/Plone/++api++${req.path}`;
  new Promise((resolve, reject) => {
    const request = superagent.get(address);
    request.use(addHeadersFactory(req));
    request.end((error) => (error ? reject(error) : resolve(undefined)));
  }).then(
    () => res.send('page'),
    (error) => (error.status ? res.status(error.status).end() : next(error)),
  );
};

beforeAll(async () => {
  await listen(zope);
  website = http.createServer(express().use(closedMiddleware()).use(page));
  bare = http.createServer(express().use(page));
  await Promise.all([listen(website), listen(bare)]);
});

afterAll(() => {
  [zope, website, bare].forEach((server) => server.close());
});

const UP = ['/../../', '/%2e%2e/%2e%2e/', '/wissen/../../../manage', '/..\\..'];

describe('a path that leads up', () => {
  it.each([...UP, '/%252e%252e/%252e%252e/', '/.%09./', '/++api++/../../x'])(
    'is not there: %s',
    async (path) => {
      expect(await ask(website, path)).toBe(404);
      expect(seen).toEqual([]);
    },
  );

  it.each(UP)('is no address for Zope, whoever makes it: %s', async (path) => {
    expect(await ask(bare, path)).toBe(404);
    expect(seen).toEqual([]);
  });
});

it('others are passed on as they are', async () => {
  for (const server of [website, bare]) {
    expect(await ask(server, '/k%C3%B6ln/a.b')).toBe(200);
    expect(seen).toEqual(['/Plone/++api++/k%C3%B6ln/a.b']);
  }
});
