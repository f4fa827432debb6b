import { expect, it } from 'vitest';
import { leadsUp } from './leadsUp';

it.each([
  '/..',
  '/../../',
  '/./wissen',
  '/wissen/..?x=1',
  '/%2e%2e/',
  '/.%2E/',
  '/%252e%252e/%252e%252e/',
  '/%25252e./',
  '/..%2f..%2fmanage',
  '/passwort/..%2f..%2f..%2f@users',
  '/..\\..\\',
  '/..%5c..%5c',
  // What `URL` leaves out.
  '/.%09./',
  '/.%250a./',
  '/%00',
  '/++api++/../../@users',
  '/%e4%/../',
  '/%zz/%2e%2e/',
  '/%23/../..',
  '/%3f/../..',
  // The form that proxies use.
  'http://www.example.org/../../',
])('%s leads up', (path) => {
  expect(leadsUp(path)).toBe(true);
});

it.each([
  '/',
  '/wissen/a.b/..c/c../...',
  '/.well-known/security.txt',
  '/suche?text=../..&x=%2e%2e',
  '/wissen#/../',
  '/k%C3%B6ln/100%25',
  '/%zz',
  '/praxis/hof/@@images/a.png',
  '/++api++/@search?path=/../',
  'http://127.0.0.1:8080/Plone/++api++/wissen',
])('%s does not', (path) => {
  expect(leadsUp(path)).toBe(false);
});

it('takes no time for a path that somebody made up to take some', () => {
  const begun = performance.now();
  leadsUp(`/%${'25'.repeat(8000)}2e`);
  leadsUp(`/${'.'.repeat(16000)}`);
  expect(performance.now() - begun).toBeLessThan(500);
});
