import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import DirectoryPage from './DirectoryPage';

beforeAll(teachDialogs);

const erika = {
  id: 'u2',
  fullname: 'Erika Beispiel',
  category: 'administration',
  function: 'Demografiebeauftragte',
  about: 'Ich baue ein Netz von Mitfahrbänken auf.',
  topics: ['mobility'],
  municipalities: [
    { ars: '990000000002', name: 'Beispielhausen', state: 'Musterland' },
  ],
};
const myself = { ...erika, id: 'u1', fullname: 'Mia Mitglied' };

function show(
  items: any[],
  more: Record<string, any> = {},
  path = '/verzeichnis',
) {
  return renderWithApi(
    path,
    <DirectoryPage />,
    {
      'GET /@me': { id: 'u1', visible_in_directory: false, memberships: [] },
      'GET /@directory': { items, items_total: items.length },
      'GET /@municipalities': {
        items: [{ ars: '12', state: '12', name: 'Brandenburg' }],
        items_total: 1,
      },
      ...more,
    },
    { ...session(), municipalities: {} },
  );
}

describe('DirectoryPage', () => {
  it('is for members only', () => {
    const { asked } = renderWithApi('/verzeichnis', <DirectoryPage />, {});
    expect(
      screen.getByRole('heading', { name: 'Diese Seite ist geschützt' }),
    ).toBeVisible();
    expect(asked).toEqual([]);
  });

  it('says who people are, where from, and what they work on', async () => {
    show([erika]);
    const card = within(await screen.findByRole('listitem'));
    expect(
      card.getByRole('heading', { level: 3, name: 'Erika Beispiel' }),
    ).toBeVisible();
    expect(card.getByText('Demografiebeauftragte · Verwaltung')).toBeVisible();
    expect(card.getByText('Beispielhausen, Musterland')).toBeVisible();
    expect(card.getByText(/Mitfahrbänken/)).toBeVisible();
    expect(card.getByText('Mobilität')).toBeVisible();
    expect(screen.getByText('1 Person')).toHaveAttribute('role', 'status');
  });

  it('takes what is looked for into the address, and asks for that', async () => {
    const { at, asked } = show([erika]);
    await screen.findByText('1 Person');
    fireEvent.change(screen.getByLabelText('Name'), {
      target: { value: ' Erika & Co ' },
    });
    fireEvent.change(screen.getByLabelText('Thema'), {
      target: { value: 'mobility' },
    });
    fireEvent.change(screen.getByLabelText('Land'), {
      target: { value: '12' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Anzeigen' }));
    expect(at.current).toBe(
      '/verzeichnis?q=Erika+%26+Co&topic=mobility&state=12',
    );
    await waitFor(() =>
      expect(asked).toContain(
        '/@directory?q=Erika+%26+Co&topic=mobility&state=12&b_start=0&b_size=25',
      ),
    );
    fireEvent.click(
      screen.getByRole('link', { name: 'Alle Filter entfernen' }),
    );
    expect(at.current).toBe('/verzeichnis');
    expect(screen.getByLabelText('Name')).toHaveValue('');
  });

  it('shows in the form what the address says', async () => {
    show([erika], {}, '/verzeichnis?q=Erika&topic=mobility&ars=990000000002');
    await screen.findByText('1 Person');
    expect(screen.getByLabelText('Name')).toHaveValue('Erika');
    expect(screen.getByLabelText('Thema')).toHaveValue('mobility');
    fireEvent.click(screen.getByRole('button', { name: 'Kommune entfernen' }));
    expect(screen.getByLabelText('Kommune')).toHaveValue('');
  });

  it.each([
    ['/verzeichnis', /Noch steht niemand im Verzeichnis/, '/mein-konto'],
    ['/verzeichnis?q=x', /Niemand passt dazu/, '/austausch'],
  ])('says at %s what to do when it is empty', async (path, text, way) => {
    show([], {}, path);
    expect(await screen.findByText(text)).toBeVisible();
    expect(
      screen
        .getAllByRole('link')
        .some((link) => link.getAttribute('href') === way),
    ).toBe(true);
  });

  it('says whether one is listed oneself, and offers no mail to oneself', async () => {
    show([myself]);
    expect(
      await screen.findByText(/Sie selbst stehen nicht im Verzeichnis/),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /Nachricht/ })).toBeNull(),
    );
  });

  it('passes a message on and says so', async () => {
    const { calls } = show([erika], { 'POST /@directory/u2/message': {} });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Nachricht schreiben an Erika Beispiel',
      }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Nachricht an Erika Beispiel' }),
    );
    expect(dialog.getByText(/Erika Beispiel sieht Ihre/)).toBeVisible();
    fireEvent.change(dialog.getByLabelText('Betreff'), {
      target: { value: 'Mitfahrbänke' },
    });
    fireEvent.click(dialog.getByRole('button', { name: 'Nachricht senden' }));
    await waitFor(() =>
      expect(dialog.getByLabelText('Nachricht')).toHaveAccessibleDescription(
        'Bitte füllen Sie dieses Feld aus.',
      ),
    );
    expect(calls).toEqual([]);
    fireEvent.change(dialog.getByLabelText('Nachricht'), {
      target: { value: 'Wie viele haben Sie?' },
    });
    fireEvent.click(dialog.getByRole('button', { name: 'Nachricht senden' }));
    expect(
      await screen.findByText(
        'Ihre Nachricht an Erika Beispiel ist unterwegs.',
      ),
    ).toBeVisible();
    expect(calls).toEqual([
      [
        'POST',
        '/@directory/u2/message',
        { subject: 'Mitfahrbänke', message: 'Wie viele haben Sie?' },
      ],
    ]);
  });

  it('keeps the text when too many were sent', async () => {
    show([erika], { 'POST /@directory/u2/message': refused(429) });
    fireEvent.click(
      await screen.findByRole('button', { name: /schreiben an Erika/ }),
    );
    const dialog = within(screen.getByRole('dialog'));
    for (const name of ['Betreff', 'Nachricht']) {
      fireEvent.change(dialog.getByLabelText(name), {
        target: { value: 'Hallo' },
      });
    }
    fireEvent.click(dialog.getByRole('button', { name: 'Nachricht senden' }));
    await waitFor(() =>
      expect(dialog.getByRole('alert')).toHaveTextContent(
        /in kurzer Zeit viele Nachrichten/,
      ),
    );
    expect(dialog.getByLabelText('Nachricht')).toHaveValue('Hallo');
  });
});
