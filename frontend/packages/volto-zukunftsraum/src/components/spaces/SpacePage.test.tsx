import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { session } from '../../testing/api';
import { renderAt } from '../../testing/render';
import ExchangeRoomView from '../rooms/ExchangeRoomView';
import { membershipPath } from '../rooms/queries';
import MunicipalSpaceView from './MunicipalSpaceView';
import { NOTICES, spaceQueries } from './queries';

const space = {
  '@id': '/raeume/m',
  '@type': 'MunicipalSpace',
  title: 'Musterstadt',
  description: 'Raum der Stadt',
};
const room = {
  ...space,
  '@type': 'ExchangeRoom',
  title: 'Gut alt werden',
  review_state: 'closed',
  topics: [{ token: 'housing', title: 'Wohnen' }],
};

const queries = spaceQueries(space);
const found = (...items: object[]) => ({
  data: { items, items_total: items.length },
});

const filled = {
  [queries.latest]: found({
    '@id': '/raeume/m/ideen',
    '@type': 'Document',
    title: 'Ideenspeicher',
    modified: '2026-11-14T10:00:00+00:00',
  }),
  [queries.tree]: found({
    '@id': '/raeume/m/liste',
    '@type': 'File',
    title: 'Offene Punkte',
  }),
  [queries.events]: found({
    '@id': '/raeume/m/sitzung',
    '@type': 'Event',
    title: 'Sitzung',
    start: '2026-12-01T15:30:00+00:00',
    end: '2026-12-01T17:00:00+00:00',
  }),
  [queries.grants]: found({
    '@id': '/raeume/m/antrag',
    '@type': 'GrantApplication',
    title: 'Moderation',
    review_state: 'draft',
  }),
};

const addable = (...names: string[]) => ({
  types: names.map((name) => ({ '@id': `/x/@types/${name}`, addable: true })),
});

const state = (resources: object, types: object) => ({
  resources,
  types,
  userSession: { token: 'x' },
});

describe('MunicipalSpaceView', () => {
  it('shows what is new, what lies there, dates and applications', () => {
    renderAt(
      '/raeume/m',
      <MunicipalSpaceView content={space} />,
      state(filled, addable('Document', 'GrantApplication')),
    );
    for (const [name, href] of [
      ['Ideenspeicher', '/raeume/m/ideen'],
      ['Offene Punkte', '/raeume/m/liste'],
      ['Sitzung', '/raeume/m/sitzung'],
      ['Moderation', '/raeume/m/antrag'],
      ['Seite schreiben', '/raeume/m/add?type=Document'],
      ['Förderantrag beginnen', '/einreichen/foerderantrag?raum=%2Fraeume%2Fm'],
    ]) {
      expect(screen.getByRole('link', { name })).toHaveAttribute('href', href);
    }
    expect(screen.queryByRole('link', { name: 'Datei hochladen' })).toBeNull();
    expect(
      screen.getByText('Seite · geändert am 14. November 2026'),
    ).toBeVisible();
    expect(screen.getByText('Entwurf')).toBeVisible();
    expect(screen.getByText(/Die Koordination reicht ihn ein/)).toBeVisible();
  });

  it('says what to do next where there is nothing yet', () => {
    renderAt(
      '/raeume/m',
      <MunicipalSpaceView content={space} />,
      state(
        Object.fromEntries(Object.values(queries).map((q) => [q, found()])),
        addable('Document'),
      ),
    );
    expect(screen.getByText(/Beginnen Sie mit einer Seite/)).toBeVisible();
    expect(screen.getByText('Es ist kein Termin eingetragen.')).toBeVisible();
    expect(screen.getByText(/Es gibt noch keinen Antrag/)).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'Seiten und Dateien' }),
    ).toBeNull();
  });
});

describe('ExchangeRoomView', () => {
  it('says in words who can join, and its topics', () => {
    renderAt(
      '/raeume/m',
      <ExchangeRoomView content={room} />,
      state(filled, addable('Document')),
    );
    expect(screen.getByText('Geschlossener Raum')).toBeVisible();
    expect(screen.getByText(/die Leitung lässt zu/)).toBeVisible();
    expect(screen.getByText('Themen:').parentElement).toHaveTextContent(
      'Themen: Wohnen',
    );
    expect(
      screen.queryByRole('heading', { name: 'Unsere Anträge' }),
    ).toBeNull();
  });

  it('shows who is in it to those who are, with the way to all', () => {
    const people = {
      items: [
        { id: 'k', fullname: 'Karla', role: 'coordinator' },
        { id: 'm', fullname: 'Mia', role: 'member' },
      ],
      items_total: 12,
    };
    const path = spaceQueries(room).members;
    const known = (may_manage: boolean) => ({
      resources: { [path]: { data: { ...people, may_manage } } },
    });
    const { unmount } = renderAt(
      '/raeume/m',
      <ExchangeRoomView content={room} />,
      known(false),
    );
    const panel = screen.getByRole('region', { name: 'Mitglieder' });
    expect(panel).toHaveTextContent('Karla (Leitung)');
    expect(
      screen.getByRole('link', { name: 'Alle 12 Mitglieder' }),
    ).toHaveAttribute('href', `${room['@id']}/mitglieder`);
    unmount();
    renderAt('/raeume/m', <ExchangeRoomView content={room} />, known(true));
    expect(
      screen.getByRole('link', { name: 'Mitglieder und Anfragen' }),
    ).toBeVisible();
  });

  it('shows nothing of its members to those who are not in it', () => {
    renderAt('/raeume/m', <ExchangeRoomView content={room} />);
    expect(screen.queryByRole('region', { name: 'Mitglieder' })).toBeNull();
  });

  it('does not tell those who are not in it that there is nothing', () => {
    const nothing = Object.fromEntries(
      Object.values(queries).map((query) => [query, found()]),
    );
    for (const [status, isShown] of [
      ['asked', false],
      ['member', true],
    ] as const) {
      const { unmount } = renderAt(
        '/raeume/m',
        <ExchangeRoomView content={room} />,
        {
          ...session(),
          resources: {
            ...nothing,
            [membershipPath('/raeume/m')]: { data: { status } },
          },
        },
      );
      for (const name of ['Neueste Dokumente', 'Nächste Termine']) {
        expect(screen.queryAllByRole('heading', { name })).toHaveLength(
          isShown ? 1 : 0,
        );
      }
      unmount();
    }
  });

  it('shows what is new for the person in this space alone', () => {
    const notice = (id: string, link: string) => ({
      id,
      text: `Mitteilung ${id}`,
      link,
      created: '2026-03-01T10:00:00+01:00',
    });
    renderAt('/raeume/m', <ExchangeRoomView content={room} />, {
      resources: {
        [NOTICES]: {
          data: {
            items: [
              notice('1', `${room['@id']}/notiz`),
              { ...notice('1', `${room['@id']}/notiz`), id: '0' },
              notice('2', `${room['@id']}-zwei/notiz`),
            ],
          },
        },
      },
    });
    expect(screen.getByRole('link', { name: 'Mitteilung 1' })).toBeVisible();
    expect(screen.queryByText('Mitteilung 2')).toBeNull();
  });
});
