import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import entrance from './entrance';

let server: Server;
let port: number;

beforeAll(async () => {
  // As Volto's server: it answers HEAD by itself, before all else.
  const app = express()
    .head('/*', (_req, res) => res.send(''))
    .get('/wissen', (req, res) => {
      res
        .set('X-Asked', `${(req as any).methodAsked}`)
        .json({ title: 'Wissen' });
    })
    .get('/*', (_req, res) => res.status(404).send('Not found'));
  server = createServer((req, res) =>
    entrance(req, res, () => app(req as any, res as any)),
  );
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.close();
});

type Answer = {
  status: number;
  headers: Record<string, unknown>;
  body: string;
};

const ask = (path: string, method = 'GET') =>
  new Promise<Answer>((done, failed) => {
    const options = { host: '127.0.0.1', port, path, method };
    request(options, async (answer) => {
      // The time is another one each time.
      const { date: _date, ...headers } = answer.headers;
      const body = (await answer.toArray()).join('');
      done({ status: answer.statusCode ?? 0, headers, body });
    })
      .on('error', failed)
      .end();
  });

describe('HEAD', () => {
  it.each(['/wissen', '/gibtsnicht', '/%ff'])(
    'tells of %s what GET tells',
    async (path) => {
      const [head, get] = [await ask(path, 'HEAD'), await ask(path)];
      expect(head.status).toBe(get.status);
      expect({ ...head.headers, 'x-asked': '' }).toEqual({
        ...get.headers,
        'x-asked': '',
      });
      expect(head.headers['content-length']).not.toBe('0');
      expect(head.body).toBe('');
    },
  );

  it('is known as such', async () => {
    expect((await ask('/wissen', 'HEAD')).headers['x-asked']).toBe('HEAD');
    expect((await ask('/wissen')).headers['x-asked']).toBe('GET');
  });
});

describe('an address that cannot be decoded', () => {
  it.each(['/%ff', '/%', '/wissen/%E0%A4%A', '/++api++x/%ff'])(
    'is bad: %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toContain('text/plain');
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(answer.body).toBe('The address cannot be decoded.');
    },
  );

  it('is bad in JSON for programs', async () => {
    const answer = await ask('/++api++/%ff');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      type: 'BadRequest',
      message: 'The address cannot be decoded.',
      errors: [],
    });
  });

  it('is only so by its path', async () => {
    expect((await ask('/wissen?q=%ff')).status).toBe(200);
    expect((await ask('/gibt%20nicht')).status).toBe(404);
  });
});
