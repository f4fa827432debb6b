import { describe, expect, it, vi } from 'vitest';
import { screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import BestPracticeView from './BestPracticeView';
import PracticeSummary from './PracticeSummary';

vi.mock('@plone/volto/components/theme/View/RenderBlocks', () => ({
  default: () => <p>Einleitung</p>,
}));

const text = (html: string) => ({ data: html, 'content-type': 'text/html' });

const municipality = {
  ars: '990000000001',
  name: 'Musterstadt',
  kind: 'large-district-town',
  kind_title: 'Große Kreisstadt',
  state_title: 'Musterland (Beispiel)',
  district_title: 'Landkreis Musterland',
  population: 24800,
  size_class: '20000-49999',
  structurally_weak: 'partial',
};

const practice: any = {
  '@id': '/praxis/bank',
  '@type': 'BestPractice',
  title: 'Alle 300 Meter eine Bank',
  description: 'Mit Rollator und Stoppuhr.',
  municipality: '990000000001',
  status: { token: 'permanent', title: 'Verstetigt' },
  topics: [],
  period_start: '2022-06-01',
  period_end: '2024-05-31',
  cost_once: '27400.00',
  cost_running: '1600.50',
  financing: 'Haushalt der Stadt',
  goals: text('<ul><li>sitzen können</li></ul>'),
  approach: text('<p>&nbsp;</p>'),
  partners: ['Bauhof'],
  target_groups: [],
  results: text('<p>Neununddreißig Bänke</p>'),
  pitfalls: text('<p>Fünf stehen in der Sonne</p>'),
  items: [],
};

const state = { municipalities: { '990000000001': municipality } };

const show = (change = {}, known: any = state) =>
  renderAt(
    '/praxis/bank',
    <BestPracticeView content={{ ...practice, ...change }} />,
    known,
  );

const box = () =>
  within(screen.getByRole('region', { name: 'Das Beispiel auf einen Blick' }));

const fact = (name: string) =>
  box().getByText(name, { selector: 'dt' }).nextElementSibling;

describe('BestPracticeView', () => {
  it('begins with the facts', () => {
    show();
    expect(fact('Kommune')).toHaveTextContent(/^Musterstadt/);
    expect(fact('Art der Kommune')).toHaveTextContent('Große Kreisstadt');
    expect(fact('Einwohnerzahl')).toHaveTextContent('24.800');
    expect(fact('Region')).toHaveTextContent('Teilweise strukturschwach');
    expect(fact('Zeitraum')).toHaveTextContent('Juni 2022 bis Mai 2024');
    expect(fact('Einmalige Kosten')).toHaveTextContent(/^27\.400\s€$/);
    expect(fact('Laufende Kosten')).toHaveTextContent(/^1\.600,50\s€ im Jahr$/);
    expect(fact('Status')).toHaveTextContent('Verstetigt');
  });

  it.each([
    [{ period_end: null }, 'seit Juni 2022'],
    [{ period_start: null }, 'bis Mai 2024'],
  ])('says a period that is open at one end', (change, words) => {
    show(change);
    expect(fact('Zeitraum')).toHaveTextContent(words);
  });

  it('shows the parts in their order and leaves out the empty ones', () => {
    show();
    const main = within(screen.getByRole('article'));
    expect(
      main
        .getAllByRole('heading', { level: 2 })
        .map((title) => title.textContent),
    ).toEqual([
      'Ziele',
      'Partner',
      'Kosten und Personal',
      'Ergebnisse',
      'Stolpersteine und was nicht gelang',
    ]);
  });

  it('shows what did not work as its own part right after the results', () => {
    show();
    const pitfalls = screen.getByRole('region', {
      name: 'Stolpersteine und was nicht gelang',
    });
    expect(pitfalls).toHaveTextContent('Fünf stehen in der Sonne');
    expect(pitfalls.previousElementSibling).toBe(
      screen.getByRole('region', { name: 'Ergebnisse' }),
    );
  });

  it('links every part that is there', () => {
    show();
    const links = within(
      screen.getByRole('navigation', { name: 'Auf dieser Seite' }),
    ).getAllByRole('link');
    for (const link of links) {
      const id = (link.getAttribute('href') as string).slice(1);
      expect(document.getElementById(id)).toHaveTextContent(
        link.textContent as string,
      );
    }
    expect(links).toHaveLength(5);
  });

  it('works without knowing the municipality', () => {
    show({}, { municipalities: { '990000000001': null } });
    expect(box().queryByText('Kommune')).toBeNull();
    expect(fact('Status')).toHaveTextContent('Verstetigt');
  });

  it('links videos of other websites, and embeds nothing', () => {
    const { container } = show({
      videos: [
        'https://video.example.org/a',
        ['javascript', 'alert(1)'].join(':'),
        'x',
      ],
      sdgs: [{ token: '11', title: '11 Nachhaltige Städte und Gemeinden' }],
    });
    const videos = within(screen.getByRole('region', { name: 'Videos' }));
    expect(
      videos.getAllByRole('link').map((link) => link.getAttribute('href')),
    ).toEqual(['https://video.example.org/a']);
    expect(
      container.querySelector('iframe, video, img[src*=example]'),
    ).toBeNull();
    expect(box().getByText(/^11 Nachhaltige/)).toBeVisible();
  });

  it('names what similar examples have in common', () => {
    show(
      {},
      {
        ...state,
        resources: {
          '/praxis/bank/@similar': {
            data: {
              items: [
                {
                  '@id': '/praxis/stuhl',
                  title: 'Ein Stuhl vor jedem Laden',
                  municipality: { ars: '1', name: 'Beispielhausen' },
                  reasons: [
                    { kind: 'topics', title: 'Mobilität' },
                    { kind: 'state', title: 'Musterland' },
                  ],
                },
              ],
            },
          },
        },
      },
    );
    const similar = within(
      screen.getByRole('region', { name: 'Ähnliche Beispiele' }),
    );
    expect(similar.getByRole('link')).toHaveAttribute('href', '/praxis/stuhl');
    expect(
      similar.getByText('Gemeinsam: Mobilität · Musterland'),
    ).toBeVisible();
  });
});

describe('PracticeSummary', () => {
  it('tells place, size and status', () => {
    renderAt(
      '/praxis',
      <PracticeSummary
        item={{
          '@id': '/praxis/bank',
          '@type': 'BestPractice',
          title: 'Alle 300 Meter eine Bank',
          municipality: '990000000001',
          practice_status: 'permanent',
        }}
      />,
      state,
    );
    expect(screen.getByText('Musterstadt')).toBeVisible();
    expect(screen.getByText('24.800 Einwohner')).toBeVisible();
    expect(screen.getByText('Verstetigt')).toBeVisible();
  });
});
