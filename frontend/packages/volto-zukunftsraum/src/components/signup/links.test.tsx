import { describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi, session } from '../../testing/api';
import ConfirmPage from './ConfirmPage';
import ForgotPage from './ForgotPage';
import InvitationPage from './InvitationPage';
import ResetPage from './ResetPage';
import SignupPage from './SignupPage';

// The pages that are reached by links in mails.

const click = (name: string) =>
  fireEvent.click(screen.getByRole('button', { name }));
const password = (value: string) =>
  fireEvent.change(screen.getByLabelText('Ihr neues Passwort'), {
    target: { value },
  });

const offer = {
  password_min_length: 14,
  privacy_version: '1',
  privacy_url: '/datenschutz',
  categories: [
    { token: 'administration', title: 'Verwaltung', municipal: true },
    { token: 'science', title: 'Wissenschaft', municipal: false },
  ],
};

const heads = () =>
  Array.from(document.head.querySelectorAll('meta')).map((meta) => [
    meta.name,
    meta.content,
  ]);

describe('ConfirmPage', () => {
  function show(answer: any, state = {}) {
    return renderWithApi(
      '/registrieren/bestaetigen/abc',
      <Route path="/registrieren/bestaetigen/:token" component={ConfirmPage} />,
      {
        'GET /@signup': offer,
        'POST /@signup-confirm': answer,
        'POST @login': { token: 'x' },
        'GET /@me': {
          memberships: [
            {
              ars: '9',
              name: 'Musterstadt',
              role: 'member',
              space: '/raeume/m',
            },
          ],
        },
      },
      state,
    );
  }

  it('chooses a password, logs in, and says what the person waits for', async () => {
    const { calls } = show({
      member: 'u1',
      admission: 'pending',
      login: 'erika@musterstadt.example',
    });
    expect(await screen.findByText(/Mindestens 14 Zeichen/)).toBeVisible();
    password('Apfel Uhr Treppe');
    click('Konto anlegen');
    expect(await screen.findByText('Ihr Konto ist fertig')).toHaveFocus();
    expect(screen.getByText(/fehlt noch Ihre Aufnahme/)).toBeVisible();
    expect(calls).toEqual([
      [
        'POST',
        '/@signup-confirm',
        { token: 'abc', password: 'Apfel Uhr Treppe' },
      ],
      [
        'POST',
        '@login',
        { login: 'erika@musterstadt.example', password: 'Apfel Uhr Treppe' },
      ],
    ]);
  });

  it('leads to the space of those who are admitted at once', async () => {
    show({ member: 'u1', admission: 'admitted' }, session());
    password('Apfel Uhr Treppe');
    click('Konto anlegen');
    expect(await screen.findByText('Willkommen, Sie sind dabei')).toHaveFocus();
    expect(
      await screen.findByRole('link', { name: 'Zum Raum Musterstadt' }),
    ).toHaveAttribute('href', '/raeume/m');
  });

  it('offers the login where it could not log in by itself', async () => {
    show({ member: 'u1', admission: 'admitted' });
    password('Apfel Uhr Treppe');
    click('Konto anlegen');
    expect(
      await screen.findByRole('link', { name: 'Anmelden' }),
    ).toHaveAttribute('href', '/login');
  });

  it('says what is wrong with the password', async () => {
    show(
      refused(400, {
        errors: [{ field: 'password', message: 'Zu leicht zu erraten.' }],
      }),
    );
    click('Konto anlegen');
    expect(
      screen.getByRole('link', { name: 'Bitte wählen Sie ein Passwort.' }),
    ).toBeVisible();
    password('passwort passwort');
    click('Konto anlegen');
    expect(
      await screen.findByRole('link', { name: 'Zu leicht zu erraten.' }),
    ).toBeVisible();
    expect(screen.getByLabelText('Ihr neues Passwort')).toHaveValue(
      'passwort passwort',
    );
  });

  it('explains a link that is not valid any more', async () => {
    show(refused(410));
    password('Apfel Uhr Treppe');
    click('Konto anlegen');
    expect(
      await screen.findByText('Dieser Link gilt nicht mehr'),
    ).toHaveFocus();
    expect(
      screen.getByRole('link', { name: 'Noch einmal registrieren' }),
    ).toHaveAttribute('href', '/registrieren');
  });

  it('tells its address neither to search engines nor to other sites', async () => {
    show({});
    await waitFor(() =>
      expect(heads()).toEqual(
        expect.arrayContaining([
          ['robots', 'noindex, nofollow'],
          ['referrer', 'no-referrer'],
        ]),
      ),
    );
  });
});

describe('ForgotPage', () => {
  const ask = (login: string) => {
    fireEvent.change(screen.getByLabelText(/E-Mail-Adresse/), {
      target: { value: login },
    });
    click('Link anfordern');
  };

  it('says the same to everybody', async () => {
    const { calls } = renderWithApi('/passwort-vergessen', <ForgotPage />, {
      'POST /@password-reset': {},
    });
    ask(' niemand@example.org ');
    expect(await screen.findByText('Prüfen Sie Ihr Postfach')).toHaveFocus();
    expect(
      screen.getByText(/^Gibt es zu Ihrer Angabe ein Konto/),
    ).toBeVisible();
    expect(calls).toEqual([
      ['POST', '/@password-reset', { login: 'niemand@example.org' }],
    ]);
    click('versuchen Sie es noch einmal');
    expect(screen.getByLabelText(/E-Mail-Adresse/)).toBeVisible();
  });

  it('needs an address', () => {
    const { calls } = renderWithApi('/passwort-vergessen', <ForgotPage />, {});
    ask('  ');
    expect(
      screen.getByRole('link', {
        name: 'Bitte geben Sie Ihre E-Mail-Adresse an.',
      }),
    ).toBeVisible();
    expect(calls).toEqual([]);
  });
});

describe('ResetPage', () => {
  const show = (answer: any) =>
    renderWithApi(
      '/passwort/abc',
      <Route path="/passwort/:token" component={ResetPage} />,
      { 'GET /@signup': offer, 'POST /@password-reset/abc': answer },
    );

  it('takes a new password and leads to the login', async () => {
    const { calls } = show({});
    password('Apfel Uhr Treppe');
    click('Passwort speichern');
    expect(
      await screen.findByText('Ihr neues Passwort gilt ab sofort'),
    ).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login',
    );
    expect(calls).toEqual([
      ['POST', '/@password-reset/abc', { password: 'Apfel Uhr Treppe' }],
    ]);
  });

  it('explains a link that is not valid any more', async () => {
    show(refused(410));
    password('Apfel Uhr Treppe');
    click('Passwort speichern');
    expect(
      await screen.findByText('Dieser Link gilt nicht mehr'),
    ).toHaveFocus();
    expect(
      screen.getByRole('link', { name: 'Neuen Link anfordern' }),
    ).toHaveAttribute('href', '/passwort-vergessen');
  });
});

describe('InvitationPage', () => {
  const invitation = {
    email: 'erika@musterstadt.example',
    municipality: { ars: '990000000001', name: 'Musterstadt' },
  };

  function show(answers: object, state = {}) {
    return renderWithApi(
      '/einladung/abc',
      <>
        <Route path="/einladung/:token" component={InvitationPage} />
        <Route path="/registrieren" component={SignupPage} />
      </>,
      {
        'GET /@invitations/abc': invitation,
        'GET /@signup': offer,
        ...answers,
      },
      { municipalities: {}, ...state },
    );
  }

  it('lets strangers register with address and municipality given', async () => {
    const { calls } = show({ 'POST /@signup': {} });
    expect(await screen.findByText('erika@musterstadt.example')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login?return_url=%2Feinladung%2Fabc',
    );
    fireEvent.click(screen.getByRole('link', { name: 'Registrieren' }));
    const email = screen.getByLabelText(/E-Mail-Adresse/);
    expect(email).toHaveValue('erika@musterstadt.example');
    expect(email).toHaveAttribute('readonly');
    fireEvent.change(screen.getByLabelText(/Vor- und Nachname/), {
      target: { value: 'Erika Mustermann' },
    });
    click('Weiter');
    expect(screen.getByText('Musterstadt')).toBeVisible();
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('radio', { name: 'Wissenschaft' })).toBeNull();
    fireEvent.click(await screen.findByRole('radio', { name: 'Verwaltung' }));
    click('Weiter');
    fireEvent.click(screen.getByRole('checkbox', { name: /Datenschutz/ }));
    click('Registrierung absenden');
    await screen.findByText('Prüfen Sie Ihr Postfach');
    expect(calls[0][2]).toMatchObject({
      invitation: 'abc',
      email: 'erika@musterstadt.example',
      municipality: '990000000001',
    });
  });

  it('is accepted by those who are logged in', async () => {
    show({ 'POST /@invitations/abc': { space: '/raeume/m' } }, session());
    fireEvent.click(
      await screen.findByRole('button', { name: 'Einladung annehmen' }),
    );
    expect(
      await screen.findByText('Sie sind jetzt Mitglied: Musterstadt'),
    ).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Zum Raum' })).toHaveAttribute(
      'href',
      '/raeume/m',
    );
  });

  it('asks for the account that was invited', async () => {
    show({ 'POST /@invitations/abc': refused(403) }, session());
    fireEvent.click(
      await screen.findByRole('button', { name: 'Einladung annehmen' }),
    );
    expect(
      await screen.findByText(/mit einer anderen Adresse angemeldet/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Mit einem anderen Konto anmelden' }),
    ).toHaveAttribute('href', '/login?return_url=%2Feinladung%2Fabc');
  });

  it('explains that it is not valid any more', async () => {
    show({ 'GET /@invitations/abc': refused(410) });
    expect(
      await screen.findByText('Diese Einladung gilt nicht mehr'),
    ).toBeVisible();
  });
});
