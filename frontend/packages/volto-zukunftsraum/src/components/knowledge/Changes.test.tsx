import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderWithApi, session } from '../../testing/api';
import Changes from './Changes';

const show = (items: unknown[]) =>
  renderWithApi(
    '/x',
    <Changes path="/wissen/kopie" />,
    { 'GET /wissen/kopie/@changes': { items } },
    session('e'),
  );

describe('Changes', () => {
  it('tells what goes and what comes in words, not by colour alone', async () => {
    const { container } = show([
      {
        field: 'title',
        title: 'Titel',
        lines: [
          [
            { kind: 'same', text: 'Eine ' },
            { kind: 'out', text: 'rote' },
            { kind: 'in', text: 'blaue' },
            { kind: 'same', text: ' Bank' },
          ],
        ],
      },
      { field: 'image', title: 'Bild', lines: [] },
    ]);
    await screen.findByText('Was sich ändert: 2 Angaben');
    expect(container.querySelector('dd')).toHaveTextContent(
      'Eine entfällt: rote neu: blaue Bank',
    );
    expect(container.querySelector('del')).toHaveTextContent('rote');
    expect(screen.getByText('Geändert, aber nicht im Wortlaut.')).toBeVisible();
  });

  it('says that nothing is changed yet', async () => {
    show([]);
    expect(await screen.findByText('Noch ist nichts geändert')).toBeVisible();
  });
});
