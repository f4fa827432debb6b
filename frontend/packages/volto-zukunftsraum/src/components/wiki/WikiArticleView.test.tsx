import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import WikiArticleView from './WikiArticleView';

vi.mock('@plone/volto/components/theme/View/RenderBlocks', () => ({
  default: ({ content }: any) => (
    <p>Text aus {content.blocks_layout.items.length} Blöcken</p>
  ),
}));

const heading = (text: string) => ({
  '@type': 'slate',
  value: [{ type: 'h2', children: [{ text }] }],
});

const article: any = {
  '@id': '/wissen/dorfladen',
  '@type': 'WikiArticle',
  title: 'Dorfladen in Bürgerhand',
  description: 'Ein Konzept für Orte ohne Laden.',
  review_state: 'published',
  kind: { token: 'concept', title: 'Konzept' },
  topics: [{ token: 'local-supply', title: 'Nahversorgung' }],
  effort_time: 'Zwölf Monate',
  effort_cost: { token: 'high', title: null },
  size_classes: [{ token: 'under-5000', title: 'unter 5.000 Einwohner' }],
  sources: ['Genossenschaftsgesetz (GenG)'],
  licence: { token: 'cc-by-4.0', title: 'CC BY 4.0' },
  suitability: 'Geeignet, wenn der nächste Markt weit ist.',
  responsible: 'Redaktion',
  reviewed_on: '2026-09-08',
  next_review: '2027-09-08',
  blocks: {
    t: { '@type': 'title' },
    a: heading('Zuerst der Bedarf'),
    b: heading('Öffnungszeiten'),
  },
  blocks_layout: { items: ['t', 'a', 'b'] },
  items: [
    {
      '@id': '/wissen/dorfladen/fragebogen',
      '@type': 'File',
      title: 'Fragebogen',
      mime_type: 'application/pdf',
      getObjSize: '120 KB',
    },
  ],
};

const show = (change = {}, state = {}) =>
  renderAt(
    '/wissen/dorfladen',
    <WikiArticleView content={{ ...article, ...change }} />,
    { municipalities: {}, ...state },
  );

const canEdit = { actions: { actions: { object: [{ id: 'edit' }] } } };

const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;

describe('WikiArticleView', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('has one title, the short version, and the text without its title', () => {
    show();
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    expect(screen.getByText('Ein Konzept für Orte ohne Laden.')).toBeVisible();
    expect(screen.getByText('Text aus 2 Blöcken')).toBeVisible();
  });

  it('says when it was checked and by whom', () => {
    show();
    expect(screen.getByText(/^Geprüft am/)).toHaveTextContent(
      'Geprüft am 8. September 2026 von Redaktion',
    );
    expect(screen.queryByText(/veraltet/)).toBeNull();
  });

  it('tells those who can mend it, and nobody else, that the next check is overdue', () => {
    const { unmount } = show({ next_review: '2026-11-21' });
    expect(screen.queryByText(/veraltet/)).toBeNull();
    unmount();
    show({ next_review: '2026-11-21' }, canEdit);
    expect(screen.getByText(/veraltet/)).toHaveTextContent(
      'Die nächste Prüfung war am 21. November 2026 fällig.',
    );
  });

  it('says nothing of a check that never was', () => {
    show({ reviewed_on: null, next_review: null });
    expect(screen.queryByText(/Geprüft/)).toBeNull();
  });

  it('lists what stands on the page', () => {
    show();
    const contents = within(
      screen.getByRole('navigation', { name: 'Auf dieser Seite' }),
    );
    expect(
      contents.getAllByRole('link').map((link) => link.getAttribute('href')),
    ).toEqual(['#zuerst-der-bedarf', '#offnungszeiten', '#quellen']);
  });

  it('gives titles of the API, else its own, and leaves out what is empty', () => {
    show();
    expect(fact('Art')).toHaveTextContent('Konzept');
    expect(fact('Kosten')).toHaveTextContent('Hoch');
    expect(fact('Geeignet für Kommunen mit')).toHaveTextContent(
      'unter 5.000 Einwohner',
    );
    expect(screen.queryByText('Personalbedarf')).toBeNull();
  });

  it('leads from a topic to all else about it', () => {
    show();
    expect(screen.getByRole('link', { name: 'Nahversorgung' })).toHaveAttribute(
      'href',
      '/search?topic=local-supply',
    );
  });

  it('offers its files with kind and size', () => {
    show();
    expect(screen.getByRole('link', { name: 'Fragebogen' })).toHaveAttribute(
      'href',
      '/wissen/dorfladen/fragebogen/@@download/file',
    );
    expect(screen.getByText('(PDF, 120 KB)')).toBeVisible();
  });

  it('links addresses of sources, and nothing but web addresses', () => {
    show({
      sources: [
        'Leitfaden (https://example.org/a?b=1).',
        ['javascript', 'alert(1) <b>fett</b>'].join(':'),
      ],
    });
    const sources = screen.getByRole('region', { name: 'Quellen' });
    expect(
      [...sources.querySelectorAll('a')].map((a) => a.getAttribute('href')),
    ).toEqual(['https://example.org/a?b=1']);
    expect(sources.querySelector('b')).toBeNull();
  });

  it('leads to the text in easy language, and from there back', () => {
    show({
      easy_language: { '@id': '/wissen/leicht', title: 'Laden leicht' },
      easy_language_of: [{ '@id': '/wissen/schwer', title: 'Schwer' }],
    });
    expect(screen.getByRole('link', { name: /Leichter/ })).toHaveAttribute(
      'href',
      '/wissen/leicht',
    );
    expect(screen.getByRole('link', { name: /Schwer/ })).toHaveAttribute(
      'href',
      '/wissen/schwer',
    );
  });

  it('names the texts that mention it, and nothing when there are none', () => {
    const resources = (items: any[]) => ({
      resources: {
        '/wissen/dorfladen/@backlinks?b_size=10': {
          data: { items, items_total: items.length },
        },
      },
    });
    const { unmount } = show({}, resources([]));
    expect(screen.queryByText('Wird erwähnt in')).toBeNull();
    unmount();
    show({}, resources([{ '@id': '/wissen/markt', title: 'Markttreff' }]));
    const region = screen.getByRole('region', { name: 'Wird erwähnt in' });
    expect(within(region).getByRole('link')).toHaveAttribute(
      'href',
      '/wissen/markt',
    );
  });
});
