import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi } from '../../testing/api';
import GuestPlacePage from './GuestPlacePage';

const SEMINAR = '/veranstaltungen/bank';
const QUERY = `?veranstaltung=${SEMINAR}`;
const SERVICE = `${SEMINAR}/@guest-registration/abc123`;

const PLACE = {
  title: 'Mitfahrbänke',
  dates: [
    { start: '2036-12-01T09:00:00+00:00', end: '2036-12-01T10:00:00+00:00' },
  ],
  location: 'Rathaus',
  phase: 'open',
  status: 'confirmed',
  position: null,
  access_hours: 24,
  access_link: null,
  check_in: null,
  certificate: null,
  feedback: null,
  recording_link: null,
  materials: [],
};

const show = (answer: unknown, query = QUERY) =>
  renderWithApi(
    `/anmeldung/gast/abc123${query}`,
    <Route path="/anmeldung/gast/:token" component={GuestPlacePage} />,
    { [`GET ${SERVICE}`]: answer },
  );

describe('GuestPlacePage', () => {
  it('shows seat, place and the way out, and changes nothing', async () => {
    const { calls } = show(PLACE);
    expect(
      await screen.findByRole('heading', { name: 'Mitfahrbänke' }),
    ).toBeVisible();
    expect(screen.getByText('Sie haben einen Platz')).toBeVisible();
    expect(screen.getByText('Rathaus')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Ich kann nicht: Platz freigeben' }),
    ).toHaveAttribute('href', `/anmeldung/abmelden/abc123${QUERY}`);
    expect(calls).toEqual([]);
  });

  it('leads to access, certificate, feedback, files and recording', async () => {
    show({
      ...PLACE,
      phase: 'over',
      certificate: `${SERVICE}/certificate`,
      feedback: '/formulare/rueckmeldung',
      recording_link: 'https://video.example.org/1',
      materials: [
        {
          '@id': `${SERVICE}/materials/folien.pdf`,
          title: 'Folien',
          type: 'application/pdf',
          size: 6,
          when: 'after',
        },
        {
          '@id': 'https://example.org/aufgabe',
          title: 'Aufgabe',
          type: 'Link',
          size: null,
          when: 'before',
        },
      ],
    });
    const address = (name: string | RegExp) =>
      screen.getByRole('link', { name }).getAttribute('href');
    await screen.findByRole('heading', { name: 'Unterlagen' });
    expect(address(/Teilnahmebescheinigung/)).toBe(
      `/++api++${SERVICE}/certificate`,
    );
    expect(address(/Wie war es/)).toBe('/formulare/rueckmeldung');
    expect(address('Folien')).toBe(`/++api++${SERVICE}/materials/folien.pdf`);
    expect(address(/Aufgabe/)).toBe('https://example.org/aufgabe');
    expect(address(/Aufzeichnung/)).toBe('https://video.example.org/1');
    expect(screen.queryByRole('link', { name: /freigeben/ })).toBeNull();
  });

  it('says that who waited got no seat', async () => {
    show({ ...PLACE, phase: 'over', status: 'waiting', position: 2 });
    expect(
      await screen.findByText(/Sie standen auf der Warteliste/),
    ).toBeVisible();
    expect(screen.queryByText(/Platz 2/)).toBeNull();
  });

  it.each([
    ['of a registration that is gone', QUERY],
    ['that names no seminar', '?veranstaltung=https://example.org'],
  ])('says so of a link %s', async (_what, query) => {
    show(refused(410), query);
    expect(
      await screen.findByRole('heading', { name: /gilt nicht/ }),
    ).toBeVisible();
  });
});
