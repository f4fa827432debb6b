import { describe, expect, it } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import LoginPage from './LoginPage';

const session = (token: string | null, login: object = {}) => ({
  userSession: { token, login },
});

const path = '/login?return_url=%2Fraeume%2Fm';

describe('LoginPage', () => {
  it('sends name and password', () => {
    const { store } = renderAt(path, <LoginPage />, session(null));
    fireEvent.change(screen.getByLabelText('Anmeldename oder E-Mail-Adresse'), {
      target: { value: ' mitglied-a ' },
    });
    fireEvent.change(screen.getByLabelText('Passwort'), {
      target: { value: ' geheim ' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Anmelden' }));
    expect((store as any).getActions()).toMatchObject([
      {
        type: 'LOGIN',
        request: { data: { login: 'mitglied-a', password: ' geheim ' } },
      },
    ]);
  });

  it('says which field is missing and goes there', () => {
    const { store } = renderAt(path, <LoginPage />, session(null));
    fireEvent.change(screen.getByLabelText('Anmeldename oder E-Mail-Adresse'), {
      target: { value: 'mitglied-a' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Anmelden' }));
    expect(screen.getByRole('alert')).toHaveTextContent('beide Felder');
    expect(screen.getByLabelText('Passwort')).toHaveFocus();
    expect((store as any).getActions()).toEqual([]);
  });

  it('announces that it did not work', () => {
    renderAt(path, <LoginPage />, session(null, { error: { message: 'x' } }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Die Anmeldung hat nicht geklappt.',
    );
    expect(screen.getByLabelText('Passwort')).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  });

  it('says that there is a pause after too many attempts', () => {
    renderAt(path, <LoginPage />, session(null, { error: { status: 429 } }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      /zu viele Versuche mit einem falschen Passwort/,
    );
  });

  it('goes back to where the visitor came from', () => {
    const { at } = renderAt(path, <LoginPage />, session('token'));
    expect(at.current).toBe('/raeume/m');
  });

  it('has a way out for a forgotten password and for those without account', () => {
    renderAt(path, <LoginPage />, session(null));
    expect(
      screen.getByRole('link', { name: 'Passwort vergessen?' }),
    ).toHaveAttribute('href', '/passwort-vergessen');
    expect(
      screen.getByRole('link', { name: 'Jetzt registrieren' }),
    ).toHaveAttribute('href', '/registrieren');
  });
});
