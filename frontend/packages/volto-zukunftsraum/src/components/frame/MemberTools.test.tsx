import { describe, expect, it } from 'vitest';
import { loginPath } from './MemberTools';

describe('loginPath', () => {
  it.each([
    ['/', '', '/login'],
    ['/login', '?return_url=/x', '/login'],
    ['/logout', '', '/login'],
    ['/wissen/a', '', '/login?return_url=%2Fwissen%2Fa'],
    [
      '/search',
      '?SearchableText=a&b=c',
      '/login?return_url=%2Fsearch%3FSearchableText%3Da%26b%3Dc',
    ],
  ])('from %s%s → %s', (pathname, search, path) => {
    expect(loginPath(pathname, search)).toBe(path);
  });
});
