import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import FormView from './FormView';

const form: any = {
  '@id': '/formulare/umfrage',
  '@type': 'EasyForm',
  title: 'Umfrage',
  description: 'Fünf Fragen.',
  formPrologue: { data: '<p>Bitte bis Freitag.</p>' },
};

describe('FormView', () => {
  it('is no empty page: title, introduction, and whom to write to', () => {
    renderAt('/formulare/umfrage', <FormView content={form} />);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Umfrage',
    );
    expect(screen.getByText('Fünf Fragen.')).toBeVisible();
    expect(screen.getByText('Bitte bis Freitag.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Geschäftsstelle' }),
    ).toHaveAttribute('href', '/kontakt');
  });
});
