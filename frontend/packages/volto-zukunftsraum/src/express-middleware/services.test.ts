import { describe, expect, it, vi } from 'vitest';
import servicesMiddleware from './services';

function visit(originalUrl: string) {
  const headers: Record<string, string> = {};
  const redirect = vi.fn();
  const next = vi.fn();
  servicesMiddleware()(
    { originalUrl } as any,
    {
      set: (name: string, value: string) => (headers[name] = value),
      redirect,
    } as any,
    next,
  );
  expect(next.mock.calls.length + redirect.mock.calls.length).toBe(1);
  return redirect.mock.calls.length
    ? { to: redirect.mock.calls[0], headers }
    : null;
}

describe('an address of a service without ++api++', () => {
  it.each([
    '/@search?b_start=25&SearchableText=a%26b',
    '/wissen/@feed',
    '/wissen/@comments/17',
    '/@openapi',
    '/%40search',
    '//evil.example/@search',
  ])('leads to the service: %s', (url) => {
    expect(visit(url)).toEqual({
      to: [308, `/++api++${url}`],
      headers: {
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'public, max-age=300',
      },
    });
  });

  it.each([
    '/',
    '/wissen',
    '/wissen/@@images/image',
    '/wissen/a@b',
    '/author/lea@musterstadt.de',
    '/wissen?path=/@search',
    '/++api++/@search',
    'http://evil.example/@search',
  ])('is no other: %s', (url) => {
    expect(visit(url)).toBeNull();
  });
});
