import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../../testing/api';
import { teachDialogs } from '../../../testing/dialog';
import { endingOf } from '../../../config/routes';
import SavedDataPage from './SavedDataPage';
import { saverPath } from './load';

const PATH = '/formulare/kontakt';
const PAGE = `${PATH}/einsendungen`;
const SERVICE = `${PATH}/@saved-data`;

const one = (id: string, name: string) => ({
  id,
  sent: '2026-11-30T09:05:00+00:00',
  files: id === '9' ? { anlage: 'http://localhost:3000/x' } : {},
  values: {
    anlage: id === '9' ? 'plan.pdf' : '',
    name,
    text: `Nachricht von ${name}`,
  },
});

const list = {
  items: [one('9', 'Ada'), one('4', 'Bo')],
  items_total: 27,
  columns: [
    { name: 'name', title: 'Ihr Name' },
    { name: 'text', title: 'Nachricht' },
    { name: 'anlage', title: 'Anlage' },
  ],
  savers: [{ name: 'saver', title: 'Speichern' }],
  retention_days: 90,
};

const show = (
  change = {},
  answers = {},
  { path = PAGE, state = session() as object } = {},
) =>
  renderWithApi(
    path,
    <SavedDataPage />,
    { [`GET ${SERVICE}`]: { ...list, ...change }, ...answers },
    {
      content: { data: { '@id': PATH, title: 'Kontakt' } },
      ...state,
    },
  );

beforeAll(() => {
  teachDialogs();
  // So that the path of the form is known from the address.
  Object.assign(config.settings, {
    nonContentRoutes: [
      endingOf({ sections: ['formulare'], ending: 'einsendungen' }),
    ],
    nonContentRoutesPublic: [],
  });
});

describe('what came in', () => {
  it('is a table with the newest first, numbered from the oldest', async () => {
    const { asked } = show();
    const table = await screen.findByRole('table', { name: 'Einsendungen' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(
      rows.map((row) => within(row).getByRole('rowheader').textContent),
    ).toEqual(['27', '26']);
    expect(rows[0]).toHaveTextContent('Nachricht von Ada');
    expect(rows[0]).toHaveTextContent(/30\. November 2026, 10:05/);
    expect(
      screen.getByText('Was eingeht, wird nach 90 Tagen von selbst gelöscht.'),
    ).toBeVisible();
    expect(asked).toContain(`${SERVICE}?b_start=0&b_size=25`);
    expect(screen.getByRole('link', { name: 'Nächste Seite' })).toHaveAttribute(
      'href',
      expect.stringContaining('2'),
    );
  });

  it('of several savers is shown one by one', async () => {
    const savers = [...list.savers, { name: 'zweiter', title: 'Archiv' }];
    const path = `${PAGE}?action=zweiter`;
    const { asked } = show({ savers }, {}, { path });
    const other = await screen.findByRole('link', { name: 'Archiv' });
    expect(other).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('link', { name: 'Speichern' })).toHaveAttribute(
      'href',
      PAGE,
    );
    expect(asked[0]).toContain('action=zweiter');
    expect(saverPath(PATH, '?action=zweiter', '', { format: 'csv' })).toBe(
      `${SERVICE}?format=csv&action=zweiter`,
    );
  });

  it.each([
    [{ items: [], items_total: 0 }, /Noch ist nichts eingegangen/],
    [{ retention_days: null }, /Von selbst wird hier nichts gelöscht/],
    [{ savers: [] }, /speichert nichts/],
  ])('says so: %j', async (change, words) => {
    show(change);
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('is deleted one by one, after it was named', async () => {
    const { calls, asked } = show({}, { [`DELETE ${SERVICE}/4`]: null });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Einsendung Nr. 26 löschen' }),
    );
    const dialog = screen.getByRole('dialog', {
      name: 'Diese Einsendung löschen?',
    });
    expect(dialog).toHaveTextContent('Nachricht von Bo');
    expect(calls).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Löschen' }));
    expect(
      await screen.findByText('Die Einsendung ist gelöscht.'),
    ).toBeVisible();
    expect(calls).toEqual([['DELETE', `${SERVICE}/4`, undefined]]);
    await waitFor(() => expect(asked).toHaveLength(2));
  });

  it('is deleted altogether, after its number was said', async () => {
    const { calls } = show({}, { [`DELETE ${SERVICE}`]: null });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Alle löschen …' }),
    );
    const dialog = screen.getByRole('dialog', {
      name: 'Alle 27 Einsendungen löschen?',
    });
    expect(dialog).toHaveTextContent('27 Einsendungen des Formulars „Kontakt“');
    fireEvent.click(
      within(dialog).getByRole('button', { name: 'Alle löschen' }),
    );
    await screen.findByText('Alle Einsendungen sind gelöscht.');
    expect(calls).toEqual([['DELETE', SERVICE, { confirm: true }]]);
  });

  it.each([
    ['strangers', {}, { state: {} }],
    ['members', { [`GET ${SERVICE}`]: refused(403) }, {}],
  ])('is not shown to %s', async (_who, answers, more) => {
    show({}, answers, more);
    await waitFor(() => expect(screen.queryByText(/Nachricht von/)).toBeNull());
    expect(
      await screen.findByRole('heading', { level: 1 }),
    ).not.toHaveTextContent('Kontakt');
  });
});

describe('what can be saved', () => {
  const fetched = vi.fn();
  beforeEach(() => {
    fetched.mockReset();
    vi.stubGlobal('fetch', fetched);
  });

  it('are files that were sent, too', async () => {
    fetched.mockResolvedValue({
      ok: false,
      status: 500,
      json: async () => ({}),
    });
    show();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Datei plan.pdf speichern' }),
    );
    await screen.findByText(/konnte nicht gespeichert werden/);
    expect(fetched.mock.calls[0][0]).toContain(`${SERVICE}/9/anlage`);
  });

  it('says so when it cannot be saved', async () => {
    fetched.mockResolvedValue({
      ok: false,
      status: 500,
      json: async () => ({}),
    });
    show();
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Als Excel-Tabelle speichern',
      }),
    );
    expect(
      await screen.findByText(/konnte nicht gespeichert werden/),
    ).toBeVisible();
    expect(fetched.mock.calls[0][0]).toContain(`${SERVICE}?format=xlsx`);
  });
});
