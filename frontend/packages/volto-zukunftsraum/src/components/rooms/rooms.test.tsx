import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import RoomList from './RoomList';
import RoomMembershipPanel from './RoomMembershipPanel';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const dialog = () => within(screen.getByRole('dialog'));
const me = {
  id: 'u1',
  fullname: 'Mia Mitglied',
  memberships: [],
  rooms: [],
  requests: [],
};

describe('RoomMembershipPanel', () => {
  const ROOM = '/austausch/raum';

  function show(
    status: string,
    joining: string,
    answers: Record<string, any> = {},
    isHidden = false,
  ) {
    const now = { status, joining };
    return renderWithApi(
      ROOM,
      <RoomMembershipPanel path={ROOM} title="Raum" isHidden={isHidden} />,
      {
        'GET /@me': me,
        // what Volto reads anew when somebody has come in
        [`GET ${ROOM}`]: {},
        [`GET ${ROOM}/@actions`]: {},
        [`GET ${ROOM}/@types`]: [],
        [`GET ${ROOM}/@membership`]: () => ({ ...now }),
        [`POST ${ROOM}/@membership`]: () => {
          now.status = joining === 'open' ? 'member' : 'asked';
          return { ...now };
        },
        [`DELETE ${ROOM}/@membership`]: () => {
          now.status = 'none';
          return { ...now };
        },
        [`DELETE ${ROOM}/@members/u1`]: () => {
          now.status = 'none';
          return {};
        },
        [`GET ${ROOM}/@requests`]: { items: [{}, {}], items_total: 2 },
        ...answers,
      },
      session(),
    );
  }

  it('asks nothing for strangers', () => {
    const { asked } = renderWithApi(
      ROOM,
      <RoomMembershipPanel path={ROOM} title="Raum" isHidden={false} />,
      {},
    );
    expect(asked).toEqual([]);
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('is not there for accounts that are no members', async () => {
    show('none', 'open', { [`GET ${ROOM}/@membership`]: refused(401) });
    await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
  });

  it('lets members join an open room', async () => {
    const { calls } = show('none', 'open');
    fireEvent.click(await screen.findByRole('button', { name: 'Beitreten' }));
    expect(
      dialog().getByText(/Die Mitglieder sehen Ihren Namen/),
    ).toBeVisible();
    fireEvent.click(dialog().getByRole('button', { name: 'Beitreten' }));
    expect(
      await screen.findByText('Sie sind jetzt Mitglied in diesem Raum.'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Raum verlassen' }),
    ).toBeVisible();
    expect(calls).toEqual([['POST', `${ROOM}/@membership`, { message: '' }]]);
  });

  it('lets members ask for a closed room, and withdraw that', async () => {
    const { calls } = show('none', 'request');
    fireEvent.click(await screen.findByRole('button', { name: 'Anfragen' }));
    fireEvent.change(dialog().getByLabelText(/Nachricht an die Leitung/), {
      target: { value: 'Wir haben viel Leerstand.' },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Anfrage senden' }));
    const withdraw = await screen.findByRole('button', {
      name: 'Anfrage zurückziehen',
    });
    expect(screen.getByText('Angefragt')).toBeVisible();
    fireEvent.click(withdraw);
    fireEvent.click(
      dialog().getByRole('button', { name: 'Anfrage zurückziehen' }),
    );
    expect(
      await screen.findByText('Ihre Anfrage ist zurückgezogen.'),
    ).toBeVisible();
    expect(calls.map(([verb, , data]) => [verb, data])).toEqual([
      ['POST', { message: 'Wir haben viel Leerstand.' }],
      ['DELETE', undefined],
    ]);
  });

  it('tells hosts how many wait, and leads there', async () => {
    show('coordinator', 'request');
    expect(
      await screen.findByText('2 Personen möchten dazukommen.'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Mitglieder und Anfragen' }),
    ).toHaveAttribute('href', `${ROOM}/mitglieder`);
  });

  it('leads away from a hidden room that was left', async () => {
    const { at } = show('member', 'closed', {}, true);
    fireEvent.click(
      await screen.findByRole('button', { name: 'Raum verlassen' }),
    );
    fireEvent.click(dialog().getByRole('button', { name: 'Verlassen' }));
    await waitFor(() => expect(at.current).toBe('/austausch'));
  });
});

describe('RoomList', () => {
  const room = (uid: string, more: any) => ({
    '@id': `http://localhost:3000/austausch/${uid}`,
    uid,
    title: `Raum ${uid}`,
    description: '',
    topics: ['mobility'],
    joining: 'open',
    membership: null,
    ...more,
  });
  const rooms = [
    room('a', { membership: 'coordinator' }),
    room('b', { membership: 'member' }),
    room('c', {}),
    room('d', { joining: 'request' }),
    room('e', { joining: 'request', membership: 'asked' }),
  ];
  const show = (items: any[], path = '/austausch', answers = {}) =>
    renderWithApi(
      path,
      <RoomList />,
      {
        'GET /@spaces': { items, items_total: items.length },
        'GET /@me': me,
        ...answers,
      },
      session(),
    );
  const card = (name: string) =>
    within(screen.getByRole('heading', { name }).closest('li') as HTMLElement);

  it('says what one is in each room, and offers the next step', async () => {
    show(rooms);
    await screen.findByText('5 Räume');
    expect(screen.getByRole('link', { name: 'Raum a' })).toHaveAttribute(
      'href',
      '/austausch/a',
    );
    expect(card('Raum a').getByText('Leitung')).toBeVisible();
    expect(card('Raum b').getByText('Mitglied')).toBeVisible();
    expect(card('Raum e').getByText('Angefragt')).toBeVisible();
    for (const name of ['Raum a', 'Raum b', 'Raum e']) {
      expect(card(name).queryByRole('button')).toBeNull();
    }
    expect(
      card('Raum c').getByRole('button', {
        name: 'Dem Raum „Raum c“ beitreten',
      }),
    ).toBeVisible();
    expect(card('Raum d').getByText('Geschlossener Raum')).toBeVisible();
    expect(
      card('Raum d').getByRole('button', { name: 'Im Raum „Raum d“ anfragen' }),
    ).toBeVisible();
  });

  it('joins from the list and says so', async () => {
    const { calls } = show([room('c', {})], '/austausch', {
      'POST /austausch/c/@membership': {},
    });
    fireEvent.click(await screen.findByRole('button', { name: /Raum c/ }));
    fireEvent.click(dialog().getByRole('button', { name: 'Beitreten' }));
    const said = await screen.findByText(
      'Sie sind jetzt Mitglied im Raum „Raum c“.',
    );
    expect(said.closest('[role=status]')).toHaveFocus();
    expect(calls).toEqual([
      ['POST', '/austausch/c/@membership', { message: '' }],
    ]);
  });

  it('is narrowed down to a topic by the address', async () => {
    const { at, asked } = show(rooms);
    await screen.findByText('5 Räume');
    fireEvent.change(screen.getByLabelText('Thema'), {
      target: { value: 'housing' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Anzeigen' }));
    expect(at.current).toBe('/austausch?topic=housing');
    await waitFor(() =>
      expect(asked).toContain(
        '/@spaces?topic=housing&b_start=0&b_size=25&kind=room',
      ),
    );
  });

  it('tells those who wait for their admission what they will see', async () => {
    show([], '/austausch', {
      'GET /@me': {
        ...me,
        requests: [{ id: 1, name: 'Musterstadt', status: 'pending' }],
      },
    });
    expect(
      await screen.findByText(/Sobald Sie aufgenommen sind/),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Mein Konto' })).toHaveAttribute(
      'href',
      '/mein-konto',
    );
    expect(screen.queryByText(/Es gibt noch keinen Raum/)).toBeNull();
  });

  it('says what to do when there is none', async () => {
    show([], '/austausch?topic=housing');
    expect(
      await screen.findByText(/Zu diesem Thema gibt es noch keinen Raum/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Alle Räume zeigen' }),
    ).toHaveAttribute('href', '/austausch');
  });
});
