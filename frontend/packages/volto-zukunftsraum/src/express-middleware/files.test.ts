import { get } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { getAPIResourceWithAuth } from '@plone/volto/helpers/Api/APIResourceWithAuth';
import filesMiddleware from './files';

vi.mock('@plone/volto/helpers/Api/APIResourceWithAuth', () => ({
  getAPIResourceWithAuth: vi.fn(),
}));

const asked = vi.mocked(getAPIResourceWithAuth);

let server: Server;

beforeAll(async () => {
  const app = express()
    .use(filesMiddleware())
    .get('/*', (_req, res) => res.send('elsewhere'))
    .use(((error, _req, res, _next) => {
      res.status(error.status).send('failed');
    }) as express.ErrorRequestHandler);
  await new Promise<void>((done) => {
    server = app.listen(0, '127.0.0.1', done);
  });
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  asked.mockReset();
});

const ask = (path: string, headers = {}) =>
  new Promise<{ status?: number; headers: IncomingHttpHeaders; body: string }>(
    (done) => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, path, headers }, async (answer) => {
        const body = (await answer.toArray()).join('');
        done({ status: answer.statusCode, headers: answer.headers, body });
      });
    },
  );

const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

describe('a file', () => {
  const said = {
    'content-type': 'image/png',
    'cache-control': 'public, max-age=0',
    etag: '"1"',
    'last-modified': 'Tue, 01 Dec 2026 10:00:00 GMT',
    vary: 'Cookie',
  };

  it.each([
    '/wissen/a/@@images/image-400-1.png',
    '/@@site-logo/logo.png',
    '/a/@@download/file',
    '/a/@@display-file/file',
  ])('comes with what Zope says of it: %s', async (path) => {
    const headers = { ...said, server: 'waitress' };
    asked.mockResolvedValue({ status: 200, headers, body: Buffer.from('png') });
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('png');
    expect(answer.headers).toMatchObject({ ...said, ...OPEN });
    expect(answer.headers.server).toBeUndefined();
    const again = await ask(path, { 'If-None-Match': '"1"' });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('may be a part of it', async () => {
    const headers = { ...said, 'content-range': 'bytes 0-1/9' };
    asked.mockResolvedValue({ status: 206, headers, body: Buffer.from('pn') });
    const answer = await ask('/a/@@download/file', { Range: 'bytes=0-1' });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe('bytes 0-1/9');
  });

  it('may not be there', async () => {
    asked.mockRejectedValue(Object.assign(new Error('x'), { status: 404 }));
    const answer = await ask('/wissen/a/@@images/gibtsnicht');
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject(OPEN);
  });
});

describe('what other websites embed', () => {
  it('is for all of them, and comes from where it came', async () => {
    const answer = await ask('/zukunftsraum-liste.js');
    expect(answer.body).toBe('elsewhere');
    expect(answer.headers).toMatchObject(OPEN);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is nothing else', async () => {
    const answer = await ask('/wissen');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
