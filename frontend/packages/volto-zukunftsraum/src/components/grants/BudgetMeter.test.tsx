import { beforeAll, describe, expect, it } from 'vitest';
import { screen, waitFor } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import BudgetMeter from './BudgetMeter';
import SpaceBudget from './SpaceBudget';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

const budget = {
  municipality: '990000000001',
  year: 2027,
  cap: '5000.00',
  reserved: '1000.00',
  committed: '500.00',
  spent: '250.50',
  available: '3249.50',
};

const show = (answer: unknown) =>
  renderWithApi(
    '/raeume/m',
    <BudgetMeter municipality="990000000001" year={2027} />,
    { 'GET /@grant-budget': answer },
    session('m'),
  );

describe('BudgetMeter', () => {
  it('says in words what the bar shows', async () => {
    const { container, asked } = show(budget);
    expect(
      await screen.findByText('Von 5.000,00 € sind noch 3.249,50 € verfügbar.'),
    ).toBeVisible();
    expect(asked).toEqual([
      '/@grant-budget?municipality=990000000001&year=2027',
    ]);
    expect(
      [...container.querySelectorAll('dt')].map((name) => [
        name.textContent,
        name.nextElementSibling?.textContent,
      ]),
    ).toEqual([
      ['Höchstbetrag', '5.000,00 €'],
      ['Reserviert (eingereicht)', '1.000,00 €'],
      ['Gebunden (bewilligt)', '500,00 €'],
      ['Ausgegeben (abgeschlossen)', '250,50 €'],
      ['Verfügbar', '3.249,50 €'],
    ]);
    const reserved = container.querySelector('.zr-budget-part--reserved');
    expect(reserved).toHaveStyle({ width: '20%' });
  });

  it('is not there where there is no call', async () => {
    const { container, asked } = show(refused(404));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(container.querySelector('section')).toBeNull();
  });
});

describe('SpaceBudget', () => {
  const space = (items: object[]) =>
    renderWithApi(
      '/raeume/m',
      <SpaceBudget municipality="990000000001" />,
      {
        'GET /@search': { items, items_total: items.length },
        'GET /foerderung/2027': { year: 2027 },
        'GET /@grant-budget': budget,
      },
      session('m'),
    );

  it('is that of the newest call', async () => {
    space([{ '@id': '/foerderung/2027', title: 'Aufruf' }]);
    expect(
      await screen.findByRole('heading', { name: 'Unser Budget 2027' }),
    ).toBeVisible();
  });

  it('asks for nothing where there is no call', async () => {
    const { asked } = space([]);
    await waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked[0]).toMatch(/^\/@search/);
    expect(asked).toHaveLength(1);
  });
});
