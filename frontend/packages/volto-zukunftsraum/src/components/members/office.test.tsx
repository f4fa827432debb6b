import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import ImportPage, { textOf } from './ImportPage';
import MunicipalityMembersPage from './MunicipalityMembersPage';
import OfficePage from './OfficePage';

beforeAll(teachDialogs);

const office = { id: 'o', fullname: 'Gesine', office: true, memberships: [] };
const petra = {
  id: 'p',
  fullname: 'Petra Probe',
  email: 'petra@musterstadt.example',
  category: 'administration',
  municipalities: [{ ars: '990000000001', name: 'Musterstadt' }],
  created: '2026-03-01T10:00:00+01:00',
  last_login: null,
};
const dialog = () => within(screen.getByRole('dialog'));
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const state = { ...session('o'), municipalities: {} };

describe('OfficePage', () => {
  const show = (items: any[], answers = {}, path = '/mitglieder') =>
    renderWithApi(
      path,
      <OfficePage />,
      {
        'GET /@members': { items, items_total: items.length },
        'GET /@municipalities/990000000001': {
          ars: '990000000001',
          name: 'Musterstadt',
        },
        ...answers,
      },
      state,
    );

  it('is for the office alone', async () => {
    show([], { 'GET /@members': refused(401) });
    expect(
      await screen.findByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
  });

  it('says who is who, where, since when, and whether they were here', async () => {
    show([petra]);
    await screen.findByText('1 Mitglied');
    const row = screen.getByRole('rowheader').parentElement as HTMLElement;
    for (const text of [
      'petra@musterstadt.example',
      'Verwaltung',
      '1. März 2026',
      'noch nie',
    ]) {
      expect(row).toHaveTextContent(text);
    }
    expect(
      within(row).getByRole('link', { name: 'Musterstadt' }),
    ).toHaveAttribute('href', '/mitglieder/kommune/990000000001');
  });

  it('searches by the address', async () => {
    const { at, asked } = show([petra], {}, '/mitglieder?ars=990000000001');
    await screen.findByText('1 Mitglied');
    fireEvent.change(screen.getByLabelText('Name oder E-Mail-Adresse'), {
      target: { value: 'petra@' },
    });
    fireEvent.click(button('Suchen'));
    expect(at.current).toBe('/mitglieder?ars=990000000001&q=petra%40');
    await waitFor(() =>
      expect(asked).toContain(
        '/@members?q=petra%40&ars=990000000001&b_start=0&b_size=25',
      ),
    );
  });

  it('deletes an account only with its name repeated', async () => {
    const { calls } = show([petra], { 'DELETE /@members/p': {} });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Konto von Petra Probe löschen',
      }),
    );
    expect(dialog().getByText(/nicht rückgängig machen/)).toBeVisible();
    const name = dialog().getByLabelText('Namen zur Sicherheit wiederholen');
    fireEvent.change(name, { target: { value: 'Petra' } });
    fireEvent.click(
      dialog().getByRole('button', { name: 'Endgültig löschen' }),
    );
    await waitFor(() =>
      expect(name).toHaveAccessibleDescription(/nicht derselbe Name/),
    );
    expect(calls).toEqual([]);
    fireEvent.change(name, { target: { value: 'Petra Probe' } });
    fireEvent.click(
      dialog().getByRole('button', { name: 'Endgültig löschen' }),
    );
    await screen.findByText('Das Konto von Petra Probe ist gelöscht.');
    expect(calls).toEqual([
      ['DELETE', '/@members/p', { fullname: 'Petra Probe' }],
    ]);
  });
});

describe('MunicipalityMembersPage', () => {
  const ARS = '990000000001';
  const show = (answers = {}) =>
    renderWithApi(
      `/mitglieder/kommune/${ARS}`,
      <Route path="/mitglieder/kommune/:ars">
        <MunicipalityMembersPage />
      </Route>,
      {
        'GET /@me': office,
        [`GET /@memberships/${ARS}`]: {
          items: [{ id: 'm', fullname: 'Mia', role: 'member' }],
          items_total: 1,
        },
        [`GET /@mail-domains/${ARS}`]: { ars: ARS, name: 'M', domains: [] },
        ...answers,
      },
      {
        ...state,
        municipalities: { [ARS]: { ars: ARS, name: 'Musterstadt' } },
      },
    );

  it('lets the office name a coordinator without seeing the space', async () => {
    const { calls, asked } = show({ [`PATCH /@memberships/${ARS}/m`]: {} });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Mia zur Koordination machen',
      }),
    );
    fireEvent.click(
      dialog().getByRole('button', { name: 'Zur Koordination machen' }),
    );
    await screen.findByText('Mia koordiniert jetzt mit.');
    expect(calls).toEqual([
      ['PATCH', `/@memberships/${ARS}/m`, { role: 'coordinator' }],
    ]);
    expect(asked.filter((path) => path.startsWith('/raeume'))).toEqual([]);
  });

  it('says that there is no space yet', async () => {
    show({ [`GET /@memberships/${ARS}`]: refused(404) });
    expect(await screen.findByText(/noch keinen Raum/)).toBeVisible();
  });
});

describe('ImportPage', () => {
  const show = (answer: any, me: any = office) =>
    renderWithApi(
      '/mitglieder/import',
      <ImportPage />,
      { 'GET /@me': me, 'POST /@members-import': answer },
      state,
    );
  const paste = (text: string) =>
    fireEvent.change(screen.getByLabelText(/Oder die Zeilen als Text/), {
      target: { value: text },
    });

  it('is for the office alone', async () => {
    show({}, { ...office, office: false });
    expect(
      await screen.findByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
  });

  it('asks for rows first', async () => {
    const { calls } = show({});
    fireEvent.click(button('Zeilen prüfen'));
    expect(screen.getByLabelText('CSV-Datei')).toHaveAccessibleDescription(
      /Bitte wählen Sie eine Datei/,
    );
    expect(calls).toEqual([]);
  });

  it('checks every row before it creates any', async () => {
    const { calls } = show({ created: 2, exists: 0, rows: 2 });
    paste('email;fullname\na@b.de;A\nc@d.de;C');
    fireEvent.click(button('Zeilen prüfen'));
    const right = await screen.findByText(
      'Alle 2 Zeilen stimmen. Es wurde noch nichts angelegt.',
    );
    expect(right.closest('[tabindex="-1"]')).toHaveFocus();
    fireEvent.click(button('2 Konten anlegen'));
    expect(
      await screen.findByText(/2 Konten sind angelegt\. Die Personen bekommen/),
    ).toBeVisible();
    expect(calls.map(([, , data]) => data.dry_run)).toEqual([true, false]);
    expect(screen.getByLabelText(/Oder die Zeilen als Text/)).toHaveValue('');
  });

  it('must be checked again when the rows change', async () => {
    show({ created: 1, exists: 0, rows: 1 });
    paste('email\na@b.de');
    fireEvent.click(button('Zeilen prüfen'));
    await screen.findByRole('button', { name: 'Ein Konto anlegen' });
    paste('email\nanders@b.de');
    expect(screen.queryByRole('button', { name: /anlegen/ })).toBeNull();
  });

  it('tells who has an account already, and creates only the others', async () => {
    show({ created: 1, exists: 2, rows: 3 });
    paste('email\na@b.de');
    fireEvent.click(button('Zeilen prüfen'));
    expect(
      await screen.findByText(/2 davon haben schon ein Konto/),
    ).toBeVisible();
    expect(button('Ein Konto anlegen')).toBeVisible();
  });

  it('has nothing to do when everybody has an account', async () => {
    show({ created: 0, exists: 2, rows: 2 });
    paste('email\na@b.de');
    fireEvent.click(button('Zeilen prüfen'));
    await screen.findByText(/Alle in der Tabelle haben schon ein Konto/);
    expect(screen.queryByRole('button', { name: /anlegen/ })).toBeNull();
  });

  it('names row, column and what is wrong, and keeps the rows', async () => {
    show(
      refused(400, {
        errors: [
          { row: 3, field: 'email', message: 'Keine E-Mail-Adresse.' },
          { row: 7, field: 'municipality', message: 'Unbekannter Schlüssel.' },
        ],
      }),
    );
    paste('email\nx');
    fireEvent.click(button('Zeilen prüfen'));
    expect(
      await screen.findByText(/2 Angaben sind zu berichtigen/),
    ).toBeVisible();
    const row = screen.getByText('Unbekannter Schlüssel.').closest('tr');
    expect(row).toHaveTextContent('7');
    expect(row).toHaveTextContent('municipality');
    expect(screen.getByLabelText(/Oder die Zeilen als Text/)).toHaveValue(
      'email\nx',
    );
    expect(screen.queryByRole('button', { name: /anlegen/ })).toBeNull();
  });

  it('says what is wrong with the file as a whole', async () => {
    show(
      refused(400, {
        errors: [{ field: 'csv', message: 'Die Spalte email fehlt.' }],
      }),
    );
    paste('x');
    fireEvent.click(button('Zeilen prüfen'));
    expect(await screen.findByText('Die Spalte email fehlt.')).toBeVisible();
  });

  it.each([
    ['UTF-8', new TextEncoder().encode('Müller')],
    [
      'of old spreadsheets',
      new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]),
    ],
  ])('reads files in %s', async (_, bytes) => {
    const file = { arrayBuffer: async () => bytes.buffer } as Blob;
    expect(await textOf(file)).toBe('Müller');
  });
});
