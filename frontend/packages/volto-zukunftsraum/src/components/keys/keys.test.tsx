import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import KeysPage from './KeysPage';

beforeAll(teachDialogs);

const known = {
  id: '0123456789ab',
  site: 'Stadt Musterstadt',
  contact: 'web@musterstadt.example',
  scopes: ['network', 'harvest'],
  state: 'active',
  created: '2026-11-30T09:00:00+00:00',
  expires: '2028-12-31',
  revoked: null,
  last_used: null,
};
const old = {
  ...known,
  id: 'ba9876543210',
  contact: '',
  scopes: ['figures'],
  state: 'revoked',
  expires: null,
  last_used: '2026-11-02',
};
const token = `zrk_0123456789ab_${'x'.repeat(43)}`;

const show = (items: any[], answers = {}) =>
  renderWithApi(
    '/schluessel',
    <KeysPage />,
    {
      'GET /@api-keys': { items, items_total: items.length },
      ...answers,
    },
    session('office'),
  );
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const dialog = () => within(screen.getByRole('dialog'));
const type = (label: string, value: string) =>
  fireEvent.change(dialog().getByLabelText(label), { target: { value } });

describe('KeysPage', () => {
  let copied: string[] = [];

  beforeEach(() => {
    copied = [];
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: async (text: string) => copied.push(text) },
    });
  });

  it('is for the office alone', async () => {
    show([], { 'GET /@api-keys': refused(403) });
    expect(
      await screen.findByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
  });

  it('says that there are none yet, and when one is needed', async () => {
    show([]);
    expect(
      await screen.findByText(/Für öffentliche Inhalte ist keiner nötig/),
    ).toBeVisible();
  });

  it('says of each key what it opens, until when, and when it was used', async () => {
    show([known, old]);
    const [first, second] = (await screen.findAllByRole('rowheader')).map(
      (cell) => cell.parentElement as HTMLElement,
    );
    for (const text of [
      'Stadt Musterstadt',
      'web@musterstadt.example',
      'zrk_0123456789ab',
      'Inhalte des Netzwerks',
      'Gesamtabzug',
      'Gültig',
      '31. Dezember 2028',
      'noch nie',
    ]) {
      expect(first).toHaveTextContent(text);
    }
    for (const text of ['Ungültig', 'ohne Ende', '2. November 2026']) {
      expect(second).toHaveTextContent(text);
    }
    expect(within(second).queryByRole('button')).toBeNull();
  });

  it('makes a key and shows it until it is kept', async () => {
    const { calls, asked } = show([], {
      'POST /@api-keys': { ...known, token },
    });
    fireEvent.click(await button('Neuer Schlüssel'));
    type('Name der Website', 'Stadt Musterstadt');
    type('E-Mail-Adresse für Rückfragen', 'web@musterstadt.example');
    fireEvent.click(dialog().getByLabelText('Gesamtabzug'));
    fireEvent.change(dialog().getByLabelText(/Gültig bis/), {
      target: { value: '2028-12-31' },
    });
    fireEvent.click(
      dialog().getByRole('button', { name: 'Schlüssel anlegen' }),
    );
    const heading = await screen.findByRole('heading', {
      name: 'Der Schlüssel für Stadt Musterstadt',
    });
    expect(heading).toHaveFocus();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(calls).toEqual([
      [
        'POST',
        '/@api-keys',
        {
          site: 'Stadt Musterstadt',
          contact: 'web@musterstadt.example',
          scopes: ['network', 'harvest'],
          expires: '2028-12-31',
        },
      ],
    ]);
    expect(asked.length).toBe(2);
    expect(screen.getByLabelText('Schlüssel')).toHaveValue(token);
    fireEvent.click(await button('Schlüssel kopieren'));
    await screen.findByText('Der Schlüssel ist kopiert.');
    expect(copied).toEqual([token]);
    fireEvent.click(await button('Ich habe den Schlüssel gesichert'));
    expect(screen.queryByLabelText('Schlüssel')).toBeNull();
    expect(document.body.innerHTML).not.toContain(token);
  });

  it('selects the key where the browser does not copy', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined });
    show([], { 'POST /@api-keys': { ...known, token } });
    fireEvent.click(await button('Neuer Schlüssel'));
    fireEvent.click(
      dialog().getByRole('button', { name: 'Schlüssel anlegen' }),
    );
    fireEvent.click(await button('Schlüssel kopieren'));
    await screen.findByText(/mit der Tastatur/);
    const input = screen.getByLabelText('Schlüssel') as HTMLInputElement;
    expect(input.selectionEnd).toBe(token.length);
  });

  it('says at the field what is wrong, and keeps what was typed', async () => {
    show([], {
      'POST /@api-keys': refused(400, {
        message: 'x',
        errors: [
          { field: 'contact', message: 'Das ist keine Adresse.' },
          { field: 'scopes', message: 'Bitte wählen Sie mindestens eines.' },
        ],
      }),
    });
    fireEvent.click(await button('Neuer Schlüssel'));
    type('Name der Website', 'Stadt');
    fireEvent.click(
      dialog().getByRole('button', { name: 'Schlüssel anlegen' }),
    );
    const contact = dialog().getByLabelText('E-Mail-Adresse für Rückfragen');
    await waitFor(() =>
      expect(contact).toHaveAccessibleDescription(/keine Adresse/),
    );
    expect(contact).toHaveFocus();
    expect(
      dialog().getByRole('group', { name: 'Wofür der Schlüssel gilt' }),
    ).toHaveAccessibleDescription(/mindestens eines/);
    expect(dialog().getByLabelText('Name der Website')).toHaveValue('Stadt');
  });

  it('revokes a key when asked twice', async () => {
    const { calls } = show([known], { 'DELETE /@api-keys/0123456789ab': null });
    fireEvent.click(
      await button('Schlüssel für Stadt Musterstadt (0123456789ab) widerrufen'),
    );
    expect(dialog().getByText(/nicht rückgängig machen/)).toBeVisible();
    expect(calls).toEqual([]);
    fireEvent.click(dialog().getByRole('button', { name: 'Widerrufen' }));
    await screen.findByText(
      'Der Schlüssel für Stadt Musterstadt ist widerrufen.',
    );
    expect(calls.map(([verb, path]) => `${verb} ${path}`)).toEqual([
      'DELETE /@api-keys/0123456789ab',
    ]);
  });
});
