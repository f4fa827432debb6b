import { beforeAll, describe, expect, it } from 'vitest';
import { screen, waitFor } from '@testing-library/react';
import config from '@plone/volto/registry';
import { renderWithApi, session } from '../../testing/api';
import GrantCallView from './GrantCallView';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

const call: any = {
  '@id': '/foerderung/aufruf-2027',
  '@type': 'GrantCall',
  title: 'Förderaufruf 2027',
  review_state: 'published',
  year: 2027,
  is_open: true,
  open_from: '2027-01-01T00:00:00+00:00',
  open_to: '2197-09-30T22:00:00+00:00',
  period_from: '2027-01-01',
  period_to: '2027-12-31',
  return_days: 14,
  proof_deadline: '2028-02-28',
  cap: '5000.00',
  project_cap: '15000.00',
  project_years: 3,
  own_share: 0,
  day_rate_limit: '850.50',
  day_rate_categories: ['beratung'],
  cost_categories: [
    { key: 'beratung', title: 'Beratung' },
    { key: 'reise', title: 'Reisekosten' },
  ],
  funding_form: { token: 'notice', title: 'Bescheid' },
  declarations: ['Die Maßnahme hat noch nicht begonnen.'],
  quotes: 3,
  quotes_above: '1000.00',
  items: [
    { '@id': '/foerderung/aufruf-2027/merkblatt', title: 'Merkblatt Reisen' },
  ],
};

const show = (
  content: object = call,
  memberships: object[] = [],
  isMember = true,
) =>
  renderWithApi(
    '/foerderung/aufruf-2027',
    <GrantCallView content={content as any} />,
    { 'GET /@me': { id: 'm', memberships, requests: [] } },
    isMember ? session('m') : {},
  );

const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;

const town = { ars: '1', name: 'Musterstadt', space: '/raeume/m' };

describe('GrantCallView', () => {
  it('says what the call of the year says, and no number of its own', () => {
    show(call, [], false);
    expect(screen.getByText(/^Offen: .* bis/)).toBeVisible();
    expect(
      fact('Höchstens je Kommune und Jahr')?.textContent?.replace(/\s/, ' '),
    ).toBe('5.000 €');
    expect(
      fact('Höchstens je Kommune über das ganze Projekt'),
    ).toHaveTextContent(/15\.000\s€ in 3 Jahren/);
    expect(fact('Höchster Tagessatz')).toHaveTextContent(
      /850,50\s€ brutto \(Beratung\)/,
    );
    expect(fact('Verwendungsnachweis')).toHaveTextContent('28. Februar 2028');
    expect(screen.getByText('Reisekosten')).toBeVisible();
    expect(screen.getByText(/^3 Angebote für jeden Posten über/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Merkblatt Reisen' }),
    ).toHaveAttribute('href', '/foerderung/aufruf-2027/merkblatt');
  });

  it('tells who can apply, where one cannot', async () => {
    show(call, [{ ...town, role: 'member' }]);
    expect(await screen.findByText(/Antragsberechtigt sind/)).toBeVisible();
    expect(screen.queryByRole('link', { name: /beantragen/ })).toBeNull();
  });

  it('leads coordinators to an application in their space', async () => {
    show(call, [{ ...town, role: 'coordinator' }]);
    expect(
      await screen.findByRole('link', { name: 'Förderung beantragen' }),
    ).toHaveAttribute(
      'href',
      '/einreichen/foerderantrag?raum=%2Fraeume%2Fm&aufruf=%2Ffoerderung%2Faufruf-2027',
    );
  });

  it('offers nothing while the call is closed, and says why', async () => {
    const { asked } = show(
      { ...call, is_open: false, open_from: '2020-01-01T00:00:00Z' },
      [{ ...town, role: 'coordinator' }],
    );
    expect(screen.getByText(/Anträge nehmen wir derzeit nicht/)).toBeVisible();
    expect(asked).toContain('/@me');
    await waitFor(() =>
      expect(screen.queryByText(/Antragsberechtigt sind/)).toBeNull(),
    );
    expect(screen.queryByRole('link', { name: /beantragen/ })).toBeNull();
  });

  it('says that a call is over, or not open yet', () => {
    const { unmount } = show(
      { ...call, is_open: false, open_to: '2020-09-30T22:00:00+00:00' },
      [],
      false,
    );
    expect(screen.getByText(/^Geschlossen: .* bis/)).toHaveTextContent('2020');
    unmount();
    show(
      { ...call, is_open: false, open_from: '2196-09-30T22:00:00+00:00' },
      [],
      false,
    );
    expect(screen.getByText(/^Noch nicht offen/)).toHaveTextContent('2196');
  });
});
