import { describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import resources from '../../store/resources';
import { terms } from '../vocabulary/terms';
import SearchPage from './SearchPage';
import { filtersFromUrl } from '../listing/query';
import { teachDialogs } from '../../testing/dialog';
import {
  exportPath,
  loadSearch,
  loadSearchPage,
  searchFacetsPath,
  searchKey,
} from './load';

vi.mock('@plone/volto/components/manage/Toolbar/Toolbar', () => ({
  default: () => null,
}));

const result = {
  '@id': '/wissen/wohnen',
  '@type': 'WikiArticle',
  title: 'Gemeinsam wohnen',
  description: 'Wohnen im Alter',
  kind: 'guide',
};

/** What `@facets` answers. */
const answer = (facets: Record<string, [string, number][]>) => ({
  items_total: 3,
  facets: Object.fromEntries(
    Object.entries(facets).map(([name, values]) => [
      name,
      values.map(([token, count]) => ({ token, title: `T-${token}`, count })),
    ]),
  ),
});

const show = (search: string, slot?: any, counts?: any) => {
  document.body.insertAdjacentHTML('beforeend', '<div id="toolbar"></div>');
  return renderAt(`/search${search}`, <SearchPage />, {
    search: { subrequests: slot ? { [searchKey(search)]: slot } : {} },
    municipalities: {},
    resources: counts
      ? { [searchFacetsPath(filtersFromUrl(search)) as string]: counts }
      : {},
  });
};

const found = (items: any[], total = items.length) => ({
  items,
  total,
  loaded: true,
  loading: false,
  error: null,
});

describe('SearchPage', () => {
  it('offers topics as long as nothing is searched for', () => {
    show('');
    expect(
      screen.getByRole('link', { name: 'Gesundheit und Pflege' }),
    ).toHaveAttribute('href', '/search?topic=health-care');
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('announces the number of results and marks the words', () => {
    show('?SearchableText=wohnen', found([result]));
    expect(screen.getByRole('status')).toHaveTextContent('1 Treffer');
    const link = screen.getByRole('link', { name: 'Gemeinsam wohnen' });
    expect(within(link).getByText('wohnen').tagName).toBe('MARK');
  });

  it('says that what was found has similar words only', () => {
    const search = '?SearchableText=wonnen';
    const answer = (similar_words?: boolean) => ({
      type: 'SEARCH_CONTENT_SUCCESS',
      subrequest: searchKey(search),
      result: { items: [result], items_total: 1, similar_words },
    });
    const known = resources({}, answer(true));
    expect(resources(known, answer())).toEqual({});
    for (const [state, said] of [
      [known, true],
      [{}, false],
    ] as const) {
      const { unmount } = renderAt(`/search${search}`, <SearchPage />, {
        search: { subrequests: { [searchKey(search)]: found([result]) } },
        municipalities: {},
        resources: state,
      });
      const status = screen.getByRole('status');
      if (said) expect(status).toHaveTextContent('ähnliche');
      else expect(status).not.toHaveTextContent('ähnliche');
      unmount();
    }
  });

  it('searches for other words and keeps the filters', () => {
    const { at } = show('?SearchableText=wohnen&topic=housing&p=2');
    const form = screen.getByRole('search', {
      name: 'Mit anderen Wörtern suchen',
    });
    fireEvent.change(within(form).getByLabelText('Wonach suchen Sie?'), {
      target: { value: 'Pflege' },
    });
    fireEvent.submit(form);
    expect(at.current).toBe('/search?SearchableText=Pflege&topic=housing');
  });

  it('narrows down by several values of several facets', () => {
    const { at } = show('?SearchableText=wohnen', found([result]), {
      data: answer({
        type: [['WikiArticle', 2]],
        topics: [
          ['mobility', 1],
          ['housing', 2],
        ],
      }),
    });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Wissen 2 Treffer' }));
    expect(at.current).toBe('/search?SearchableText=wohnen&type=WikiArticle');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Mobilität 1/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: /^Wohnen 2/ }));
    expect(at.current).toBe(
      '/search?SearchableText=wohnen&type=WikiArticle&topic=mobility&topic=housing',
    );
    fireEvent.click(screen.getByRole('checkbox', { name: /^Wissen/ }));
    expect(at.current).toBe(
      '/search?SearchableText=wohnen&topic=mobility&topic=housing',
    );
  });

  it('names values that only the register knows, and keeps those without results', () => {
    show('?state=99&state=14', found([]), {
      data: answer({ state: [['99', 2]] }),
    });
    expect(
      screen.getByRole('checkbox', { name: 'T-99 2 Treffer' }),
    ).toBeChecked();
    expect(
      screen.getByRole('checkbox', { name: 'Sachsen 0 Treffer' }),
    ).toBeChecked();
  });

  it('folds more than eight values, those with most results in sight', () => {
    const tokens = Object.keys(terms.topics).slice(0, 11);
    show('?SearchableText=wohnen', found([result]), {
      data: answer({ topics: tokens.map((token, i) => [token, i + 1]) }),
    });
    const boxes = screen.getAllByRole('checkbox');
    expect(boxes).toHaveLength(11);
    expect(boxes[0]).toHaveAttribute('value', tokens[10]);
    const more = screen.getByRole('button', { name: 'Weitere zeigen (3)' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    expect(boxes[8].closest('.is-folded')).not.toBeNull();
    expect(boxes[8].closest('label')).toHaveClass('is-further');
    fireEvent.click(more);
    expect(boxes[8].closest('.is-folded')).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Weniger zeigen' }),
    ).toHaveAttribute('aria-expanded', 'true');
  });

  it('offers topics and kinds without numbers when counting fails', () => {
    const { at } = show('?SearchableText=wohnen', found([result]), {
      failed: true,
    });
    expect(screen.getByText(/konnte nicht geladen werden/)).toBeVisible();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Wohnen' }));
    expect(at.current).toBe('/search?SearchableText=wohnen&topic=housing');
  });

  it('has the filters in a drawer on a phone; choosing keeps it open', () => {
    teachDialogs();
    const { at } = show('?SearchableText=wohnen&state=14', found([result], 3), {
      data: answer({
        state: [
          ['14', 3],
          ['09', 2],
        ],
      }),
    });
    const button = screen.getByRole('button', { name: 'Filter (1 gesetzt)' });
    button.focus();
    fireEvent.click(button);
    const drawer = within(
      screen.getByRole('dialog', { name: 'Treffer eingrenzen' }),
    );
    fireEvent.click(drawer.getByRole('checkbox', { name: /^Bayern/ }));
    expect(at.current).toBe('/search?SearchableText=wohnen&state=14&state=09');
    fireEvent.click(drawer.getByRole('button', { name: /anzeigen/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
  });

  it('sorts by relevance, date and title', () => {
    show('?SearchableText=wohnen', found([result, result], 2));
    const link = (name: string) => screen.getByRole('link', { name });
    expect(link('Neueste zuerst')).toHaveAttribute(
      'href',
      '/search?SearchableText=wohnen&sort=date',
    );
    expect(link('Titel')).toHaveAttribute(
      'href',
      '/search?SearchableText=wohnen&sort=title',
    );
    expect(link('Relevanz')).toHaveAttribute('aria-current', 'true');
  });

  it('knows no relevance without words', () => {
    show('?topic=housing', found([result, result], 2));
    expect(screen.queryByRole('link', { name: 'Relevanz' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Neueste zuerst' }),
    ).toHaveAttribute('aria-current', 'true');
  });

  it('offers the results as files', () => {
    show('?SearchableText=wohnen&status=running', found([result]));
    const link = screen.getByRole('link', {
      name: 'Treffer als XLSX speichern',
    });
    expect(link).toHaveAttribute(
      'href',
      '/++api++' +
        exportPath(
          filtersFromUrl('?SearchableText=wohnen&status=running'),
          'xlsx',
        ),
    );
    expect(link.getAttribute('href')).toMatch(
      /@search-export\?SearchableText=wohnen.*practice_status=running&format=xlsx/,
    );
  });

  it('offers no file of more than the API gives', () => {
    show('?SearchableText=wohnen', found([result], 5001));
    expect(screen.queryByRole('link', { name: /speichern/ })).toBeNull();
    expect(screen.getByText(/Höchstens 5\.000 Treffer/)).toBeVisible();
  });

  it('helps when nothing is found', () => {
    show('?SearchableText=xyz&topic=housing', found([]));
    expect(screen.getByRole('status')).toHaveTextContent('Keine Treffer');
    expect(
      screen.getByRole('link', { name: 'Filter entfernen' }),
    ).toHaveAttribute('href', '/search?SearchableText=xyz');
  });

  it('keeps the words and offers another try when the search fails', () => {
    show('?SearchableText=xyz', {
      ...found([]),
      loaded: false,
      error: { status: 500 },
    });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Ihre Eingabe ist erhalten.',
    );
    expect(screen.getByLabelText('Wonach suchen Sie?')).toHaveValue('xyz');
    expect(
      screen.getByRole('button', { name: 'Noch einmal versuchen' }),
    ).toBeVisible();
  });
});

describe('loadSearch', () => {
  const ask = async (search: string) => {
    const paths: string[] = [];
    await loadSearch(
      {
        getState: () => ({}),
        dispatch: async (action: any) => {
          paths.push(action.request.path);
          return { items: [] };
        },
      },
      search,
    );
    return paths.map((path) => new URLSearchParams(path.split('?')[1]));
  };

  it('asks for nothing when nothing is searched for', async () => {
    expect(await ask('?sort=date&p=3')).toEqual([]);
  });

  it('counts for the map even when nothing is searched for', async () => {
    const paths: string[] = [];
    await loadSearchPage(
      {
        getState: () => ({}),
        dispatch: async (action: any) => paths.push(action.request.path),
      },
      '?view=map',
    );
    expect(paths).toEqual([expect.stringMatching(/^\/@facets\?.*facet=state/)]);
  });

  it('has the same results on the map as in the list', () => {
    expect(searchKey('?topic=housing&view=map')).toBe(
      searchKey('?topic=housing'),
    );
  });

  it.each([
    ['?SearchableText=wohnen', null],
    ['?SearchableText=wohnen&sort=date', 'effective'],
    ['?topic=housing', 'effective'],
    ['?topic=housing&sort=title', 'sortable_title'],
  ])('%s is sorted by %s', async (search, sort) => {
    const [asked] = await ask(search);
    expect(asked.get('sort_on')).toBe(sort);
    expect(asked.get('use_site_search_settings')).toBe('1');
  });
});
