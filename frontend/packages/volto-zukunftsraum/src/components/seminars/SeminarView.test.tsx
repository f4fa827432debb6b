import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import SeminarSummary from './SeminarSummary';
import SeminarView from './SeminarView';

vi.mock('@plone/volto/components/theme/View/RenderBlocks', () => ({
  default: () => <p>Ablauf</p>,
}));

const seminar: any = {
  '@id': '/veranstaltungen/bank',
  '@type': 'Seminar',
  title: 'Mitfahrbänke',
  review_state: 'announced',
  kind: { token: 'online-seminar', title: null },
  start: '2026-12-04T09:00:00+00:00',
  end: '2026-12-04T10:30:00+00:00',
  location: 'Online',
  seats: 60,
  registration_opens: '2026-11-01T07:00:00+00:00',
  registration_closes: '2026-12-03T11:00:00+00:00',
  learning_goals: { data: '<ul><li>Sie wissen mehr.</li></ul>' },
  speakers: ['Eine Referentin'],
  accessibility: [{ token: 'captions', title: 'Untertitel' }],
  municipality: null,
  items: [],
};

const show = (change = {}) =>
  renderAt(
    '/veranstaltungen/bank',
    <SeminarView content={{ ...seminar, ...change }} />,
    { municipalities: {} },
  );

const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;

describe('SeminarView', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    [{}, 'Freitag, 4. Dezember 2026, 10:00 bis 11:30 Uhr (MEZ)'],
    [
      {
        start: '2026-07-01T08:00:00+00:00',
        end: '2026-07-01T10:00:00+00:00',
      },
      'Mittwoch, 1. Juli 2026, 10:00 bis 12:00 Uhr (MESZ)',
    ],
    [
      {
        start: '2027-02-05T10:00:00+00:00',
        end: '2027-02-06T13:00:00+00:00',
      },
      'Freitag, 5. Februar 2027, 11:00 Uhr, bis Samstag, 6. Februar 2027, 14:00 Uhr (MEZ)',
    ],
    [{ open_end: true }, 'Freitag, 4. Dezember 2026, ab 10:00 Uhr (MEZ)'],
    [{ whole_day: true }, 'Freitag, 4. Dezember 2026, ganztägig'],
  ])('says when it is: %j', (change, words) => {
    show(change);
    expect(fact('Wann')).toHaveTextContent(words);
  });

  it('says where it is, how many seats it has and what it offers', () => {
    show();
    expect(fact('Wo')).toHaveTextContent('Online');
    expect(fact('Plätze')).toHaveTextContent('60');
    expect(fact('Barrierefreiheit')).toHaveTextContent('Untertitel');
    expect(screen.getByText('Sie wissen mehr.')).toBeVisible();
    expect(screen.getByText('Eine Referentin')).toBeVisible();
  });

  it.each([
    [
      { registration_opens: '2026-12-01T07:00:00+00:00' },
      'von Dienstag, 1. Dezember 2026, 08:00 Uhr bis Donnerstag, 3. Dezember 2026, 12:00 Uhr',
    ],
    [{}, 'bis Donnerstag, 3. Dezember 2026, 12:00 Uhr'],
    [
      { registration_closes: '2026-11-20T11:00:00+00:00' },
      'geschlossen seit Freitag, 20. November 2026, 12:00 Uhr',
    ],
  ])('says from when to when one can register: %j', (change, words) => {
    show(change);
    expect(fact('Anmeldung')).toHaveTextContent(words);
  });

  it('says plainly that it is cancelled, and nothing of registration', () => {
    show({ review_state: 'cancelled' });
    expect(screen.getByText('Abgesagt')).toBeVisible();
    expect(screen.getByText(/findet nicht statt/)).toBeVisible();
    expect(screen.queryByText('Anmeldung')).toBeNull();
  });

  it('shows the access link only to those who get it', () => {
    const { unmount } = show();
    expect(screen.queryByText('Ihr Zugang')).toBeNull();
    unmount();
    show({ access_link: 'https://example.org/raum' });
    expect(
      screen.getByRole('link', { name: 'Online-Raum öffnen' }),
    ).toHaveAttribute('href', 'https://example.org/raum');
  });

  it('offers no button that does nothing', () => {
    show();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('SeminarSummary', () => {
  it('tells date, kind, place and state in words', () => {
    renderAt(
      '/veranstaltungen',
      <SeminarSummary
        item={{
          '@id': '/veranstaltungen/bank',
          '@type': 'Seminar',
          title: 'Mitfahrbänke',
          kind: 'online-seminar',
          start: '2026-12-04T09:00:00+00:00',
          end: '2026-12-04T10:30:00+00:00',
          location: 'Online',
          review_state: 'announced_network',
        }}
      />,
    );
    expect(screen.getByText('Online-Seminar')).toBeVisible();
    expect(screen.getByText('Nur für Mitglieder')).toBeVisible();
    expect(screen.getByText('Online')).toBeVisible();
    expect(screen.getByText(/10:00 bis 11:30/)).toBeVisible();
    expect(document.querySelector('.zr-date-block')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });
});
