import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import AccountPage from './AccountPage';

beforeAll(teachDialogs);

const person = {
  id: 'u1',
  fullname: 'Erika Mustermann',
  email: 'erika@musterstadt.example',
  category: 'administration',
  function: 'Sozialamt',
  about: '',
  topics: ['housing'],
  language: 'de',
  visible_in_directory: false,
  newsletter: true,
  memberships: [
    {
      ars: '990000000001',
      name: 'Musterstadt',
      role: 'coordinator',
      space: '/raeume/musterstadt',
    },
  ],
  rooms: [
    { '@id': '/austausch/gut-alt', title: 'Gut alt werden', role: 'member' },
  ],
  requests: [
    {
      id: 'a1',
      ars: '99001',
      name: 'Landkreis Musterland',
      status: 'pending',
      requested: '2026-11-20T09:00:00+01:00',
    },
  ],
  notices: [
    { kind: 'request', title: 'Anfragen', mail: true, required: false },
    { kind: 'news', title: 'Neues in Räumen', mail: false, required: false },
    { kind: 'decided', title: 'Entscheidungen', mail: true, required: true },
  ],
  unread: 0,
  office: false,
  admissions_open: 0,
};

function show(answers: object = {}, path = '/mein-konto') {
  return renderWithApi(
    path,
    <AccountPage />,
    { 'GET /@me': person, ...answers },
    { ...session(), resources: { '/@me': { data: person } } },
  );
}

const part = (name: string) => within(screen.getByRole('region', { name }));
const dialog = () => within(screen.getByRole('dialog'));

describe('AccountPage', () => {
  it('is for those who are logged in', () => {
    renderWithApi('/mein-konto', <AccountPage />, {});
    expect(screen.getByText('Diese Seite ist geschützt')).toBeVisible();
    expect(
      screen.getAllByRole('link', { name: 'Anmelden' })[0],
    ).toHaveAttribute('href', '/login?return_url=%2Fmein-konto');
  });

  it('has nothing to change for an account of the operation', () => {
    const admin = { ...person, id: 'admin', email: '' };
    renderWithApi(
      '/mein-konto',
      <AccountPage />,
      { 'GET /@me': admin },
      { ...session(), resources: { '/@me': { data: admin } } },
    );
    expect(screen.getByText(/technischen Betrieb/)).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('lists its parts, and each is there', () => {
    show();
    const contents = screen.getByRole('navigation', {
      name: 'Auf dieser Seite',
    });
    for (const link of within(contents).getAllByRole('link')) {
      const id = link.getAttribute('href')?.slice(1) as string;
      expect(document.getElementById(id)).toBeInTheDocument();
    }
  });

  it('goes to the part that the address names', () => {
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = scrolled;
    show({}, '/mein-konto#passwort');
    expect(scrolled.mock.contexts).toEqual([
      document.getElementById('passwort'),
    ]);
  });
});

describe('profile', () => {
  it('is saved, and says so', async () => {
    const { calls } = show({ 'PATCH /@me': {} });
    const profile = part('Profil');
    expect(profile.getByText('Sie machen mit als: Verwaltung')).toBeVisible();
    expect(profile.getByText('eines gewählt')).toBeVisible();
    fireEvent.change(profile.getByLabelText(/^Ihre Funktion/), {
      target: { value: 'Leitung Sozialamt' },
    });
    fireEvent.click(profile.getByRole('checkbox', { name: /Verzeichnis/ }));
    fireEvent.click(profile.getByText('Ihre Themen', { selector: 'summary' }));
    fireEvent.click(profile.getByRole('checkbox', { name: 'Mobilität' }));
    fireEvent.click(profile.getByRole('radio', { name: 'English' }));
    fireEvent.click(profile.getByRole('button', { name: 'Speichern' }));
    expect(
      await profile.findByText('Ihr Profil ist gespeichert.'),
    ).toBeVisible();
    expect(calls).toEqual([
      [
        'PATCH',
        '/@me',
        {
          fullname: 'Erika Mustermann',
          function: 'Leitung Sozialamt',
          about: '',
          topics: ['housing', 'mobility'],
          language: 'en',
          visible_in_directory: true,
          newsletter: true,
        },
      ],
    ]);
  });

  it('explains in plain words who sees what', () => {
    show();
    expect(
      part('Profil').getByRole('checkbox', { name: /Verzeichnis/ }),
    ).toHaveAccessibleDescription(/Ihre E-Mail-Adresse wird nie gezeigt/);
  });

  it('says what is wrong at the field', async () => {
    show({
      'PATCH /@me': refused(400, {
        errors: [{ field: 'about', message: 'Zu lang.' }],
      }),
    });
    const profile = part('Profil');
    fireEvent.click(profile.getByRole('button', { name: 'Speichern' }));
    await profile.findByRole('link', { name: 'Zu lang.' });
    expect(profile.getByLabelText(/^Über Sie/)).toHaveAccessibleDescription(
      /Zu lang\./,
    );
  });
});

describe('municipalities and rooms', () => {
  const places = () => part('Kommunen und Räume');

  it('are linked, with the role', () => {
    show();
    expect(places().getByRole('link', { name: 'Musterstadt' })).toHaveAttribute(
      'href',
      '/raeume/musterstadt',
    );
    expect(places().getByText('Koordination')).toBeVisible();
    expect(
      places().getByText('wartet seit 20. November 2026 auf eine Entscheidung'),
    ).toBeVisible();
  });

  it('can be left, after it was said what is lost', async () => {
    const { calls } = show({ 'DELETE /austausch/gut-alt/@membership': {} });
    fireEvent.click(
      places().getByRole('button', { name: 'Gut alt werden verlassen' }),
    );
    expect(
      screen.getByRole('dialog', { name: 'Gut alt werden verlassen?' }),
    ).toHaveTextContent(/auch Ihre eigenen Dokumente nicht/);
    fireEvent.click(dialog().getByRole('button', { name: 'Bleiben' }));
    expect(calls).toEqual([]);

    fireEvent.click(
      places().getByRole('button', { name: 'Gut alt werden verlassen' }),
    );
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    expect(
      await screen.findByText('Sie haben Gut alt werden verlassen.'),
    ).toBeVisible();
    expect(calls.map(([verb, path]) => [verb, path])).toEqual([
      ['DELETE', '/austausch/gut-alt/@membership'],
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  const leaveAsLast = async (answers: object) => {
    const shown = show({
      'DELETE /@memberships/990000000001/me': (data: any) =>
        data ? {} : refused(409, { message: 'Letzte Koordination' }),
      ...answers,
    });
    fireEvent.click(
      places().getByRole('button', { name: 'Musterstadt verlassen' }),
    );
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    expect(
      await screen.findByRole('heading', {
        name: 'Wer übernimmt Musterstadt?',
      }),
    ).toHaveFocus();
    return shown;
  };

  const members = {
    'GET /@memberships/990000000001': {
      items: [
        { id: 'u1', fullname: 'Erika Mustermann' },
        { id: 'u2', fullname: 'Max Beispiel' },
      ],
    },
  };

  it('ask the last coordinator for a successor', async () => {
    const { calls } = await leaveAsLast(members);
    const successor = dialog().getByRole('combobox', {
      name: 'Ihre Nachfolge',
    });
    expect(
      within(successor)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['Bitte wählen', 'Max Beispiel']);
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    expect(successor).toHaveAccessibleDescription(
      'Bitte wählen Sie, wer übernimmt.',
    );
    fireEvent.change(successor, { target: { value: 'u2' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await screen.findByText('Sie haben Musterstadt verlassen.');
    expect(calls.at(-1)).toEqual([
      'DELETE',
      '/@memberships/990000000001/me',
      { successor: 'u2' },
    ]);
  });

  it('can be handed to the office', async () => {
    const { calls } = await leaveAsLast(members);
    fireEvent.click(dialog().getByRole('radio', { name: /Geschäftsstelle/ }));
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await screen.findByText('Sie haben Musterstadt verlassen.');
    expect(calls.at(-1)?.[2]).toEqual({ hand_to_office: true });
  });

  it('fall to the office where there is nobody else', async () => {
    const { calls } = await leaveAsLast({
      'GET /@memberships/990000000001': {
        items: [{ id: 'u1', fullname: 'Erika Mustermann' }],
      },
    });
    expect(dialog().queryByRole('combobox')).toBeNull();
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await screen.findByText('Sie haben Musterstadt verlassen.');
    expect(calls.at(-1)?.[2]).toEqual({ hand_to_office: true });
  });

  it('take back a request', async () => {
    const { calls } = show({ 'DELETE /@admissions/a1': {} });
    fireEvent.click(
      places().getByRole('button', {
        name: 'Anfrage zurückziehen: Landkreis Musterland',
      }),
    );
    fireEvent.click(
      dialog().getByRole('button', { name: 'Anfrage zurückziehen' }),
    );
    await screen.findByText(/Die Anfrage ist zurückgezogen/);
    expect(calls.map(([verb, path]) => [verb, path])).toEqual([
      ['DELETE', '/@admissions/a1'],
    ]);
  });

  it('take a request for one more', async () => {
    const beispiel = {
      ars: '990010001',
      name: 'Beispieltal',
      kind: 'municipality',
    };
    const { calls } = renderWithApi(
      '/mein-konto',
      <AccountPage />,
      {
        'GET /@me': person,
        'GET /@municipalities': { items: [beispiel], items_total: 1 },
        'POST /@admissions': refused(409, { message: 'Schon angefragt.' }),
      },
      {
        ...session(),
        municipalities: { '990010001': beispiel },
        resources: { '/@me': { data: person } },
      },
    );
    fireEvent.click(
      places().getByRole('button', { name: 'Weitere Kommune anfragen' }),
    );
    fireEvent.click(places().getByRole('button', { name: 'Anfrage absenden' }));
    const field = places().getByRole('combobox', { name: 'Kommune' });
    expect(field).toBeInvalid();
    fireEvent.change(field, { target: { value: 'beispiel' } });
    fireEvent.click(await screen.findByRole('option', { name: /Beispieltal/ }));
    fireEvent.click(places().getByRole('button', { name: 'Anfrage absenden' }));
    await places().findByText('Schon angefragt.');
    expect(calls).toEqual([
      [
        'POST',
        '/@admissions',
        { municipality: '990010001', function: '', message: '' },
      ],
    ]);
  });
});

describe('notices by mail', () => {
  it('are chosen by kind; those that always come are named', async () => {
    const { calls } = show({ 'PATCH /@me': {} });
    const notices = part('Mitteilungen per E-Mail');
    expect(
      notices
        .getAllByRole('checkbox')
        .map((box) => (box as HTMLInputElement).checked),
    ).toEqual([true, false]);
    expect(notices.getByText('Entscheidungen')).toBeVisible();
    fireEvent.click(notices.getByRole('checkbox', { name: 'Anfragen' }));
    fireEvent.click(notices.getByRole('button', { name: 'Speichern' }));
    await notices.findByText('Ihre Auswahl ist gespeichert.');
    expect(calls).toEqual([
      ['PATCH', '/@me', { notices: { request: false, news: false } }],
    ]);
  });
});

describe('address and password', () => {
  const access = () => part('Adresse und Passwort');

  it('changes the address by a link to the new one', async () => {
    const { calls } = show({ 'POST /@me/email': {} });
    fireEvent.change(access().getByLabelText('Neue E-Mail-Adresse'), {
      target: { value: ' neu@musterstadt.example ' },
    });
    fireEvent.click(access().getByRole('button', { name: 'Adresse ändern' }));
    expect(access().getByLabelText('Ihr Passwort')).toBeInvalid();
    fireEvent.change(access().getByLabelText('Ihr Passwort'), {
      target: { value: 'geheim' },
    });
    fireEvent.click(access().getByRole('button', { name: 'Adresse ändern' }));
    await access().findByText(/an neu@musterstadt.example geschrieben/);
    expect(calls).toEqual([
      [
        'POST',
        '/@me/email',
        { email: 'neu@musterstadt.example', password: 'geheim' },
      ],
    ]);
  });

  it('changes the password, and says when the old one is wrong', async () => {
    let status = 403;
    const { calls } = show({
      'POST /@users/u1/reset-password': () =>
        status === 403 ? refused(403) : {},
      'POST /@login': { token: 'x' },
    });
    fireEvent.change(access().getByLabelText('Ihr bisheriges Passwort'), {
      target: { value: 'alt' },
    });
    fireEvent.change(access().getByLabelText('Neues Passwort'), {
      target: { value: 'Apfel Uhr Treppe' },
    });
    const send = () =>
      fireEvent.click(
        access().getByRole('button', { name: 'Passwort ändern' }),
      );
    send();
    await access().findByRole('link', {
      name: 'Das ist nicht Ihr bisheriges Passwort.',
    });
    status = 200;
    send();
    await access().findByText('Ihr neues Passwort gilt ab sofort.');
    expect(calls.slice(-2)).toEqual([
      [
        'POST',
        '/@users/u1/reset-password',
        { old_password: 'alt', new_password: 'Apfel Uhr Treppe' },
      ],
      // sessions end with the old password
      [
        'POST',
        '/@login',
        { login: 'erika@musterstadt.example', password: 'Apfel Uhr Treppe' },
      ],
    ]);
    expect(access().getByLabelText('Neues Passwort')).toHaveValue('');
  });
});

describe('own data', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: () => 'blob:x',
        revokeObjectURL: () => {},
      }),
    );
  });

  it('can be downloaded', async () => {
    const fetched = vi.fn(async () => new Response('zip'));
    vi.stubGlobal('fetch', fetched);
    const clicked = vi
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    show();
    fireEvent.click(
      part('Ihre Daten').getByRole('button', { name: /ZIP-Datei/ }),
    );
    await screen.findByText('Die Datei liegt in Ihren Downloads.');
    const [address, options] = fetched.mock.calls[0] as any;
    expect(address).toMatch(/\/@me\/export$/);
    expect(options.headers.Accept).toBe('application/zip');
    expect((clicked.mock.contexts[0] as any).download).toBe('meine-daten.zip');
  });

  it('says when the file could not be made', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('', { status: 500 })),
    );
    show();
    fireEvent.click(part('Ihre Daten').getByRole('button', { name: /JSON/ }));
    expect(
      await screen.findByText(/konnte nicht erstellt werden/),
    ).toBeVisible();
  });

  it('are deleted in two steps, with the password', async () => {
    let right = false;
    const { calls } = show({
      'DELETE /@me': () =>
        right
          ? {}
          : refused(400, {
              errors: [{ field: 'password', message: 'Falsches Passwort.' }],
            }),
    });
    fireEvent.click(
      part('Ihre Daten').getByRole('button', { name: 'Konto löschen …' }),
    );
    expect(
      screen.getByRole('dialog', { name: 'Ihr Konto löschen?' }),
    ).toHaveTextContent(/Das bleibt.*Ehemaliges Mitglied/);
    fireEvent.click(dialog().getByRole('button', { name: 'Weiter' }));
    expect(
      screen.getByRole('heading', { name: 'Konto endgültig löschen' }),
    ).toHaveFocus();
    expect(calls).toEqual([]);
    fireEvent.change(dialog().getByLabelText('Ihr Passwort'), {
      target: { value: 'geheim' },
    });
    fireEvent.click(
      dialog().getByRole('button', { name: 'Endgültig löschen' }),
    );
    await dialog().findByRole('link', { name: 'Falsches Passwort.' });
    right = true;
    fireEvent.click(
      dialog().getByRole('button', { name: 'Endgültig löschen' }),
    );
    await waitFor(() =>
      expect(screen.getByText('Ihr Konto ist gelöscht')).toHaveFocus(),
    );
    expect(calls.at(-1)).toEqual(['DELETE', '/@me', { password: 'geheim' }]);
  });
});
