import { describe, expect, it, vi } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import SectionView from './SectionView';
import {
  byDate,
  loadSection,
  loadSectionPage,
  sectionFacetsPath,
  sectionKeys,
} from './load';

vi.mock('@plone/volto/components/theme/View/RenderBlocks', () => ({
  default: () => null,
}));

const item = (id: string, type = 'WikiArticle') => ({
  '@id': `/wissen/${id}`,
  '@type': type,
  title: id,
  municipality: null as string | null,
});

const slot = (items: any[], total = items.length) => ({
  items,
  total,
  loaded: true,
  loading: false,
  error: null,
});

const section: any = {
  '@id': '/wissen',
  '@type': 'Section',
  title: 'Wissen',
  items_total: 14,
  items: [item('a')],
};

const show = (
  search: string,
  slots: Record<string, any>,
  content = section,
  resources: object = {},
) =>
  renderAt(`/wissen${search}`, <SectionView content={content} />, {
    search: { subrequests: slots },
    municipalities: {},
    resources,
  });

/** What `@facets` has answered for this address. */
const facets = (search: string, values: object) => ({
  [sectionFacetsPath(section, '/wissen', search) as string]: {
    data: { items_total: 3, facets: values },
  },
});

describe('SectionView', () => {
  it('lists what it holds and says how much that is', () => {
    const { all } = sectionKeys('/wissen', '');
    show('', { [all]: slot([item('Dorfladen'), item('Mitfahrbank')]) });
    expect(screen.getByRole('status')).toHaveTextContent('2 Einträge');
    expect(screen.getByRole('link', { name: 'Dorfladen' })).toHaveAttribute(
      'href',
      '/wissen/Dorfladen',
    );
  });

  it('takes the word into the address and keeps what is chosen', () => {
    const { at } = show('?topic=local-supply', {});
    fireEvent.change(screen.getByLabelText('Suchwort'), {
      target: { value: ' Laden & Café ' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Anzeigen' }));
    expect(at.current).toBe(
      '/wissen?SearchableText=Laden+%26+Caf%C3%A9&topic=local-supply',
    );
  });

  it('is narrowed down by what its content has, with counts', () => {
    const { at } = show(
      '?topic=local-supply',
      {},
      section,
      facets('?topic=local-supply', {
        topics: [{ token: 'local-supply', title: '', count: 3 }],
        kind: [{ token: 'guide', title: '', count: 1 }],
        state: [],
      }),
    );
    expect(
      screen.getByRole('checkbox', { name: /^Nahversorgung 3 Treffer/ }),
    ).toBeChecked();
    expect(screen.queryByText('Land')).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: /^Leitfaden/ }));
    expect(at.current).toBe('/wissen?topic=local-supply&kind=guide');
  });

  it('shows in the form what the address says', () => {
    show('?SearchableText=Laden&topic=local-supply', {});
    expect(screen.getByLabelText('Suchwort')).toHaveValue('Laden');
    expect(
      screen.getByRole('checkbox', { name: 'Nahversorgung' }),
    ).toBeChecked();
  });

  it('says what to do when nothing fits', () => {
    const search = '?SearchableText=xyz';
    show(search, { [sectionKeys('/wissen', search).all]: slot([]) });
    expect(screen.getByRole('status')).toHaveTextContent('Nichts gefunden');
    expect(
      screen.getByRole('link', { name: 'Alle Einträge anzeigen' }),
    ).toHaveAttribute('href', '/wissen');
    expect(
      screen.getByRole('link', { name: 'Auf der ganzen Seite suchen' }),
    ).toHaveAttribute('href', '/search?SearchableText=xyz');
  });

  it('tells strangers that members may see more, and how to get in', () => {
    const { all } = sectionKeys('/wissen', '');
    show('', { [all]: slot([]) }, { ...section, items_total: 0, items: [] });
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login?return_url=%2Fwissen',
    );
    expect(screen.getByRole('link', { name: 'Mitmachen' })).toHaveAttribute(
      'href',
      '/registrieren',
    );
  });

  it('needs no filter for a handful of entries', () => {
    show('', {}, { ...section, items_total: 4 });
    expect(screen.queryByLabelText('Suchwort')).toBeNull();
  });

  it('shows dates as coming and past', () => {
    const { coming, past } = sectionKeys('/wissen', '');
    show(
      '',
      {
        [coming]: slot([item('Morgen', 'Seminar')]),
        [past]: slot([item('Gestern', 'Seminar')]),
      },
      { ...section, items: [item('Morgen', 'Seminar')] },
    );
    expect(
      screen
        .getAllByRole('heading')
        .map((title) => title.textContent)
        .slice(2),
    ).toEqual(['Kommende Termine', 'Morgen', 'Vergangene Termine', 'Gestern']);
    expect(screen.getByRole('status')).toHaveTextContent('2 Einträge');
  });

  it('says that a list could not be loaded', () => {
    const { all } = sectionKeys('/wissen', '');
    show('', { [all]: { ...slot([]), loaded: false, error: {} } });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Die Liste konnte nicht geladen werden.',
    );
  });
});

describe('sectionKeys', () => {
  it('are the same for the same filters in another order', () => {
    expect(sectionKeys('/wissen', '?p=2&topic=housing')).toEqual(
      sectionKeys('/wissen', '?topic=housing&p=2&utm=x'),
    );
  });
});

describe('byDate', () => {
  const dates = (count: number) =>
    Array.from({ length: count }, (_, i) => item(String(i), 'Seminar'));

  it('fills the first page with past dates after the coming ones', () => {
    const page = byDate(1, slot(dates(6)), slot(dates(19), 40));
    expect(page.coming).toHaveLength(6);
    expect(page.past).toHaveLength(19);
    expect(page.total).toBe(46);
  });

  it('shows no coming date again on later pages', () => {
    const page = byDate(2, slot(dates(6)), slot(dates(21), 40));
    expect(page.coming).toEqual([]);
    expect(page.past).toHaveLength(21);
  });
});

describe('loadSection', () => {
  const store = (answers: any[]) => {
    const paths: string[] = [];
    return {
      paths,
      getState: () => ({ municipalities: { '1': null } }),
      dispatch: async (action: any) => {
        paths.push(action.request.path);
        return answers.shift() ?? { items: [], items_total: 0 };
      },
    };
  };

  it('asks for the newest of this folder alone', async () => {
    const fake = store([]);
    await loadSection(fake, section, '/wissen', '?topic=housing');
    const [path, query] = fake.paths[0].split('?');
    const asked = new URLSearchParams(query);
    expect(path).toBe('/wissen/@search');
    expect(asked.get('path.depth')).toBe('1');
    expect(asked.get('topics')).toBe('housing');
    expect(asked.get('sort_on')).toBe('effective');
    expect(asked.get('sort_order')).toBe('descending');
    expect(fake.paths).toHaveLength(1);
  });

  it('counts what it holds, unless that is a handful', async () => {
    const fake = store([]);
    await loadSectionPage(fake, section, '/wissen', '');
    expect(fake.paths.filter((path) => path.includes('@facets'))).toEqual([
      expect.stringMatching(/^\/wissen\/@facets\?path.depth=1&facet=topics/),
    ]);
    const few = store([]);
    await loadSectionPage(few, { ...section, items_total: 4 }, '/wissen', '');
    expect(few.paths.filter((path) => path.includes('@facets'))).toEqual([]);
  });

  it('asks once for each municipality that it does not know', async () => {
    const fake = store([
      {
        items: ['1', '2', '2', null].map((municipality, i) => ({
          ...item(String(i)),
          municipality,
        })),
        items_total: 4,
      },
    ]);
    await loadSection(fake, section, '/praxis', '');
    expect(fake.paths.slice(1)).toEqual(['/@municipalities/2']);
  });

  it('asks for coming dates first and goes on with past ones', async () => {
    const fake = store([{ items: [], items_total: 30 }]);
    await loadSection(
      fake,
      { ...section, items: [item('x', 'Seminar')] },
      '/veranstaltungen',
      '?p=2',
    );
    const [coming, past] = fake.paths.map(
      (path) => new URLSearchParams(path.split('?')[1]),
    );
    expect(coming.get('end.range')).toBe('min');
    expect(coming.get('sort_order')).toBe('ascending');
    expect(past.get('end.range')).toBe('max');
    expect(past.get('sort_order')).toBe('descending');
    expect(past.get('b_start')).toBe('0');
    expect(past.get('b_size')).toBe('20');
  });
});
