import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import ImportPage from './ImportPage';

beforeAll(() => {
  config.settings.apiPath = 'http://localhost:3000';
});

const report = { created: 2, exists: 0, rows: 2, errors: [] };

const show = (answer: unknown) =>
  renderWithApi(
    '/redaktion/import',
    <ImportPage />,
    {
      'GET /@practices-import': { columns: [] },
      'POST /@practices-import': answer,
    },
    session('e'),
  );

const choose = async () =>
  fireEvent.change(await screen.findByLabelText('Tabelle (CSV oder Excel)'), {
    target: { files: [new File(['id;title'], 'b.csv', { type: 'text/csv' })] },
  });
const check = () =>
  fireEvent.click(screen.getByRole('button', { name: 'Tabelle prüfen' }));

describe('ImportPage', () => {
  it('checks first, and creates only what was found right', async () => {
    const { calls } = show(report);
    await choose();
    check();
    const create = await screen.findByRole('button', { name: /2 / });
    expect(create.closest('[tabindex="-1"]')).toHaveFocus();
    fireEvent.click(create);
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls.map(([, , data]) => data.dry_run)).toEqual([true, false]);
    expect(calls[1][2].file).toMatchObject({
      filename: 'b.csv',
      data: btoa('id;title'),
    });
  });

  it('names row, field and fault, and offers nothing to create then', async () => {
    show({
      ...report,
      created: 0,
      errors: [{ row: 3, field: 'municipality', message: 'Unbekannt.' }],
    });
    await choose();
    check();
    const row = (await screen.findByText('Unbekannt.')).closest('tr');
    expect(row).toHaveTextContent('3');
    expect(row).toHaveTextContent('municipality');
    expect(screen.queryByRole('button', { name: /anlegen/ })).toBeNull();
  });

  it('says which file is missing, and what the backend says of a wrong one', async () => {
    const { calls } = show(
      refused(400, { errors: [{ field: 'file', message: 'Zu groß.' }] }),
    );
    await screen.findByLabelText('Tabelle (CSV oder Excel)');
    check();
    expect(calls).toEqual([]);
    expect(screen.getByLabelText('Tabelle (CSV oder Excel)')).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await choose();
    check();
    expect(await screen.findByText('Zu groß.')).toBeVisible();
  });
});
