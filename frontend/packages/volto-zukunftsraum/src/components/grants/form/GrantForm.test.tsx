import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../../testing/api';
import { teachDialogs } from '../../../testing/dialog';
import { teachSessionStorage } from '../../../testing/storage';
import GrantForm from './GrantForm';

let kept: Map<string, string>;

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});
beforeEach(() => {
  kept = teachSessionStorage();
});

const PATH = '/raeume/m/antrag';
const FORM = `/einreichen/foerderantrag?text=${PATH}`;

const application = (change = {}) => ({
  '@id': PATH,
  '@type': 'GrantApplication',
  title: 'Werkstatt',
  review_state: 'draft',
  etag: '"1"',
  year: 2027,
  municipality: { ars: '990000000001', name: 'Musterstadt' },
  call: { '@id': '/foerderung/2027', title: 'Aufruf', is_open: true },
  iban: 'DE89 **** 3000',
  cost_plan: [
    {
      category: 'beratung',
      description: 'Werkstatttag',
      units: '1.5',
      rate: '850.55',
      amount: '1275.83',
      is_gross: true,
    },
    {
      category: 'reise',
      description: 'Fahrt',
      units: '2',
      rate: '0.10',
      amount: '0.20',
      is_gross: true,
    },
  ],
  own_funds: '100.00',
  other_funds: [],
  declarations: [],
  items: [],
  ...change,
});

const answers = (more: any = {}) => ({
  'GET /@me': { id: 'm', memberships: [], requests: [] },
  [`GET ${PATH}`]: application(),
  [`GET ${PATH}/@types/GrantApplication`]: {
    properties: {
      title: { title: 'Titel' },
      cost_plan: { title: 'Kostenplan' },
      own_funds: { title: 'Eigenmittel (EUR)' },
      amount_requested: { title: 'Beantragter Betrag (EUR)' },
    },
  },
  [`GET ${PATH}/@grant-check`]: {
    ready: false,
    items: [
      { field: 'measures', message: 'Bitte füllen Sie aus: Maßnahmen' },
      { field: 'cost_plan.1.rate', message: 'Der Satz ist zu hoch.' },
    ],
  },
  [`GET ${PATH}/@workflow`]: { transitions: [] },
  'GET /foerderung/2027': {
    cost_categories: [
      { key: 'beratung', title: 'Beratung' },
      { key: 'reise', title: 'Reisekosten' },
    ],
    declarations: ['Noch nicht begonnen.'],
  },
  [`PATCH ${PATH}`]: {},
  ...more,
});

const show = (step: number, more = {}) =>
  renderWithApi(`${FORM}&schritt=${step}`, <GrantForm />, answers(more), {
    ...session('m'),
    municipalities: {},
  });

const click = (name: string | RegExp) =>
  fireEvent.click(screen.getByRole('button', { name }));
const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const sumOf = (name: string) =>
  screen
    .getByText(name, { selector: 'dt' })
    .nextElementSibling?.textContent?.replace(/\s/g, ' ');

describe('GrantForm', () => {
  it('says at each step what is missing, as the server has it', async () => {
    show(1);
    const steps = await screen.findByRole('navigation', { name: 'Schritte' });
    await waitFor(() =>
      expect(
        within(steps).getByRole('link', { name: /Ziele und Maßnahmen/ }),
      ).toHaveTextContent('1 Angabe fehlt'),
    );
    expect(
      within(steps).getByRole('link', { name: /^Konto/ }),
    ).toHaveTextContent('vollständig');
    expect(within(steps).getAllByRole('link')).toHaveLength(9);
  });

  it('adds up in cents while somebody types', async () => {
    show(4);
    await type('Satz (€), Zeile 2', '0,30');
    expect(sumOf('Kosten')).toBe('1.276,43 €');
    expect(sumOf('Kosten, die noch nicht gedeckt sind')).toBe('1.176,43 €');
  });

  it('adds, moves and removes rows by buttons, and the focus follows', async () => {
    show(4);
    await screen.findByLabelText('Bezeichnung, Zeile 2');
    click('Zeile 2 nach oben');
    expect(screen.getByLabelText('Bezeichnung, Zeile 1')).toHaveValue('Fahrt');
    expect(
      screen.getByRole('button', { name: 'Zeile 1 nach unten' }),
    ).toHaveFocus();
    fireEvent.click(
      screen.getAllByRole('button', { name: 'Zeile hinzufügen' })[0],
    );
    expect(screen.getByLabelText('Kostenart, Zeile 3')).toHaveFocus();
    click('Zeile 3 entfernen');
    expect(screen.getByLabelText('Kostenart, Zeile 2')).toHaveFocus();
    expect(screen.queryByLabelText('Kostenart, Zeile 3')).toBeNull();
  });

  it('saves what was changed with the state it was read in', async () => {
    const { calls, at } = show(4);
    await type('Satz (€), Zeile 2', '1.234,5');
    click('Speichern und weiter');
    await waitFor(() => expect(at.current).toContain('schritt=5'));
    expect(calls).toHaveLength(1);
    const [verb, path, data, headers] = calls[0];
    expect([verb, path, headers]).toEqual([
      'PATCH',
      PATH,
      { 'If-Match': '"1"' },
    ]);
    expect(Object.keys(data)).toEqual(['cost_plan']);
    expect(data.cost_plan[1]).toEqual({
      category: 'reise',
      description: 'Fahrt',
      units: '2',
      rate: '1234.50',
      is_gross: true,
    });
    expect(kept.size).toBe(0);
  });

  it('shows errors of the server at their cell, and keeps what was typed', async () => {
    const { at } = show(4, {
      [`PATCH ${PATH}`]: refused(400, {
        errors: [
          { field: 'cost_plan.1.rate', message: 'Das ist kein Betrag.' },
        ],
      }),
    });
    await type('Satz (€), Zeile 2', '1.234');
    click('Speichern und weiter');
    expect(
      await screen.findByRole('link', { name: 'Das ist kein Betrag.' }),
    ).toHaveAttribute('href', '#zr-part-cost_plan-1-rate');
    const cell = screen.getByLabelText('Satz (€), Zeile 2');
    expect(cell).toBeInvalid();
    expect(cell).toHaveAccessibleDescription('Das ist kein Betrag.');
    expect(cell).toHaveValue('1.234');
    expect(at.current).toContain('schritt=4');
  });

  it('keeps what was typed when the state has changed', async () => {
    show(4, {
      [`PATCH ${PATH}`]: refused(409, { message: 'Das geht jetzt nicht.' }),
    });
    await type('Eigenmittel (EUR)', '5');
    click('Speichern');
    expect(await screen.findByText('Das geht jetzt nicht.')).toBeVisible();
    expect(screen.getByLabelText('Eigenmittel (EUR)')).toHaveValue('5');
    expect([...kept.values()].join()).toContain('"own_funds":"5"');
  });

  it('lets people choose where somebody else wrote in the same field', async () => {
    let state = application();
    const { calls } = show(4, {
      [`GET ${PATH}`]: () => state,
      [`PATCH ${PATH}`]: () => {
        if (state.etag === '"1"') {
          state = application({ etag: '"2"', own_funds: '200.00' });
          return refused(412);
        }
        return {};
      },
    });
    await type('Eigenmittel (EUR)', '5');
    click('Speichern');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /^Meine Fassung behalten/ }),
      ).toBeVisible(),
    );
    expect(screen.getByLabelText('Eigenmittel (EUR)')).toHaveValue('5');
    click(/^Meine Fassung behalten/);
    click('Speichern');
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1].slice(2)).toEqual([
      { own_funds: '5.00' },
      { 'If-Match': '"2"' },
    ]);
  });

  it('keeps an account nowhere in the browser', async () => {
    const { calls } = show(6);
    await type('IBAN', 'DE89370400440532013000');
    expect([...kept.values()].join()).not.toContain('DE89');
    click('Speichern');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0][2]).toEqual({ iban: 'DE89370400440532013000' });
    await waitFor(() =>
      expect(screen.getByLabelText('IBAN')).toHaveValue('DE89 **** 3000'),
    );
  });

  it('says that an account is stored where it is not shown', async () => {
    const hidden = { [`GET ${PATH}`]: application({ iban: null }) };
    const { unmount } = show(9, hidden);
    const said = 'Hinterlegt. Einen Teil davon sieht nur die Koordination.';
    expect(await screen.findByText(said)).toBeVisible();
    unmount();
    show(9, {
      ...hidden,
      [`GET ${PATH}/@grant-check`]: {
        ready: false,
        items: [{ field: 'iban', message: 'Es fehlt: IBAN.' }],
      },
    });
    expect(await screen.findByText('Es fehlt: IBAN.')).toBeVisible();
    expect(screen.queryByText(said)).toBeNull();
  });

  it('accepts declarations in the words of the call', async () => {
    const { calls } = show(7);
    fireEvent.click(await screen.findByLabelText('Noch nicht begonnen.'));
    click('Speichern');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0][2]).toEqual({ declarations: ['Noch nicht begonnen.'] });
  });

  it('offers to submit only where the server does, and leads to what is missing', async () => {
    const { unmount } = show(9);
    const missing = await screen.findByRole('link', {
      name: 'Der Satz ist zu hoch.',
    });
    expect(missing.getAttribute('href')).toContain(
      'schritt=4#zr-part-cost_plan-1-rate',
    );
    expect(await screen.findByText(/^Eingereicht wird/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Antrag einreichen' }),
    ).toBeNull();
    unmount();

    const { calls, at } = show(9, {
      [`GET ${PATH}/@workflow`]: {
        transitions: [{ '@id': `${PATH}/@workflow/submit` }],
      },
      [`POST ${PATH}/@workflow/submit`]: {},
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Antrag einreichen' }),
    );
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(
      within(dialog).getByRole('button', { name: 'Antrag einreichen' }),
    );
    await waitFor(() => expect(at.current).toBe(PATH));
    expect(calls).toEqual([['POST', `${PATH}/@workflow/submit`, {}]]);
  });

  it('cannot be written in when it is submitted', async () => {
    show(1, {
      [`GET ${PATH}`]: application({ review_state: 'submitted' }),
    });
    expect(await screen.findByText(/eingereicht/)).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('begins with title and call', async () => {
    const { calls, at } = renderWithApi(
      '/einreichen/foerderantrag?raum=/raeume/m&aufruf=/foerderung/2027',
      <GrantForm />,
      answers({
        'GET /@search': {
          items: [{ '@id': '/foerderung/2027', title: 'Aufruf 2027' }],
          items_total: 1,
        },
        'GET /foerderung/2027': { year: 2027 },
        'POST /raeume/m': { '@id': `http://localhost:3000${PATH}` },
      }),
      session('m'),
    );
    await screen.findByRole('option', { name: 'Aufruf 2027' });
    click('Beginnen');
    expect(
      await screen.findByRole('link', {
        name: /^Bitte geben Sie der Maßnahme/,
      }),
    ).toBeVisible();
    await type('Titel der Maßnahme', 'Werkstatt');
    click('Beginnen');
    await waitFor(() => expect(at.current).toContain('text=%2Fraeume%2Fm'));
    expect(calls).toEqual([
      [
        'POST',
        '/raeume/m',
        { '@type': 'GrantApplication', title: 'Werkstatt', year: 2027 },
      ],
    ]);
  });

  it('begins nothing in a space that one does not see', async () => {
    renderWithApi(
      '/einreichen/foerderantrag?raum=/raeume/m',
      <GrantForm />,
      answers({ 'GET /raeume/m': refused(401), 'GET /@search': { items: [] } }),
      session('m'),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Diese Seite ist geschützt',
      }),
    ).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('leads through the proof of use, with the goals of the application', async () => {
    const { calls, at } = show(1, {
      [`GET ${PATH}`]: application({
        review_state: 'proof',
        goals: [{ goal: 'Drei Maßnahmen', indicator: 'Eine läuft' }],
        proof_goals: [],
      }),
      [`GET ${PATH}/@grant-check`]: {
        ready: false,
        items: [{ field: 'receipts', message: 'Belege fehlen.' }],
      },
    });
    const steps = await screen.findByRole('navigation', { name: 'Schritte' });
    expect(within(steps).getAllByRole('link')).toHaveLength(4);
    await waitFor(() =>
      expect(
        within(steps).getByRole('link', { name: /^Belege/ }),
      ).toHaveTextContent('1 Angabe fehlt'),
    );
    expect(screen.getByLabelText('Ziel, Zeile 1')).toHaveValue(
      'Drei Maßnahmen',
    );
    await type('Was erreicht wurde, Zeile 1', 'Zwei laufen.');
    click('Speichern und weiter');
    await waitFor(() => expect(at.current).toContain('schritt=2'));
    expect(calls[0][2]).toEqual({
      proof_goals: [
        { goal: 'Drei Maßnahmen', result: 'Zwei laufen.', deviation: '' },
      ],
    });
  });

  it('sets what was spent beside what was planned', async () => {
    show(2, {
      [`GET ${PATH}`]: application({
        review_state: 'proof',
        receipts: [
          {
            date: '2027-02-01',
            payee: 'Büro',
            reason: 'Moderation',
            category: 'beratung',
            amount: '1000.00',
          },
        ],
      }),
    });
    await type('Betrag (€), Zeile 1', '1.300,00');
    const plan = screen.getByRole('table', { name: 'Geplant und ausgegeben' });
    const row = (name: string) =>
      within(plan)
        .getByRole('rowheader', { name })
        .parentElement?.textContent?.replace(/\s/g, ' ');
    await waitFor(() =>
      expect(row('Beratung')).toBe('Beratung1.275,83 €1.300,00 €−24,17 €'),
    );
    expect(row('Summe')).toBe('Summe1.276,03 €1.300,00 €−23,97 €');
  });

  it('submits the proof of use, and says what the server refuses', async () => {
    const { calls } = show(4, {
      [`GET ${PATH}`]: application({ review_state: 'proof' }),
      [`GET ${PATH}/@workflow`]: {
        transitions: [{ '@id': `${PATH}/@workflow/submit_proof` }],
      },
      [`POST ${PATH}/@workflow/submit_proof`]: refused(400, {
        message: 'Ungültig',
        errors: [{ field: 'receipts', message: 'Belege fehlen.' }],
      }),
    });
    const name = 'Verwendungsnachweis einreichen';
    fireEvent.click(await screen.findByRole('button', { name }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name }));
    expect(await within(dialog).findByText('Belege fehlen.')).toBeVisible();
    expect(calls).toEqual([['POST', `${PATH}/@workflow/submit_proof`, {}]]);
  });

  it('deletes a file, and says who may', async () => {
    const file = {
      '@id': `${PATH}/angebot.pdf`,
      '@type': 'File',
      title: 'Angebot',
    };
    const { calls } = show(8, {
      [`GET ${PATH}`]: application({ items: [file] }),
      [`DELETE ${PATH}/angebot.pdf`]: refused(401),
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Angebot löschen' }),
    );
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(
      within(dialog).getByRole('button', { name: 'Datei löschen' }),
    );
    expect(
      await within(dialog).findByText(/^Löschen kann eine Datei nur/),
    ).toBeVisible();
    expect(calls).toEqual([['DELETE', `${PATH}/angebot.pdf`, undefined]]);
  });
});
