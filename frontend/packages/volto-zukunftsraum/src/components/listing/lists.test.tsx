import { describe, expect, it } from 'vitest';
import { screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import Chips from './Chips';
import ItemList from './ItemList';
import { pagesToLink } from './PageLinks';
import Pages from './Pages';
import { filtersFromUrl } from './query';
import type { ListItem } from './types';

const page: ListItem = {
  '@id': '/kontakt',
  '@type': 'Document',
  title: 'Kontakt',
  description: 'So erreichen Sie uns.',
  review_state: 'draft',
  topics: ['housing', 'unknown-topic'],
};

describe('Chips', () => {
  const search = '?SearchableText=Wohnen&type=Seminar&topic=housing&p=2';

  it('name what is set; each link takes one away and begins at the first page', () => {
    renderAt('/search', <Chips filters={filtersFromUrl(search)} />);
    const link = (name: string) => screen.getByRole('link', { name });
    expect(link('Wort: Wohnen entfernen')).toHaveAttribute(
      'href',
      '/search?type=Seminar&topic=housing',
    );
    expect(link('Art des Inhalts: Veranstaltung entfernen')).toHaveAttribute(
      'href',
      '/search?SearchableText=Wohnen&topic=housing',
    );
    expect(link('Thema: Wohnen entfernen')).toHaveAttribute(
      'href',
      '/search?SearchableText=Wohnen&type=Seminar',
    );
    expect(link('Alle entfernen')).toHaveAttribute('href', '/search');
  });

  it('keep order and view when all are taken away', () => {
    renderAt(
      '/search',
      <Chips
        filters={filtersFromUrl('?topic=housing&state=99&view=map')}
        counts={{
          items_total: 1,
          facets: { state: [{ token: '99', title: 'Musterland', count: 1 }] },
        }}
      />,
    );
    expect(screen.getByText(/Land: Musterland/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Alle entfernen' }),
    ).toHaveAttribute('href', '/search?view=map');
  });

  it('are absent when nothing is set', () => {
    renderAt('/search', <Chips filters={filtersFromUrl('?p=2')} />);
    expect(screen.queryByRole('list')).toBeNull();
  });
});

describe('Pages', () => {
  it('are absent when one is enough', () => {
    renderAt('/wissen', <Pages filters={filtersFromUrl('')} total={25} />);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('keep the filters and mark the current one', () => {
    renderAt(
      '/wissen',
      <Pages filters={filtersFromUrl('?topic=housing&p=2')} total={60} />,
    );
    const pages = within(screen.getByRole('navigation', { name: 'Seiten' }));
    expect(pages.getByRole('link', { name: 'Seite 2' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(pages.getByRole('link', { name: 'Nächste Seite' })).toHaveAttribute(
      'href',
      '/wissen?topic=housing&p=3',
    );
    expect(pages.getByRole('link', { name: 'Vorige Seite' })).toHaveAttribute(
      'href',
      '/wissen?topic=housing',
    );
  });

  it.each([
    [1, 3, [1, 2, 3]],
    [6, 12, [1, 4, 5, 6, 7, 8, 12]],
    [12, 12, [1, 10, 11, 12]],
  ])('on page %i of %i', (current, count, numbers) => {
    expect(pagesToLink(current, count)).toEqual(numbers);
  });
});

describe('ItemList', () => {
  it('shows kind, title as link, state as a word, and topics', () => {
    renderAt('/', <ItemList items={[page]} heading="h3" />);
    const item = within(screen.getByRole('listitem'));
    expect(
      item.getByRole('heading', { level: 3, name: 'Kontakt' }),
    ).toBeVisible();
    expect(item.getByRole('link', { name: 'Kontakt' })).toHaveAttribute(
      'href',
      '/kontakt',
    );
    expect(item.getByText('Seite')).toBeVisible();
    expect(item.getByText('Entwurf')).toBeVisible();
    expect(item.getByText(/Wohnen\s· unknown-topic/)).toBeVisible();
  });

  it('says nothing of a state that everybody sees', () => {
    renderAt(
      '/',
      <ItemList items={[{ ...page, review_state: 'published' }]} />,
    );
    expect(screen.queryByText('Veröffentlicht')).toBeNull();
    expect(document.querySelector('.zr-badge')).toBeNull();
  });
});

describe('the text around the hits', () => {
  const found: ListItem = {
    ...page,
    snippet: [
      { text: '… eine ', hit: false },
      { text: '<b>Mitfahrbank</b>', hit: true },
      { text: ' am Markt …', hit: false },
    ],
  };

  it('is shown as text, with the hits marked', () => {
    const { container } = renderAt('/search', <ItemList items={[found]} />);
    const snippet = container.querySelector('.zr-snippet');
    expect(snippet).toHaveTextContent('… eine <b>Mitfahrbank</b> am Markt …');
    expect(snippet?.querySelector('mark')).toHaveTextContent('Mitfahrbank');
    expect(snippet?.querySelector('b')).toBeNull();
  });

  it('is left out where the short version says the same, or nothing is hit', () => {
    const same = [
      { text: 'So ', hit: false },
      { text: 'erreichen', hit: true },
      { text: ' Sie uns', hit: false },
    ];
    const none = [{ text: 'Montags ist geschlossen', hit: false }];
    const { container } = renderAt(
      '/search',
      <ItemList
        items={[
          { ...page, snippet: same },
          { ...page, '@id': '/anfahrt', snippet: none },
          { ...page, '@id': '/impressum', snippet: [] },
        ]}
      />,
    );
    expect(container.querySelectorAll('li')).toHaveLength(3);
    expect(container.querySelector('.zr-snippet')).toBeNull();
  });
});
