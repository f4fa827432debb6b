import { describe, expect, it, vi } from 'vitest';
import sessionMiddleware, { isToken } from './session';

const token = (claims: unknown) =>
  ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

const GOOD = token({ sub: 'müller', exp: 1 });

function visit(value: unknown, cookie = `a=1; auth_token=${value}; b=2`) {
  const remove = vi.fn();
  const req = {
    headers: { cookie },
    universalCookies: { get: () => value, remove },
  };
  const next = vi.fn();
  sessionMiddleware()(req as any, {} as any, next);
  expect(next).toHaveBeenCalledWith();
  return { cookie: req.headers.cookie, removed: remove.mock.calls };
}

describe('a cookie that is no token', () => {
  it.each([
    '',
    'x',
    'a.b.c',
    'a.b',
    `${GOOD}.d`,
    token(null),
    token({ exp: 1 }),
    token('text'),
    { a: 1 },
    42,
    `${GOOD}<script>`,
  ])('is forgotten: %s', (value) => {
    expect(isToken(value)).toBe(false);
    expect(visit(value)).toEqual({
      cookie: 'a=1; b=2',
      removed: [['auth_token', { path: '/' }]],
    });
  });
});

describe('a token', () => {
  it('stays, also one that has expired', () => {
    expect(visit(GOOD)).toEqual({
      cookie: `a=1; auth_token=${GOOD}; b=2`,
      removed: [],
    });
  });

  it('need not be there', () => {
    expect(visit(undefined, 'a=1')).toEqual({ cookie: 'a=1', removed: [] });
  });
});
