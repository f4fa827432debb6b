import { describe, expect, it, vi } from 'vitest';
import { requestLanguage } from './requestLanguage';

function pass(action: unknown, locale: string | undefined = 'en') {
  const next = vi.fn();
  requestLanguage({ getState: () => ({ intl: { locale } }) })(next)(action);
  return next.mock.calls[0][0];
}

describe('requestLanguage', () => {
  it('asks the backend for the language of the interface', () => {
    expect(pass({ type: 'X', request: { op: 'get', path: '/' } })).toEqual({
      type: 'X',
      request: { op: 'get', path: '/', headers: { 'Accept-Language': 'en' } },
    });
  });

  it('keeps the headers of the request, and a language it asks for itself', () => {
    const headers = { Accept: 'text/csv', 'Accept-Language': 'de' };
    expect(pass({ type: 'X', request: { headers } }).request.headers).toEqual(
      headers,
    );
  });

  it('reaches every one of several requests', () => {
    const { request } = pass({ type: 'X', request: [{}, {}] });
    expect(request).toEqual([
      { headers: { 'Accept-Language': 'en' } },
      { headers: { 'Accept-Language': 'en' } },
    ]);
  });

  it('lets everything else through as it is', () => {
    const thunk = () => {};
    const plain = { type: 'Y' };
    expect(pass(thunk)).toBe(thunk);
    expect(pass(plain)).toBe(plain);
  });
});
