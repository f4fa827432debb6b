import { describe, expect, it, vi } from 'vitest';
import { createMemoryHistory } from 'history';
import { connectRouter } from 'connected-react-router';
import { loadReducers } from '@plone/volto/helpers/Html/Html';
import config from '@plone/volto/registry';
import installPages, { contentOnly } from './pages';

const seen = (action: object) => {
  const next = vi.fn();
  contentOnly()(next)(action);
  return next.mock.calls[0][0];
};

describe('contentOnly', () => {
  it('lets content pass', () => {
    const action = {
      type: 'GET_CONTENT_SUCCESS',
      result: { '@type': 'WikiArticle' },
      subrequest: 'a',
    };
    expect(seen(action)).toBe(action);
  });

  it.each([[{}], [{ '@id': '/@search', items: [] }], ['<html>'], [undefined]])(
    'says that there is nothing where the API gives %o',
    (result) => {
      expect(
        seen({ type: 'GET_CONTENT_SUCCESS', result, subrequest: 'a' }),
      ).toEqual({
        type: 'GET_CONTENT_FAIL',
        error: { status: 404, message: 'Not found' },
        subrequest: 'a',
      });
    },
  );

  it('looks at nothing else', () => {
    const action = { type: 'GET_NAVIGATION_SUCCESS', result: {} };
    expect(seen(action)).toBe(action);
  });
});

describe('what the server writes into a page', () => {
  it('is the same for the same page', () => {
    Object.assign(config.settings, {
      storeExtenders: [],
      initialReducersBlacklist: ['other'],
    });
    installPages(config as any);
    const written = () => {
      const history = createMemoryHistory({ initialEntries: ['/wissen'] });
      const router = connectRouter(history)(undefined, {} as any);
      return JSON.stringify(loadReducers({ content: {}, router } as any));
    };
    expect(written()).toBe('{"content":{}}');
    expect(written()).toBe(written());
  });
});
