import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import CancelPage from './CancelPage';
import RegistrationPanel from './RegistrationPanel';
import { seminarOfLink } from './registration';

const PATH = '/veranstaltungen/bank';
const SERVICE = `${PATH}/@registration`;

const offer: any = {
  phase: 'open',
  own: null,
  may_register: true,
  outlook: 'confirmed',
  seats: 10,
  seats_left: 3,
  waiting: 0,
  waiting_list: true,
  guests: false,
  access_hours: 24,
  consent: { version: '7', text: 'Nur für das Seminar.' },
  questions: [],
  can_manage: false,
};

const show = (
  change = {},
  { answers = {}, state = session() as object } = {},
) =>
  renderWithApi(
    PATH,
    <RegistrationPanel
      path={PATH}
      offer={{ ...offer, ...change }}
      opens="2026-12-01T08:00:00+00:00"
    />,
    { 'GET /@me': { memberships: [] }, ...answers },
    state,
  );

const press = (name: string) =>
  fireEvent.click(screen.getByRole('button', { name }));

beforeAll(teachDialogs);

describe('RegistrationPanel', () => {
  it.each([
    [
      {},
      /Noch 3 Plätze sind frei. Sie bekommen sofort/,
      'Verbindlich anmelden',
    ],
    [
      { outlook: 'waiting', waiting: 3 },
      /Sie wären Platz 4/,
      'Auf die Warteliste setzen',
    ],
    [{ outlook: null }, /keine Warteliste/, null],
    [{ outlook: null, may_register: false }, /aufgenommen/, null],
    [{ outlook: null, phase: 'not_yet' }, /am Dienstag, 1. Dezember/, null],
    [{ outlook: null, phase: 'closed' }, /geschlossen/, null],
    [{ outlook: null, phase: 'over' }, /vorbei/, null],
    [{ outlook: null, phase: 'not_announced' }, /noch nicht angek/, null],
  ])('says what registering gives: %j', (change, words, label) => {
    const { asked } = show(change);
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.queryAllByRole('button').map((b) => b.textContent)).toEqual(
      label ? [label] : [],
    );
    // Nobody is asked for a registration that is not there.
    expect(asked).not.toContain(SERVICE);
  });

  it('sends strangers to the login, and lets guests in', () => {
    const stranger = { state: {} };
    const { unmount } = show({ outlook: null, may_register: false }, stranger);
    expect(
      screen.getByRole('link', { name: 'Einloggen und teilnehmen' }),
    ).toHaveAttribute('href', `/login?return_url=${encodeURIComponent(PATH)}`);
    expect(screen.queryByRole('button')).toBeNull();
    unmount();
    show({ guests: true }, stranger);
    press('Als Gast anmelden');
    expect(screen.getByLabelText('E-Mail-Adresse')).toBeVisible();
  });

  it('sends what was answered, and says what came of it', async () => {
    const questions = [
      { name: 'n', kind: 'number', title: 'Zahl', required: true, options: [] },
      {
        name: 'c',
        kind: 'choices',
        title: 'Rundgang',
        required: false,
        options: [
          ['a', 'Ort'],
          ['b', 'Laden'],
        ],
      },
    ];
    const { calls } = show(
      { questions },
      {
        answers: {
          [`POST ${SERVICE}`]: { status: 'waiting', position: 2 },
          'GET /@me': {
            memberships: [
              { ars: '1', name: 'Musterstadt' },
              { ars: '2', name: 'Beispielhausen' },
            ],
          },
        },
      },
    );
    press('Verbindlich anmelden');
    fireEvent.change(await screen.findByLabelText(/welche Kommune/), {
      target: { value: '2' },
    });
    fireEvent.change(screen.getByLabelText('Zahl'), { target: { value: '4' } });
    fireEvent.click(screen.getByLabelText('Laden'));
    fireEvent.click(screen.getByLabelText(/einverstanden/));
    press('Verbindlich anmelden');
    expect(
      await screen.findByText(/Sie stehen auf Platz 2 der Warteliste/),
    ).toBeVisible();
    expect(calls).toEqual([
      [
        'POST',
        SERVICE,
        {
          municipality: '2',
          answers: { n: 4, c: ['b'] },
          accessibility_needs: '',
          consent_version: '7',
        },
      ],
    ]);
  });

  it('names the questions that are not answered', async () => {
    const questions = [
      { name: 'n', kind: 'line', title: 'Beruf', required: true, options: [] },
    ];
    show(
      { questions },
      {
        answers: {
          [`POST ${SERVICE}`]: refused(400, {
            errors: [
              { field: 'consent_version', message: 'Bitte zustimmen.' },
              { field: 'answers.n', message: 'Bitte ausfüllen.' },
            ],
          }),
        },
      },
    );
    press('Verbindlich anmelden');
    press('Verbindlich anmelden');
    const summary = within(
      await screen.findByRole('group', { name: /Bitte prüfen/ }),
    );
    expect(
      summary.getAllByRole('link').map(({ textContent }) => textContent),
    ).toEqual(['Beruf: Bitte ausfüllen.', 'Bitte zustimmen.']);
  });

  it('shows the seat, the access when it is time, and lets people go', async () => {
    const { calls } = show(
      { own: { status: 'confirmed', position: null }, outlook: null },
      {
        answers: {
          [`GET ${SERVICE}`]: { access_link: 'https://example.org/raum' },
          [`DELETE ${SERVICE}`]: {},
        },
      },
    );
    expect(screen.getByText('Sie haben einen Platz')).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Online-Raum öffnen' }),
    ).toHaveAttribute('href', 'https://example.org/raum');
    press('Ich kann nicht: Platz freigeben');
    press('Platz freigeben');
    await waitFor(() =>
      expect(calls).toEqual([['DELETE', SERVICE, undefined]]),
    );
    expect(await screen.findByText('Sie sind abgemeldet.')).toBeVisible();
  });

  it('is not there when the event is cancelled', () => {
    show({ phase: 'cancelled', outlook: null });
    expect(screen.queryByRole('heading')).toBeNull();
  });
});

describe('links of mails', () => {
  it.each([
    ['?veranstaltung=/veranstaltungen/bank-2', '/veranstaltungen/bank-2'],
    ['', ''],
    ['?veranstaltung=veranstaltungen', ''],
    ['?veranstaltung=/a/@move', ''],
    ['?veranstaltung=/a/../b', ''],
    ['?veranstaltung=//example.org', ''],
    ['?veranstaltung=/a%3Fb', ''],
    ['?veranstaltung=/a%23', ''],
  ])('name a seminar and nothing else: %s', (search, path) => {
    expect(seminarOfLink(search)).toBe(path);
  });

  it('change nothing before the button is used', async () => {
    const { calls } = renderWithApi(
      `/anmeldung/abmelden/T?veranstaltung=${PATH}`,
      <Route path="/anmeldung/abmelden/:token" component={CancelPage} />,
      {
        'GET /veranstaltungen/@search': {
          items: [{ '@id': PATH, title: 'Mitfahrbänke' }],
        },
        [`DELETE ${SERVICE}/T`]: {},
      },
    );
    expect(await screen.findByText('Mitfahrbänke')).toBeVisible();
    expect(calls).toEqual([]);
    press('Mich abmelden');
    expect(
      await screen.findByRole('heading', { name: 'Sie sind abgemeldet' }),
    ).toBeVisible();
    expect(calls).toEqual([['DELETE', `${SERVICE}/T`, undefined]]);
  });
});
