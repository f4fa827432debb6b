import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { refused, renderWithApi, session } from '../../testing/api';
import AddressConfirmPage from './AddressConfirmPage';

const show = (answer: any, state: object = session()) =>
  renderWithApi(
    '/mein-konto/adresse/abc',
    <Route path="/mein-konto/adresse/:token" component={AddressConfirmPage} />,
    { 'POST /@me/email/abc': answer },
    state as any,
  );

describe('AddressConfirmPage', () => {
  it('changes the address once', async () => {
    const { calls } = show({});
    expect(
      await screen.findByText('Ihre neue Adresse gilt ab sofort'),
    ).toHaveFocus();
    expect(calls).toHaveLength(1);
  });

  it('asks strangers to log in first', () => {
    const { calls } = show({}, {});
    expect(screen.getByRole('link', { name: 'Anmelden' })).toHaveAttribute(
      'href',
      '/login?return_url=%2Fmein-konto%2Fadresse%2Fabc',
    );
    expect(calls).toEqual([]);
  });

  it.each([
    [410, 'Dieser Link gilt nicht mehr'],
    [500, 'Die Adresse wurde nicht geändert'],
  ])('explains %s', async (status, title) => {
    show(refused(status));
    expect(await screen.findByText(title)).toHaveFocus();
  });
});
