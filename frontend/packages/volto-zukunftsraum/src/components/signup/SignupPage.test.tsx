import { beforeEach, describe, expect, it } from 'vitest';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachSessionStorage } from '../../testing/storage';
import SignupPage from './SignupPage';

const offer = {
  privacy_version: '3',
  privacy_url: '/datenschutz',
  password_min_length: 12,
  categories: [
    { token: 'administration', title: 'Verwaltung', municipal: true },
    { token: 'science', title: 'Wissenschaft', municipal: false },
  ],
};

const musterstadt = {
  ars: '990000000001',
  name: 'Musterstadt',
  kind: 'town',
  kind_title: 'Stadt',
  state_title: 'Musterland',
  district_title: 'Landkreis Muster',
  participating: true,
};

function show(answers: object = {}, path = '/registrieren', state = {}) {
  return renderWithApi(
    path,
    <SignupPage />,
    {
      'GET /@signup': offer,
      'GET /@municipalities': { items: [musterstadt], items_total: 1 },
      'POST /@signup': {},
      ...answers,
    },
    {
      municipalities: { [musterstadt.ars]: musterstadt },
      resources: { '/@signup': { data: offer } },
      ...state,
    },
  );
}

const click = (name: string | RegExp) =>
  fireEvent.click(screen.getByRole('button', { name }));
const fill = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });
const heading = (name: RegExp) =>
  screen.getByRole('heading', { level: 2, name });

function person(email = 'erika@musterstadt.example') {
  fill(/Vor- und Nachname/, 'Erika Mustermann');
  fill(/E-Mail-Adresse/, email);
  click('Weiter');
}

async function place() {
  fireEvent.click(screen.getByRole('radio', { name: 'Verwaltung' }));
  fill(/Ihre Kommune/, 'muster');
  fireEvent.click(await screen.findByRole('option', { name: /Musterstadt/ }));
  fill(/Funktion/, 'Sozialamt');
  click('Weiter');
}

function agree() {
  fireEvent.click(screen.getByRole('checkbox', { name: /Datenschutz/ }));
  click('Registrierung absenden');
}

let kept: Map<string, string>;
beforeEach(() => {
  kept = teachSessionStorage();
});

describe('SignupPage', () => {
  it('goes from step to step and sends what was entered', async () => {
    const { calls, at } = show();
    expect(heading(/Schritt 1 von 3 Wer Sie sind/)).toBeVisible();
    person();
    expect(heading(/Schritt 2 von 3 Ihre Kommune/)).toHaveFocus();
    expect(at.current).toBe('/registrieren?schritt=2');
    await place();
    expect(heading(/Schritt 3 von 3 Datenschutz/)).toHaveFocus();
    expect(screen.getByText('Musterstadt')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^Datenschutzhinweise/ }),
    ).toHaveAttribute('href', '/datenschutz');
    fireEvent.click(screen.getByRole('checkbox', { name: /Verzeichnis/ }));
    agree();
    expect(await screen.findByText('Prüfen Sie Ihr Postfach')).toHaveFocus();
    expect(calls).toEqual([
      [
        'POST',
        '/@signup',
        {
          email: 'erika@musterstadt.example',
          fullname: 'Erika Mustermann',
          municipality: '990000000001',
          category: 'administration',
          function: 'Sozialamt',
          privacy_version: '3',
          accept_privacy: true,
          newsletter: false,
          visible_in_directory: true,
          message: '',
          website: '',
        },
      ],
    ]);
  });

  it('names what is missing, above and at the field, and stays', () => {
    const { at } = show();
    click('Weiter');
    expect(
      screen.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
    ).toHaveFocus();
    fireEvent.click(
      screen.getByRole('link', { name: /^Bitte geben Sie Ihre E-Mail/ }),
    );
    expect(screen.getByLabelText(/E-Mail-Adresse/)).toHaveFocus();
    expect(screen.getByLabelText(/E-Mail-Adresse/)).toBeInvalid();
    expect(at.current).toBe('/registrieren');
  });

  it('goes back without loss', async () => {
    const { at } = show();
    person();
    await place();
    click('Zurück');
    expect(screen.getByLabelText(/Ihre Kommune/)).toHaveValue('Musterstadt');
    expect(screen.getByRole('radio', { name: 'Verwaltung' })).toBeChecked();
    click('Zurück');
    expect(at.current).toBe('/registrieren');
    expect(screen.getByLabelText(/Vor- und Nachname/)).toHaveValue(
      'Erika Mustermann',
    );
    expect(heading(/Wer Sie sind/)).toHaveFocus();
  });

  it('keeps what was typed when the page is left and opened again', () => {
    const { unmount } = show();
    fill(/Vor- und Nachname/, 'Erika Mustermann');
    unmount();
    show();
    expect(screen.getByLabelText(/Vor- und Nachname/)).toHaveValue(
      'Erika Mustermann',
    );
  });

  it('leaves nothing in the browser once it is sent', async () => {
    show();
    person();
    await place();
    agree();
    await screen.findByText('Prüfen Sie Ihr Postfach');
    expect(kept.size).toBe(0);
    // and it can be corrected without typing everything once more
    click('Ändern und noch einmal absenden');
    expect(screen.getByLabelText(/E-Mail-Adresse/)).toHaveValue(
      'erika@musterstadt.example',
    );
  });

  it('does not begin in the middle', () => {
    show({}, '/registrieren?schritt=3');
    expect(heading(/Schritt 1 von 3/)).toBeVisible();
  });

  it('asks science for no municipality', () => {
    show();
    person();
    fireEvent.click(screen.getByRole('radio', { name: 'Wissenschaft' }));
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.getByText(/brauchen Sie dafür nicht/)).toBeVisible();
    click('Weiter');
    expect(heading(/Schritt 3 von 3/)).toBeVisible();
  });

  it('says who decides for the municipality', async () => {
    show();
    person();
    fireEvent.click(screen.getByRole('radio', { name: 'Verwaltung' }));
    fill(/Ihre Kommune/, 'muster');
    fireEvent.click(await screen.findByRole('option', { name: /Musterstadt/ }));
    expect(
      screen.getByText('Stadt in Landkreis Muster, Musterland'),
    ).toBeVisible();
    expect(screen.getByText(/Musterstadt ist schon dabei/)).toBeVisible();
  });

  it('leads to the step whose field the API refuses', async () => {
    show({
      'POST /@signup': refused(400, {
        message: 'Ungültig',
        errors: [
          { field: 'email', message: 'Bitte nur lateinische Buchstaben.' },
          { field: 'function', message: 'Zu lang.' },
        ],
      }),
    });
    person();
    await place();
    agree();
    expect(
      await screen.findByRole('group', {
        name: 'Bitte prüfen Sie Ihre Angaben',
      }),
    ).toHaveFocus();
    expect(heading(/Schritt 1 von 3/)).toBeVisible();
    expect(screen.getByLabelText(/E-Mail-Adresse/)).toHaveAccessibleDescription(
      /Bitte nur lateinische Buchstaben\./,
    );
    expect(screen.getByLabelText(/Vor- und Nachname/)).toHaveValue(
      'Erika Mustermann',
    );
  });

  it('asks for consent again when the notice has changed', async () => {
    show({
      'POST /@signup': refused(400, {
        errors: [{ field: 'privacy_version', message: 'Nicht die aktuelle.' }],
      }),
    });
    person();
    await place();
    agree();
    expect(
      await screen.findByRole('link', {
        name: /wurden inzwischen geändert/,
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('checkbox', { name: /Datenschutz/ }),
    ).not.toBeChecked();
  });

  it('says that it was tried too often and keeps everything', async () => {
    show({ 'POST /@signup': refused(429) });
    person();
    await place();
    agree();
    expect(
      await screen.findByRole('group', { name: 'Das hat nicht geklappt' }),
    ).toHaveTextContent(/zu viele Versuche/);
    expect(heading(/Schritt 3 von 3/)).toBeVisible();
  });

  it('has a field for programs that people do not meet', async () => {
    const { calls } = show();
    const trap = document.querySelector<HTMLInputElement>(
      'input[name=website]',
    ) as HTMLInputElement;
    expect(trap.closest('[aria-hidden=true]')).not.toBeNull();
    expect(trap.tabIndex).toBe(-1);
    expect(trap.autocomplete).toBe('off');
    fireEvent.change(trap, { target: { value: 'http://spam.example' } });
    person();
    await place();
    agree();
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0][2].website).toBe('http://spam.example');
  });

  it('sends once, however often the button is pressed', async () => {
    let answer: (value: unknown) => void = () => {};
    const { calls } = show({
      'POST /@signup': () => new Promise((resolve) => (answer = resolve)),
    });
    person();
    await place();
    agree();
    const button = screen.getByRole('button', { name: 'Wird gesendet …' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    fireEvent.click(button);
    await act(async () => answer({}));
    expect(calls).toHaveLength(1);
  });

  it('has nothing to fill in for those who are logged in', () => {
    show({}, '/registrieren', session());
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('link', { name: 'Mein Konto' })).toHaveAttribute(
      'href',
      '/mein-konto',
    );
  });

  it('says when the registration cannot be reached', async () => {
    show({ 'GET /@signup': refused(502) }, '/registrieren', {
      resources: {},
    });
    expect(await screen.findByText(/gerade nicht erreichbar/)).toBeVisible();
  });
});
