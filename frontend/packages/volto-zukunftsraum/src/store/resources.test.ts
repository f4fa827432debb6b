import { beforeAll, describe, expect, it } from 'vitest';
import config from '@plone/volto/registry';
import resources, { searchPath, simplified } from './resources';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

describe('searchPath', () => {
  it('gives every value of a list, encoded, and leaves out what is not set', () => {
    expect(
      searchPath({
        portal_type: ['News Item', 'Event'],
        SearchableText: 'a&b',
        b_size: 3,
        sort_on: undefined,
      }),
    ).toBe(
      '/@search?portal_type=News+Item&portal_type=Event&SearchableText=a%26b&b_size=3',
    );
  });
});

describe('simplified', () => {
  it('makes addresses those of this site and drops long parts', () => {
    expect(
      simplified({
        items: [
          {
            '@id': 'http://localhost:3000/wissen/a',
            title: 'http://localhost:3000/',
            image_scales: { image: [] },
          },
        ],
      }),
    ).toEqual({
      items: [{ '@id': '/wissen/a', title: 'http://localhost:3000/' }],
    });
  });
});

describe('resources', () => {
  const loaded = { '/x': { data: { items: [] } } };

  it('shows the last answer while it asks again, and says when that failed', () => {
    const pending = resources(loaded, {
      type: 'ZR_GET_RESOURCE_PENDING',
      path: '/x',
    });
    expect(pending['/x']).toEqual({ data: { items: [] }, loading: true });
    expect(
      resources(pending, { type: 'ZR_GET_RESOURCE_FAIL', path: '/x' })['/x'],
    ).toEqual({ failed: true });
  });

  it('keeps what content brings along, by the address that answers it alone', () => {
    const url = 'http://localhost:3000/wissen/a';
    const result = {
      '@components': {
        glossary: { '@id': `${url}/@glossary`, items: [{ title: 'Saldo' }] },
        backlinks: { '@id': `${url}/@backlinks?b_size=10` },
        navigation: { '@id': `${url}/@navigation`, items: [] },
      },
    };
    const action = { type: 'GET_CONTENT_SUCCESS', result };
    expect(resources(loaded, action)).toEqual({
      ...loaded,
      '/wissen/a/@glossary': {
        data: { '@id': '/wissen/a/@glossary', items: [{ title: 'Saldo' }] },
        isPart: true,
      },
    });
    expect(resources(loaded, { ...action, subrequest: 'x' })).toBe(loaded);
    expect(resources(loaded, { ...action, result: {} })).toBe(loaded);
  });

  it.each(['LOGIN_SUCCESS', 'LOGOUT_SUCCESS', 'LOGOUT_FAIL'])(
    'forgets everything at %s',
    (type) => {
      expect(resources(loaded, { type })).toEqual({});
    },
  );
});
