import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route } from 'react-router-dom';
import config from '@plone/volto/registry';
import { endingOf } from '../../config/routes';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import CertificatePage from './CertificatePage';
import CheckInPage from './CheckInPage';

const PATH = '/veranstaltungen/bank';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
  (config.settings as any).nonContentRoutes = [
    endingOf({
      sections: ['veranstaltungen'],
      ending: 'anmeldungen/anwesenheit',
    }),
  ];
});

const show = (answers = {}, search = '', manages = true) =>
  renderWithApi(
    `${PATH}/anmeldungen/anwesenheit${search}`,
    <CheckInPage />,
    answers,
    {
      ...session(),
      content: {
        data: {
          '@id': PATH,
          title: 'Mitfahrbänke',
          registration: { can_manage: manages },
        },
      },
    },
  );

const press = (name: string | RegExp) =>
  fireEvent.click(screen.getByRole('button', { name }));

describe('CheckInPage', () => {
  it('takes the code of the address, notes who is there, and undoes it', async () => {
    const { calls } = show(
      {
        [`POST ${PATH}/@check-in`]: {
          id: 'r1',
          fullname: 'Ute Probe',
          municipality: 'Musterstadt',
          already: false,
          before: false,
        },
        [`PATCH ${PATH}/@registrations/r1`]: {},
      },
      '?code=ABCD2345',
    );
    expect(screen.getByLabelText('Code')).toHaveValue('ABCD2345');
    expect(calls).toEqual([]);
    press('Ist da');
    expect(await screen.findByText('Ute Probe ist da.')).toBeVisible();
    expect(screen.getByLabelText('Code')).toHaveValue('');
    press('Rückgängig: Ute Probe');
    expect(await screen.findByText(/nicht mehr als anwesend/)).toBeVisible();
    expect(calls).toEqual([
      ['POST', `${PATH}/@check-in`, { code: 'ABCD2345' }],
      ['PATCH', `${PATH}/@registrations/r1`, { attended: false }],
    ]);
  });

  it('takes nothing back that was noted before', async () => {
    const answers = [false, true].map((already) => ({
      id: 'r1',
      fullname: 'Ute Probe',
      already,
      before: already || null,
    }));
    const { calls } = show(
      {
        [`POST ${PATH}/@check-in`]: () => answers.shift(),
        [`PATCH ${PATH}/@registrations/r1`]: {},
      },
      '?code=ABCD2345',
    );
    press('Ist da');
    await screen.findByText('Ute Probe ist da.');
    fireEvent.change(screen.getByLabelText('Code'), {
      target: { value: 'ABCD2345' },
    });
    press('Ist da');
    await screen.findByText(/schon als anwesend/);
    press('Rückgängig: Ute Probe');
    await screen.findByText(/nicht mehr als anwesend/);
    expect(calls[2][2]).toEqual({ attended: null });
  });

  it('offers no way back for who was there already', async () => {
    show(
      {
        [`POST ${PATH}/@check-in`]: {
          id: 'r1',
          fullname: 'Ute Probe',
          already: true,
          before: true,
        },
      },
      '?code=ABCD2345',
    );
    press('Ist da');
    expect(await screen.findByText(/schon als anwesend/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Rückgängig/ })).toBeNull();
  });

  it('says what is wrong at the field and keeps the code', async () => {
    show({ [`POST ${PATH}/@check-in`]: refused(404) });
    press('Ist da');
    expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(
      /Bitte geben Sie den Code ein/,
    );
    fireEvent.change(screen.getByLabelText('Code'), { target: { value: 'X' } });
    press('Ist da');
    expect(await screen.findByText(/Niemand, der für diese/)).toBeVisible();
    expect(screen.getByLabelText('Code')).toHaveValue('X');
  });

  it('reads a list: first it only checks', async () => {
    const result = {
      matched: [{ id: 'r1', fullname: 'Ute Probe', line: 2 }],
      unknown: [{ line: 3, text: 'Gast 7' }],
      ambiguous: [],
      marked: 0,
    };
    const { calls } = show({
      [`POST ${PATH}/@attendance-import`]: ({ commit }: any) =>
        commit ? { ...result, marked: 1 } : result,
    });
    press(/Liste eines Videodienstes/);
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/Text der Liste/), {
      target: { value: 'Name\nUte Probe' },
    });
    fireEvent.click(dialog.getByRole('button', { name: 'Liste prüfen' }));
    expect(await dialog.findByText('Zeile 3: Gast 7')).toBeVisible();
    fireEvent.click(
      dialog.getByRole('button', { name: 'Als anwesend vermerken' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText(/Eine Person ist als anwesend/)).toBeVisible();
    expect(calls.map(([, , data]) => data.commit)).toEqual([false, true]);
  });

  it('is closed to others', () => {
    show({}, '', false);
    expect(screen.queryByLabelText('Code')).toBeNull();
  });
});

describe('CertificatePage', () => {
  const check = (path: string, answers: object) =>
    renderWithApi(
      path,
      <Route path="/bescheinigung/:number?" component={CertificatePage} />,
      answers,
    );

  it.each([
    [true, 'Die Bescheinigung ist gültig'],
    [false, /Es gibt keine gültige Bescheinigung/],
  ])('says whether a number is valid: %s', async (valid, words) => {
    const { at } = check('/bescheinigung', {
      'GET /@certificate-check/2026-ABC': { valid },
    });
    fireEvent.change(screen.getByLabelText('Nummer der Bescheinigung'), {
      target: { value: ' 2026-ABC ' },
    });
    press('Prüfen');
    expect(await screen.findByRole('heading', { name: words })).toBeVisible();
    expect(at.current).toBe('/bescheinigung/2026-ABC');
  });

  it('puts into the address what a number can have only', async () => {
    const { at } = check('/bescheinigung', {
      'GET /@certificate-check/2026%20ABC': { valid: true },
    });
    const field = screen.getByLabelText('Nummer der Bescheinigung');
    fireEvent.change(field, { target: { value: '?%/' } });
    press('Prüfen');
    expect(field).toHaveAccessibleDescription(/Nummer ein/);
    fireEvent.change(field, { target: { value: '<2026> %..ABC' } });
    press('Prüfen');
    await screen.findByRole('heading', { name: /ist gültig/ });
    expect(decodeURIComponent(at.current)).toBe('/bescheinigung/2026 ABC');
  });
});
