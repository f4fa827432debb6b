import { beforeEach, describe, expect, it, vi } from 'vitest';
import config from '@plone/volto/registry';
import languageMiddleware from './language';

beforeEach(() => {
  config.settings.supportedLanguages = ['de', 'en'];
  config.settings.defaultLanguage = 'de';
});

function request(url: string, cookie?: string, acceptLanguage = 'fr') {
  const set = vi.fn();
  const req = {
    method: 'GET',
    url,
    originalUrl: url,
    query: Object.fromEntries(new URL(url, 'http://localhost').searchParams),
    headers: { 'accept-language': acceptLanguage },
    protocol: 'http',
    universalCookies: { get: () => cookie, set },
  };
  const res = { set: vi.fn(), redirect: vi.fn() };
  const next = vi.fn();
  (languageMiddleware() as any)(req, res, next);
  return { req, res, next, set };
}

describe('languageMiddleware', () => {
  it('sets the cookie and leads back to the page', () => {
    const { res, next, set } = request('/wissen?set_language=en');
    expect(set.mock.calls[0].slice(0, 2)).toEqual(['I18N_LANGUAGE', 'en']);
    expect(res.redirect).toHaveBeenCalledWith(302, '/wissen');
    expect(next).not.toHaveBeenCalled();
  });

  it('ignores a language that the interface does not have', () => {
    const { res, set } = request('/wissen?set_language=fr');
    expect(set).not.toHaveBeenCalled();
    expect(res.redirect).toHaveBeenCalledWith(302, '/wissen');
  });

  it.each([undefined, 'fr'])(
    'shows the language of the site when the cookie is %s',
    async (cookie) => {
      const { req, next } = request('/', cookie, 'en-US,en;q=0.9');
      await vi.waitFor(() => expect(next).toHaveBeenCalled());
      expect(req.headers['accept-language']).toBe('de');
    },
  );

  it('leaves a choice alone', async () => {
    const { req, next } = request('/', 'en', 'fr');
    await vi.waitFor(() => expect(next).toHaveBeenCalled());
    expect(req.headers['accept-language']).toBe('fr');
  });
});
