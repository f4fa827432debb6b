import { describe, expect, it } from 'vitest';
import { fireEvent, screen, within } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import StartPage from './StartPage';
import { startQueries } from './queries';

const found = (...items: object[]) => ({
  data: { items, items_total: items.length },
});

const space = (
  path: string,
  title: string,
  kind: string,
  membership: string | null,
) => ({
  '@id': path,
  title,
  kind,
  membership,
  joining: kind === 'room' ? 'request' : null,
});

const resources = {
  [startQueries.seminars()]: found({
    '@id': '/veranstaltungen/a',
    '@type': 'Seminar',
    title: 'Mitfahrbänke',
    start: '2026-12-04T09:00:00+00:00',
    end: '2026-12-04T10:30:00+00:00',
  }),
  [startQueries.articles()]: found({
    '@id': '/wissen/a',
    '@type': 'WikiArticle',
    title: 'Der Werkstattplan',
  }),
  [startQueries.practices()]: found({
    '@id': '/praxis/a',
    '@type': 'BestPractice',
    title: 'Alle 300 Meter eine Bank',
    municipality: '990000000001',
  }),
  [startQueries.focus()]: found(),
  [startQueries.municipalities()]: found(),
  [startQueries.spaces()]: found(
    space('/raeume/m', 'Musterstadt', 'municipality', 'member'),
    space('/austausch/a', 'Austausch A', 'room', 'coordinator'),
    space('/austausch/b', 'Austausch B', 'room', 'asked'),
    space('/austausch/c', 'Austausch C', 'room', null),
  ),
};

const municipalities = {
  '990000000001': { name: 'Musterstadt', population: 24800 },
};

const content = { description: 'Kommunen gestalten den Wandel' };

const state = { resources, municipalities };

describe('StartPage', () => {
  it('says what this is and links what is new, for strangers with how to join', () => {
    renderAt('/', <StartPage content={content} />, state);
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    expect(
      screen.getByRole('heading', { name: 'Kommunen gestalten den Wandel' }),
    ).toBeVisible();
    for (const [name, href] of [
      ['Wissen finden', '/wissen'],
      ['Sich austauschen', '/austausch'],
      ['Förderung beantragen', '/foerderung'],
      ['Mitfahrbänke', '/veranstaltungen/a'],
      ['Der Werkstattplan', '/wissen/a'],
      ['Alle 300 Meter eine Bank', '/praxis/a'],
      ['Registrieren', '/registrieren'],
      ['So machen Sie mit', '/mitmachen'],
    ]) {
      expect(screen.getByRole('link', { name })).toHaveAttribute('href', href);
    }
    expect(screen.getByText('24.800 Einwohner')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Meine Räume' })).toBeNull();
  });

  it('shows members first what they are in, not what they may join', () => {
    renderAt('/', <StartPage content={content} />, {
      ...state,
      userSession: { token: 'x' },
    });
    const headings = screen
      .getAllByRole('heading', { level: 2 })
      .map((heading) => heading.textContent);
    expect(headings[0]).toBe('Meine Räume');
    expect(headings).not.toContain('In drei Schritten dabei');
    const rooms = screen
      .getByRole('heading', { name: 'Meine Räume' })
      .closest('section') as HTMLElement;
    expect(
      [...rooms.querySelectorAll('h3')].map((title) => title.textContent),
    ).toEqual(['Musterstadt', 'Austausch A']);
    expect(within(rooms).getByText('Geschlossener Raum')).toBeVisible();
  });

  it('tells members who are in no room where to find one', () => {
    renderAt('/', <StartPage content={content} />, {
      ...state,
      resources: {
        ...resources,
        [startQueries.spaces()]: found(
          space('/austausch/c', 'Austausch C', 'room', null),
        ),
      },
      userSession: { token: 'x' },
    });
    expect(screen.getByText(/Sie sind noch in keinem Raum/)).toBeVisible();
    expect(screen.queryByText('Austausch C')).not.toBeInTheDocument();
  });

  it('says so where there is nothing, and where something failed', () => {
    renderAt('/', <StartPage content={content} />, {
      resources: {
        ...resources,
        [startQueries.seminars()]: found(),
        [startQueries.articles()]: { failed: true },
      },
      municipalities,
    });
    expect(
      screen.getByText(/Zurzeit ist keine Veranstaltung geplant/),
    ).toBeVisible();
    expect(
      screen.getByText(/Dieser Teil konnte nicht geladen werden/),
    ).toBeVisible();
  });

  it('searches for what is typed', () => {
    const { at } = renderAt('/', <StartPage content={content} />, state);
    const field = screen.getByRole('searchbox', { name: 'Was suchen Sie?' });
    fireEvent.change(field, { target: { value: 'Pflege & Wohnen' } });
    fireEvent.submit(screen.getByRole('search'));
    expect(at.current).toBe('/search?SearchableText=Pflege+%26+Wohnen');
  });
});
