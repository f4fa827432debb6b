import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import ProtectedPage, { isValid } from './ProtectedPage';

const token = (exp: number) =>
  `x.${btoa(JSON.stringify({ sub: 'mitglied-a', exp }))}.x`;
const valid = token(Date.now() / 1000 + 3600);
const ended = token(Date.now() / 1000 - 3600);

describe('isValid', () => {
  it.each([
    ['a session', valid, true],
    ['one that has ended', ended, false],
    ['none', null, false],
    ['nonsense', 'nonsense', false],
  ])('%s', (_, value, expected) => {
    expect(isValid(value)).toBe(expected);
  });
});

describe('ProtectedPage', () => {
  it.each([
    ['strangers', null],
    ['those whose session has ended', ended],
  ])('offers %s to log in and come back', (_, value) => {
    renderAt('/raeume/m', <ProtectedPage />, { userSession: { token: value } });
    expect(
      screen.getByRole('heading', { name: 'Diese Seite ist geschützt' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login?return_url=%2Fraeume%2Fm',
    );
  });

  it('tells members that their account has no access, and nothing else', () => {
    renderAt('/raeume/m', <ProtectedPage />, { userSession: { token: valid } });
    expect(
      screen.getByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Anmelden' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Mit einem anderen Konto anmelden' }),
    ).toHaveAttribute('href', '/login?return_url=%2Fraeume%2Fm');
  });
});
