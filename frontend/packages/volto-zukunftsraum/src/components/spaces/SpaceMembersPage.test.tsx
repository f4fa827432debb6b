import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { endingOf } from '../../config/routes';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import SpaceMembersPage from './SpaceMembersPage';

const SPACE = '/raeume/musterstadt';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
  config.settings.nonContentRoutes = [
    endingOf({ sections: ['raeume', 'austausch'], ending: 'mitglieder' }),
  ] as any;
});

const karla = {
  id: 'k',
  fullname: 'Karla Koordination',
  role: 'coordinator',
  category: 'administration',
  function: 'Leitung Hauptamt',
};
const mia = {
  id: 'm',
  fullname: 'Mia Mitglied',
  role: 'member',
  category: 'volunteer',
  function: '',
};
const me = (id: string, role: string) => ({
  id,
  fullname: id,
  office: false,
  memberships: [
    { ars: '990000000001', name: 'Musterstadt', role, space: SPACE },
  ],
  rooms: [],
});

type Options = {
  as?: any;
  people?: any[];
  mayManage?: boolean;
  content?: any;
  answers?: Record<string, any>;
  path?: string;
};

function show({
  as = karla,
  people = [karla, mia],
  mayManage = as.role === 'coordinator',
  content = {
    '@id': SPACE,
    '@type': 'MunicipalSpace',
    title: 'Musterstadt',
    municipality: '990000000001',
  },
  answers = {},
  path = `${SPACE}/mitglieder`,
}: Options = {}) {
  const base = path.replace(/\/mitglieder.*/, '');
  return renderWithApi(
    path,
    <SpaceMembersPage />,
    {
      'GET /@me': me(as.id, as.role),
      [`GET ${base}/@members`]: {
        items: people,
        items_total: people.length,
        may_manage: mayManage,
      },
      [`GET ${base}/@invitations`]: { items: [], items_total: 0 },
      [`GET ${base}/@requests`]: { items: [], items_total: 0 },
      'GET /@mail-domains/990000000001': {
        ars: '990000000001',
        name: 'Musterstadt',
        domains: ['musterstadt.example'],
      },
      ...answers,
    },
    { ...session(as.id), content: { data: content, get: {} } },
  );
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const dialog = () => within(screen.getByRole('dialog'));

describe('the members of a space', () => {
  it('are there for those who belong, by role, without steps that are not theirs', async () => {
    show({ as: mia });
    await screen.findByText('2 Mitglieder');
    const row = (name: string) =>
      within(
        screen.getByRole('rowheader', { name: new RegExp(name) })
          .parentElement as HTMLElement,
      );
    expect(row('Karla').getByText('Koordination')).toBeVisible();
    expect(
      row('Karla').getByText('Verwaltung · Leitung Hauptamt'),
    ).toBeVisible();
    expect(row('Mia').getByText('Mitglied')).toBeVisible();
    await waitFor(() => expect(row('Mia').getByText('(Sie)')).toBeVisible());
    expect(row('Mia').getByRole('button', { name: 'Verlassen' })).toBeVisible();
    expect(row('Karla').queryByRole('button')).toBeNull();
    expect(screen.queryByText('Menschen einladen')).toBeNull();
  });

  it('are nobody else’s business', async () => {
    show({
      as: { id: 'b', role: 'member' },
      content: null,
      answers: {
        [`GET ${SPACE}/@members`]: refused(401),
        [`GET ${SPACE}`]: refused(401),
      },
    });
    expect(
      await screen.findByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent('Musterstadt');
  });

  it('can be made coordinators', async () => {
    const { calls } = show({ answers: { [`PATCH ${SPACE}/@members/m`]: {} } });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Mia Mitglied zur Koordination machen',
      }),
    );
    expect(dialog().getByText(/reicht Förderanträge ein/)).toBeVisible();
    fireEvent.click(
      dialog().getByRole('button', { name: 'Zur Koordination machen' }),
    );
    expect(
      await screen.findByText('Mia Mitglied koordiniert jetzt mit.'),
    ).toBeVisible();
    expect(calls).toEqual([
      ['PATCH', `${SPACE}/@members/m`, { role: 'coordinator' }],
    ]);
  });

  it('cannot be left without a coordinator by changing a role', async () => {
    show({ answers: { [`PATCH ${SPACE}/@members/k`]: refused(409) } });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Karla Koordination zum Mitglied machen',
      }),
    );
    fireEvent.click(
      dialog().getByRole('button', { name: 'Zum Mitglied machen' }),
    );
    await waitFor(() =>
      expect(dialog().getByRole('alert')).toHaveTextContent(
        /keine Koordination mehr. Machen Sie zuerst jemand anderen/,
      ),
    );
  });

  it('lose everything when their membership ends, which is said before', async () => {
    const { calls } = show({ answers: { [`DELETE ${SPACE}/@members/m`]: {} } });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Mitgliedschaft beenden: Mia Mitglied',
      }),
    );
    expect(
      dialog().getByText(/auch nicht die eigenen Seiten und Dateien/),
    ).toBeVisible();
    fireEvent.click(
      dialog().getByRole('button', { name: 'Mitgliedschaft beenden' }),
    );
    const said = await screen.findByText(
      'Die Mitgliedschaft von Mia Mitglied ist beendet.',
    );
    expect(said.closest('[role=status]')).toHaveFocus();
    expect(calls).toEqual([['DELETE', `${SPACE}/@members/m`, {}]]);
  });

  it('leave, and learn where to go on', async () => {
    show({ as: mia, answers: { [`DELETE ${SPACE}/@members/m`]: {} } });
    fireEvent.click(await screen.findByRole('button', { name: 'Verlassen' }));
    expect(
      dialog().getByText(/müssen Sie neu aufgenommen werden/),
    ).toBeVisible();
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    expect(
      await screen.findByRole('heading', {
        name: 'Sie haben Musterstadt verlassen',
      }),
    ).toHaveFocus();
  });
});

describe('the last coordinator', () => {
  const last = (answer: (data: any) => any) => {
    const rendered = show({
      answers: { [`DELETE ${SPACE}/@members/k`]: answer },
    });
    return rendered;
  };
  const guarded = (data: any) =>
    data.successor || data.hand_to_office ? {} : refused(409);
  const leave = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Verlassen' }));
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await waitFor(() =>
      expect(dialog().getByRole('alert')).toHaveTextContent(
        /Es wurde noch nichts geändert/,
      ),
    );
  };

  it('says who goes on', async () => {
    const { calls } = last(guarded);
    await leave();
    const choice = await dialog().findByLabelText('Name der Nachfolge');
    expect(within(choice).queryByText('Karla Koordination')).toBeNull();
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await waitFor(() =>
      expect(choice).toHaveAccessibleDescription(
        'Bitte wählen Sie, wer weitermacht.',
      ),
    );
    expect(calls).toHaveLength(1);
    fireEvent.change(choice, { target: { value: 'm' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await screen.findByText('Sie haben Musterstadt verlassen');
    expect(calls[1]).toEqual([
      'DELETE',
      `${SPACE}/@members/k`,
      { successor: 'm' },
    ]);
  });

  it('can hand over to the office', async () => {
    const { calls } = last(guarded);
    await leave();
    fireEvent.click(dialog().getByLabelText('Die Geschäftsstelle'));
    expect(dialog().queryByLabelText('Name der Nachfolge')).toBeNull();
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await screen.findByText('Sie haben Musterstadt verlassen');
    expect(calls[1]).toEqual([
      'DELETE',
      `${SPACE}/@members/k`,
      { hand_to_office: true },
    ]);
  });

  it('cannot hand over a hidden room', async () => {
    show({
      path: '/austausch/geheim/mitglieder',
      content: {
        '@id': '/austausch/geheim',
        '@type': 'ExchangeRoom',
        title: 'Geheim',
        review_state: 'hidden',
      },
      answers: {
        'DELETE /austausch/geheim/@members/k': guarded,
      },
    });
    await leave();
    expect(dialog().queryByLabelText('Die Geschäftsstelle')).toBeNull();
    expect(await dialog().findByLabelText('Name der Nachfolge')).toBeVisible();
  });
});

describe('coordinators', () => {
  it('invite by mail and withdraw an invitation', async () => {
    const waiting = {
      id: 'i1',
      email: 'neu@musterstadt.example',
      sent: '2026-03-01T10:00:00+01:00',
      expires: '2026-03-15T10:00:00+01:00',
      by: 'Karla Koordination',
    };
    let items: any[] = [];
    const { calls } = show({
      answers: {
        [`GET ${SPACE}/@invitations`]: () => ({
          items,
          items_total: items.length,
        }),
        [`POST ${SPACE}/@invitations`]: () => {
          items = [waiting];
          return waiting;
        },
        [`DELETE ${SPACE}/@invitations/i1`]: () => {
          items = [];
          return {};
        },
      },
    });
    await screen.findByText('Keine Einladung wartet auf Antwort.');
    fireEvent.click(button('Einladung senden'));
    await waitFor(() =>
      expect(screen.getByLabelText('E-Mail-Adresse')).toHaveFocus(),
    );
    expect(screen.getByLabelText('E-Mail-Adresse')).toHaveAccessibleDescription(
      /Bitte geben Sie eine Adresse ein/,
    );
    fireEvent.change(screen.getByLabelText('E-Mail-Adresse'), {
      target: { value: ' neu@musterstadt.example ' },
    });
    fireEvent.click(button('Einladung senden'));
    expect(
      await screen.findByText(
        'Die Einladung an neu@musterstadt.example ist unterwegs.',
      ),
    ).toBeVisible();
    expect(screen.getByLabelText('E-Mail-Adresse')).toHaveValue('');
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Einladung an neu@musterstadt.example zurückziehen',
      }),
    );
    fireEvent.click(dialog().getByRole('button', { name: 'Zurückziehen' }));
    await screen.findByText('Keine Einladung wartet auf Antwort.');
    expect(calls).toEqual([
      [
        'POST',
        `${SPACE}/@invitations`,
        { email: 'neu@musterstadt.example', message: '' },
      ],
      ['DELETE', `${SPACE}/@invitations/i1`, undefined],
    ]);
  });

  it('keep the address when inviting fails', async () => {
    show({
      answers: {
        [`POST ${SPACE}/@invitations`]: refused(429),
      },
    });
    await screen.findByText('Menschen einladen');
    fireEvent.change(screen.getByLabelText('E-Mail-Adresse'), {
      target: { value: 'neu@musterstadt.example' },
    });
    fireEvent.click(button('Einladung senden'));
    expect(await screen.findByText(/zu viele Versuche/)).toBeVisible();
    expect(screen.getByLabelText('E-Mail-Adresse')).toHaveValue(
      'neu@musterstadt.example',
    );
  });

  it('keep the list of mail domains, and learn why one is refused', async () => {
    let answer: any = refused(400, {
      errors: [{ field: 'domains', message: '„gmx.de“ geht nicht.' }],
    });
    const { calls } = show({
      answers: { 'PATCH /@mail-domains/990000000001': () => answer },
    });
    const field = await screen.findByLabelText(/E-Mail-Domains/);
    expect(field).toHaveValue('musterstadt.example');
    fireEvent.change(field, {
      target: { value: 'musterstadt.example\n@gmx.de,' },
    });
    fireEvent.click(button('Domains speichern'));
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(/„gmx.de“ geht nicht/),
    );
    expect(field).toHaveFocus();
    answer = {};
    fireEvent.click(button('Domains speichern'));
    expect(await screen.findByText('Gespeichert: 2 Domains.')).toBeVisible();
    expect(calls[1][2]).toEqual({
      domains: ['musterstadt.example', 'gmx.de'],
    });
  });
});

describe('the office', () => {
  it('sees who is in a space that nobody coordinates, not the space', async () => {
    show({
      as: { id: 'office', role: 'none' },
      people: [mia],
      mayManage: true,
      content: null,
      answers: { [`GET ${SPACE}`]: refused(401) },
    });
    // Volto keeps the error of the content in its own store.
    expect(
      await screen.findByText(/Wird geladen|Mitglieder eines Raums/),
    ).toBeVisible();
  });
});

describe('the hosts of a room', () => {
  const ROOM = '/austausch/leerstand';
  const content = {
    '@id': ROOM,
    '@type': 'ExchangeRoom',
    title: 'Leerstand',
    review_state: 'closed',
  };
  const request = {
    id: 'b',
    fullname: 'Berta Beispiel',
    message: 'Ich habe Fragen zum Kataster.',
    requested: new Date().toISOString(),
  };

  it('admit who asks', async () => {
    let items = [request];
    const { calls } = show({
      path: `${ROOM}/mitglieder`,
      content,
      answers: {
        [`GET ${ROOM}/@requests`]: () => ({ items, items_total: items.length }),
        [`POST ${ROOM}/@requests/b`]: () => {
          items = [];
          return {};
        },
      },
    });
    expect(await screen.findByText(/Fragen zum Kataster/)).toBeVisible();
    expect(screen.getByText('Seit heute')).toBeVisible();
    fireEvent.click(button('Berta Beispiel aufnehmen'));
    expect(
      dialog().getByText(/alles im Raum „Leerstand“ und kann dort schreiben/),
    ).toBeVisible();
    fireEvent.click(dialog().getByRole('button', { name: 'Aufnehmen' }));
    expect(
      await screen.findByText(/Berta Beispiel ist jetzt im Raum/),
    ).toBeVisible();
    expect(await screen.findByText(/Gerade wartet niemand/)).toBeVisible();
    expect(calls).toEqual([
      ['POST', `${ROOM}/@requests/b`, { decision: 'admit' }],
    ]);
  });

  it('reject with a reason, unless it is decided already', async () => {
    const { calls } = show({
      path: `${ROOM}/mitglieder`,
      content,
      answers: {
        [`GET ${ROOM}/@requests`]: { items: [request], items_total: 1 },
        [`POST ${ROOM}/@requests/b`]: refused(409),
      },
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Berta Beispiel ablehnen' }),
    );
    fireEvent.click(dialog().getByRole('button', { name: 'Ablehnen' }));
    await waitFor(() =>
      expect(dialog().getByLabelText('Begründung')).toHaveAccessibleDescription(
        /Bitte geben Sie eine Begründung an/,
      ),
    );
    expect(calls).toEqual([]);
    fireEvent.change(dialog().getByLabelText('Begründung'), {
      target: { value: 'Voll' },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Ablehnen' }));
    await waitFor(() =>
      expect(dialog().getByRole('alert')).toHaveTextContent(
        /schon entschieden oder zurückgezogen/,
      ),
    );
  });

  it('bring in people from the directory', async () => {
    const { calls } = show({
      path: `${ROOM}/mitglieder`,
      content,
      answers: {
        'GET /@directory?q=Erika&b_size=10': {
          items: [
            {
              id: 'e',
              fullname: 'Erika Beispiel',
              function: 'Beauftragte',
              municipalities: [{ ars: '2', name: 'Beispielhausen' }],
            },
          ],
          items_total: 1,
        },
        [`POST ${ROOM}/@members`]: {},
      },
    });
    fireEvent.change(await screen.findByLabelText('Name'), {
      target: { value: 'Erika' },
    });
    fireEvent.click(button('Suchen'));
    expect(
      await screen.findByText('Beauftragte · Beispielhausen'),
    ).toBeVisible();
    fireEvent.click(button('Erika Beispiel dazuholen'));
    expect(
      await screen.findByText('Erika Beispiel ist jetzt im Raum.'),
    ).toBeVisible();
    expect(calls).toEqual([['POST', `${ROOM}/@members`, { id: 'e' }]]);
  });
});
