import { describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import SearchPage from './SearchPage';
import { loadSearch, searchKey } from './load';

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

const show = (search: string, slot?: any) => {
  document.body.insertAdjacentHTML('beforeend', '<div id="toolbar"></div>');
  return renderAt(`/search${search}`, <SearchPage />, {
    search: { subrequests: slot ? { [searchKey(search)]: slot } : {} },
    municipalities: {},
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

  it('narrows down by kind and topic', () => {
    const { at } = show('?SearchableText=wohnen', found([result]));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Wissen' }));
    expect(at.current).toBe('/search?SearchableText=wohnen&type=WikiArticle');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Mobilität' }));
    expect(at.current).toBe(
      '/search?SearchableText=wohnen&type=WikiArticle&topic=mobility',
    );
    fireEvent.click(screen.getByRole('checkbox', { name: 'Wissen' }));
    expect(at.current).toBe('/search?SearchableText=wohnen&topic=mobility');
  });

  it('sorts by date', () => {
    show('?SearchableText=wohnen', found([result, result], 2));
    expect(
      screen.getByRole('link', { name: 'Neueste zuerst' }),
    ).toHaveAttribute('href', '/search?SearchableText=wohnen&sort=date');
    expect(screen.getByRole('link', { name: 'Relevanz' })).toHaveAttribute(
      'aria-current',
      'true',
    );
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

  it.each([
    ['?SearchableText=wohnen', null],
    ['?SearchableText=wohnen&sort=date', 'effective'],
    ['?topic=housing', 'effective'],
  ])('%s is sorted by %s', async (search, sort) => {
    const [asked] = await ask(search);
    expect(asked.get('sort_on')).toBe(sort);
    expect(asked.get('use_site_search_settings')).toBe('1');
  });
});
