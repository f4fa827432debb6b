import { beforeAll, describe, expect, it, vi } from 'vitest';
import config from '@plone/volto/registry';
import { startQueries } from '../components/home/queries';
import { NOTICES, spaceQueries } from '../components/spaces/queries';
import installResources from './resources';

const scope = globalThis as any;

/** What the server asks for when it renders a page with this content. */
async function asked(content: object, pathname: string, token?: string) {
  scope.__SERVER__ = true;
  const registry: any = { settings: {}, addonReducers: {} };
  installResources(registry);
  const [{ extend }] = registry.settings.asyncPropsExtenders;
  const [item] = extend([
    { key: 'content', promise: () => Promise.resolve(content) },
  ]);
  const dispatch = vi.fn(() => Promise.resolve({ items: [], items_total: 0 }));
  const store = {
    dispatch,
    getState: () => ({ userSession: { token }, municipalities: {} }),
  };
  await item.promise({ store, location: { pathname } });
  scope.__SERVER__ = false;
  return dispatch.mock.calls.map(([action]: any) => action.path).sort();
}

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
  config.settings.nonContentRoutes = [/\/edit$/];
});

const site = { '@id': '/', '@type': 'Plone Site' };
const space = { '@id': '/raeume/m', '@type': 'MunicipalSpace' };
const room = { '@id': '/austausch/r', '@type': 'ExchangeRoom' };
const page = { '@id': '/raeume/m/notiz', '@type': 'Document' };

describe('the server reads before it renders', () => {
  it('what is new, for the home page; the rooms for members only', async () => {
    const { spaces, ...open } = startQueries;
    const expected = Object.values(open).map((query) => query());
    expect(await asked(site, '/')).toEqual(expected.sort());
    expect(await asked(site, '/', 'token')).toEqual(
      [...expected, spaces()].sort(),
    );
  });

  it('what lies in a space, and who can see it', async () => {
    expect(await asked(space, '/raeume/m', 'token')).toEqual(
      [
        '/raeume/m/@visibility',
        NOTICES,
        ...Object.values(spaceQueries(space)),
      ].sort(),
    );
  });

  it('what lies in a room, and whether the person is in it', async () => {
    const { latest, tree, events, members } = spaceQueries(room);
    expect(await asked(room, '/austausch/r', 'token')).toEqual(
      [
        '/austausch/r/@visibility',
        '/austausch/r/@membership',
        NOTICES,
        ...[latest, tree, events, members],
      ].sort(),
    );
  });

  it('nothing beside a public page for strangers', async () => {
    expect(await asked(page, '/raeume/m/notiz')).toEqual([]);
  });

  it.each([
    [undefined, 0],
    ['token', 1],
  ])('the state of the review for members only (%s)', async (token, calls) => {
    scope.__SERVER__ = true;
    const registry: any = { settings: {}, addonReducers: {} };
    installResources(registry);
    scope.__SERVER__ = false;
    const promise = vi.fn();
    const [item] = registry.settings.asyncPropsExtenders[0].extend([
      { key: 'workflow', promise },
    ]);
    item.promise({ store: { getState: () => ({ userSession: { token } }) } });
    expect(promise).toHaveBeenCalledTimes(calls);
  });

  it('nothing for forms', async () => {
    expect(await asked(space, '/raeume/m/edit', 'token')).toEqual([]);
  });
});
