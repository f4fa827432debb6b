import { describe, expect, it } from 'vitest';
import { loginPath, returnPath } from './loginPath';

describe('returnPath', () => {
  it.each([
    ['/login', '?return_url=%2Fraeume%2Fm%3Fa%3D1', '/raeume/m?a=1'],
    ['/raeume/m/login', '', '/raeume/m'],
    ['/login', '', '/'],
    ['/login', '?return_url=%2Flogout', '/'],
    ['/login', '?return_url=%2Fx%2Flogin%3Freturn_url%3D%2Fy', '/'],
    ['/login', '?return_url=https%3A%2F%2Fexample.org%2F', '/'],
    ['/login', '?return_url=%2F%2Fexample.org', '/'],
    ['/login', '?return_url=%2F%5Cexample.org', '/'],
    ['/login', '?return_url=javascript%3Aalert(1)', '/'],
    ['/login', '?return_url=%2Flogin-hilfe', '/login-hilfe'],
    ['/login', '?return_url=%2Fregistrieren%2Fbestaetigen%2Fx', '/'],
    ['/login', '?return_url=%2Fpasswort%2Fx', '/'],
    ['/login', '?return_url=%2Feinladung%2Fx', '/einladung/x'],
  ])('%s%s → %s', (pathname, search, expected) => {
    expect(returnPath(pathname, search)).toBe(expected);
  });

  it('comes back to where the login was opened', () => {
    const [path, query] = loginPath('/raeume/m', '?a=1&b=2').split('?');
    expect(returnPath(path, `?${query}`)).toBe('/raeume/m?a=1&b=2');
  });
});

describe('loginPath', () => {
  it.each([
    ['/', '', '/login'],
    ['/login', '?return_url=/x', '/login'],
    ['/logout', '', '/login'],
    ['/registrieren', '?schritt=2', '/login'],
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
