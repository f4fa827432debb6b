import { describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { renderWithApi } from '../../testing/api';
import { catalogue } from '../../testing/messages';
import ChosenItemsWidget from './ChosenItemsWidget';
import ItemsView from './ItemsView';
import { loadItems } from './load';
import { itemsPath, moreUrl, numberOf, shownItems } from './query';
import type { ItemsData } from './query';
import { itemsSchema } from './schema';

const page = {
  UID: 'page',
  topics: [{ token: 'housing', title: 'Wohnen' }, 'mobility'],
};

const asked = (data: ItemsData, of: any = page) => {
  const path = itemsPath(data, of);
  return path && new URLSearchParams(path.split('?')[1]);
};

const item = (UID: string, more: object = {}) => ({
  '@id': `/wissen/${UID}`,
  '@type': 'WikiArticle',
  title: `Artikel ${UID}`,
  UID,
  ...more,
});

describe('itemsPath', () => {
  it('asks for the newest of the types and topics that are chosen', () => {
    const query = asked({
      types: ['Seminar'],
      topics: ['housing'],
      number: 5,
    }) as URLSearchParams;
    expect(query.getAll('portal_type')).toEqual(['Seminar']);
    expect(query.getAll('topics')).toEqual(['housing']);
    expect(query.get('sort_on')).toBe('effective');
    expect(query.get('b_size')).toBe('6');
  });

  it('never asks for drafts or archived texts', () => {
    const query = asked({}) as URLSearchParams;
    expect(query.getAll('review_state')).toContain('published');
    for (const state of ['draft', 'pending', 'archived', 'cancelled'])
      expect(query.getAll('review_state')).not.toContain(state);
  });

  it('takes the topics of the page for what is related', () => {
    const query = asked({
      mode: 'related',
      topics: ['education'],
    }) as URLSearchParams;
    expect(query.getAll('topics')).toEqual(['housing', 'mobility']);
  });

  it.each([
    [{ mode: 'related' } as ItemsData, { UID: 'page', topics: [] }],
    [{ mode: 'chosen' } as ItemsData, page],
    [{ mode: 'chosen', href: [{ '@id': '/a' }] } as ItemsData, page],
  ])('asks for nothing with nothing to ask for: %j', (data, of) => {
    expect(itemsPath(data, of as any)).toBeNull();
  });

  it('asks once for all that is chosen', () => {
    const query = asked({
      mode: 'chosen',
      href: [
        { '@id': '/b', UID: 'b' },
        { '@id': '/a', UID: 'a' },
      ],
    }) as URLSearchParams;
    expect(query.getAll('UID')).toEqual(['b', 'a']);
  });

  it.each([
    [undefined, 3],
    [0, 3],
    [-4, 1],
    [7.9, 7],
    [1000, 12],
    ['x', 3],
  ])('shows from one to twelve: %s → %s', (number, shown) => {
    expect(numberOf({ number: number as number })).toBe(shown);
  });
});

describe('shownItems', () => {
  it('leaves the page itself out and stops at the number', () => {
    const found = [item('page'), item('a'), item('b'), item('c')];
    expect(
      shownItems({ number: 2 }, page as any, found).map(({ UID }) => UID),
    ).toEqual(['a', 'b']);
  });

  it('keeps the order of what was chosen and leaves out what is not found', () => {
    const href = ['c', 'gone', 'a'].map((UID) => ({ '@id': `/${UID}`, UID }));
    expect(
      shownItems({ mode: 'chosen', href }, page as any, [
        item('a'),
        item('c'),
      ]).map(({ UID }) => UID),
    ).toEqual(['c', 'a']);
  });
});

describe('moreUrl', () => {
  it('leads to the search with types and topics', () => {
    expect(
      moreUrl({ mode: 'related', types: ['BestPractice'] }, page as any),
    ).toBe('/search?type=BestPractice&topic=housing&topic=mobility&sort=date');
  });
});

describe('ItemsView', () => {
  const show = (data: ItemsData, items: object[], isEditMode = false) =>
    renderWithApi(
      '/wissen',
      <ItemsView
        data={data}
        properties={page as any}
        isEditMode={isEditMode}
      />,
      { 'GET /@search': { items, items_total: items.length } },
      { municipalities: {} },
    );

  it('shows heading, content as links, and the way to more', async () => {
    show(
      { headline: 'Neu im Wiki', types: ['WikiArticle'], searchLink: true },
      [item('a'), item('b', { title: '<b>Fett</b>' })],
    );
    const block = within(
      await screen.findByRole('region', { name: 'Neu im Wiki' }),
    );
    expect(await block.findByRole('link', { name: 'Artikel a' })).toBeVisible();
    expect(block.getByRole('link', { name: '<b>Fett</b>' })).toBeVisible();
    expect(
      block.getByRole('heading', { level: 3, name: 'Artikel a' }),
    ).toBeVisible();
    expect(
      block.getByRole('link', { name: 'Mehr davon: Neu im Wiki' }),
    ).toHaveAttribute('href', '/search?type=WikiArticle&sort=date');
  });

  it('asks with one request', async () => {
    const { asked: paths } = show({ headline: 'Neu' }, [item('a')]);
    await screen.findByRole('link', { name: 'Artikel a' });
    expect(paths.filter((path) => path.startsWith('/@search'))).toHaveLength(1);
  });

  it('is not there for readers when there is nothing', async () => {
    const { container, asked: paths } = show({ headline: 'Neu' }, []);
    await waitFor(() => expect(paths).toHaveLength(1));
    await waitFor(() =>
      expect(container.querySelector('.zr-items-block')).toBeNull(),
    );
    expect(screen.queryByText('Neu')).toBeNull();
  });

  it('tells editors why there is nothing', async () => {
    show({ headline: 'Neu' }, [], true);
    expect(await screen.findByText(/keine Inhalte/)).toBeVisible();
  });

  it('tells editors that the page has no topics', () => {
    renderWithApi(
      '/wissen',
      <ItemsView data={{ mode: 'related' }} properties={{}} isEditMode />,
      {},
    );
    expect(screen.getByText(/hat keine Themen/)).toBeVisible();
  });
});

describe('loadItems', () => {
  it('reads what the block shows, and the places, before the page is written', async () => {
    const paths: string[] = [];
    const store = {
      getState: () => ({ municipalities: {} }),
      dispatch: async ({ request }: any) => {
        paths.push(request.path);
        return { items: [item('a', { municipality: '14' })], items_total: 1 };
      },
    };
    const promises = loadItems({ store, data: {}, content: page as any });
    expect(promises.length).toBe(1);
    await Promise.all(promises);
    expect(paths[0]).toBe(itemsPath({}, page as any));
    expect(paths[1]).toBe('/@municipalities/14');
  });
});

describe('itemsSchema', () => {
  const messages = catalogue('de/LC_MESSAGES/volto.po');
  const intl: any = {
    formatMessage: ({ id }: { id: string }) => messages[id],
  };
  const fields = (data: ItemsData) =>
    itemsSchema(intl, data).fieldsets[0].fields;

  it('asks only for what matters', () => {
    expect(fields({})).toContain('topics');
    expect(fields({ mode: 'related' })).not.toContain('topics');
    expect(fields({ mode: 'chosen' })).toEqual([
      'headline',
      'mode',
      'href',
      'layout',
    ]);
  });

  it('is in German', () => {
    const { title, properties } = itemsSchema(intl, {});
    expect(title).toBe('Neueste und verwandte Inhalte');
    expect(properties.mode.choices[0]).toEqual(['latest', 'Das Neueste']);
    expect(properties.topics.choices).toContainEqual(['housing', 'Wohnen']);
  });
});

describe('ChosenItemsWidget', () => {
  it('shows titles, and keeps none of them', async () => {
    const changes: any[] = [];
    renderWithApi(
      '/wissen/edit',
      <ChosenItemsWidget
        {...({ title: 'Inhalte', openObjectBrowser: () => {} } as any)}
        id="href"
        value={[
          { '@id': '/wissen/a', UID: 'a' },
          { '@id': '/wissen/b', UID: 'b' },
        ]}
        onChange={(_: string, value: any) => changes.push(value)}
      />,
      { 'GET /@search': { items: [item('a')], items_total: 1 } },
      { router: {}, search: {} },
    );
    expect(await screen.findByText('Artikel a')).toBeVisible();
    // of what may not be seen, the address
    expect(screen.getByText('/wissen/b')).toBeVisible();
    const label = screen.getByText('Artikel a').closest('.label') as Element;
    fireEvent.click(label.querySelector('svg') as Element);
    expect(changes).toEqual([[{ '@id': '/wissen/b', UID: 'b' }]]);
  });
});
