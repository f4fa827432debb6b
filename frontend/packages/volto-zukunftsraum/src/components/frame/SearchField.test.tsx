import { describe, expect, it } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import SearchField, { searchedWords } from './SearchField';
import { renderAt } from '../../testing/render';

describe('searchedWords', () => {
  it.each([
    ['/search', '?SearchableText=Wohnen%20im%20Alter', 'Wohnen im Alter'],
    ['/search', '', ''],
    ['/wissen', '?SearchableText=Wohnen', ''],
  ])('%s%s → %s', (pathname, search, words) => {
    expect(searchedWords(pathname, search)).toBe(words);
  });
});

describe('SearchField', () => {
  it('leads to the search page with the words, encoded', () => {
    const { at } = renderAt('/', <SearchField id="s" />);
    const field = screen.getByRole('searchbox', {
      name: 'Auf der ganzen Seite suchen',
    });
    fireEvent.change(field, { target: { value: 'Wohnen & Pflege' } });
    fireEvent.submit(screen.getByRole('search'));
    expect(
      new URLSearchParams(at.current.split('?')[1]).get('SearchableText'),
    ).toBe('Wohnen & Pflege');
    expect(at.current.split('?')[0]).toBe('/search');
  });

  it('keeps the filters of the search page, and begins at the first page', () => {
    const { at, container } = renderAt(
      '/search?SearchableText=Dorf&topic=housing&topic=care&p=3',
      <SearchField id="s" />,
    );
    expect(
      [...container.querySelectorAll('input[type=hidden]')].map(
        (input) => (input as HTMLInputElement).value,
      ),
    ).toEqual(['housing', 'care']);
    fireEvent.change(screen.getByRole('searchbox'), {
      target: { value: 'Laden' },
    });
    fireEvent.submit(screen.getByRole('search'));
    expect(at.current).toBe(
      '/search?SearchableText=Laden&topic=housing&topic=care',
    );
  });

  it('shows on the search page what was searched for', () => {
    renderAt('/search?SearchableText=Leerstand', <SearchField id="s" />);
    expect(screen.getByRole('searchbox')).toHaveValue('Leerstand');
  });

  it('works without JavaScript: a GET form with the right field name', () => {
    renderAt('/', <SearchField id="s" />);
    // Named, because some pages have a second search.
    expect(
      screen.getByRole('search', { name: 'Auf der ganzen Seite suchen' }),
    ).toHaveAttribute('action', '/search');
    expect(screen.getByRole('searchbox')).toHaveAttribute(
      'name',
      'SearchableText',
    );
  });
});
