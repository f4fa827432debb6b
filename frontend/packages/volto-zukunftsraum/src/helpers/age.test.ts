import { afterAll, beforeAll, expect, it } from 'vitest';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import superagent from 'superagent';
import { addHeadersFactory } from '../customizations/volto/helpers/Proxy/Proxy';
import cachingMiddleware from '../express-middleware/caching';

/** Answers of an age that its path says. */
const zope = http.createServer((req, res) => {
  const age = req.url?.slice(1);
  res.writeHead(200, age === 'new' ? {} : { Age: age }).end('{}');
});
let website: http.Server;

const listen = (server: http.Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const addressOf = (server: http.Server) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  await listen(zope);
  const app = express();
  app.use((req: any, _res, next) => {
    req.universalCookies = { get: () => undefined };
    next();
  });
  app.use(cachingMiddleware());
  app.use(async (req, res) => {
    const asked = String(req.query.of ?? '').split(',');
    await Promise.all(
      asked.map((age) =>
        superagent
          .get(`${addressOf(zope)}/${age}`)
          .use(addHeadersFactory(req) as any),
      ),
    );
    res.status(req.path === '/gone' ? 404 : 200).send('<html></html>');
  });
  website = http.createServer(app);
  await listen(website);
});

afterAll(() => {
  [zope, website].forEach((server) => server.close());
});

it.each([
  ['/wissen?of=new', undefined],
  ['/wissen?of=120', '120'],
  ['/wissen?of=7,240,new,30', '240'],
  ['/wissen?of=never', undefined],
  // Caches keep it for ten seconds at least.
  ['/wissen?of=290', '290'],
  ['/wissen?of=299', '290'],
  ['/wissen?of=360,new', '290'],
  // Nobody keeps these.
  ['/gone?of=120', undefined],
  ['/login?of=120', undefined],
])(
  'a page that caches keep is as old as what is in it: %s',
  async (path, age) => {
    const { headers } = await superagent
      .get(addressOf(website) + path)
      .ok(() => true);
    expect(headers.age).toBe(age);
  },
);
