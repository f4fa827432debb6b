import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import Comments from './Comments';
import { answersOf, threads } from './thread';

const PAGE = '/raeume/m/notiz';
const HOST = 'http://localhost:3000';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = HOST;
  config.settings.nonContentRoutes = [];
});

const comment = (id: string, more: Record<string, unknown> = {}): any => ({
  '@id': `${HOST}${PAGE}/@comments/${id}`,
  comment_id: id,
  in_reply_to: null,
  text: { data: `Text ${id}`, 'mime-type': 'text/plain' },
  author_username: 'm',
  author_name: 'Mia Mitglied',
  creation_date: '2026-03-02T10:05:00+01:00',
  modification_date: '2026-03-02T10:05:01+01:00',
  is_editable: false,
  is_deletable: false,
  can_reply: true,
  ...more,
});

function show(
  items: any[],
  answers: Record<string, any> = {},
  permissions = { view_comments: true, can_reply: true },
) {
  return renderWithApi(
    PAGE,
    <Comments pathname={PAGE} />,
    {
      [`GET ${PAGE}/@comments`]: {
        items,
        items_total: items.length,
        permissions,
      },
      ...answers,
    },
    session('m'),
  );
}

const button = (name: string) => screen.getByRole('button', { name });

describe('threads', () => {
  it('hang answers below what they answer, and lose none', () => {
    const trees = threads([
      comment('1'),
      comment('2', { in_reply_to: '1' }),
      comment('3', { in_reply_to: '2' }),
      comment('4', { in_reply_to: 'deleted' }),
    ]);
    expect(trees.map(({ comment_id: id }) => id)).toEqual(['1', '4']);
    expect(answersOf(trees[0])).toBe(2);
  });
});

describe('Comments', () => {
  it('say who wrote what and when, and what is an answer', async () => {
    show([
      comment('1', { modification_date: '2026-03-02T11:00:00+01:00' }),
      comment('2', { in_reply_to: '1', author_name: null }),
    ]);
    await screen.findByRole('heading', { name: '2 Kommentare' });
    const first = screen.getByRole('article', { name: /Mia Mitglied/ });
    expect(first).toHaveTextContent('2. März 2026, 10:05 Uhr · geändert');
    const answer = screen.getByRole('article', { name: /Ehemaliges Mitglied/ });
    expect(first.parentElement).toContainElement(answer);
  });

  it('show text as it was written, never as markup', async () => {
    show([
      comment('1', {
        text: {
          data: '<img src=x onerror=alert(1)>',
          'mime-type': 'text/plain',
        },
      }),
    ]);
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeVisible();
  });

  it('are written, and stand on the page then', async () => {
    const items: any[] = [];
    const { calls } = show([], {
      [`GET ${PAGE}/@comments`]: () => ({
        items: [...items],
        items_total: items.length,
        permissions: { view_comments: true, can_reply: true },
      }),
      [`POST ${PAGE}/@comments`]: () => {
        items.push(comment('1'));
        return {};
      },
    });
    await screen.findByText('Noch hat niemand etwas dazu geschrieben.');
    fireEvent.click(button('Kommentar senden'));
    const field = screen.getByLabelText('Ihr Kommentar');
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(
        'Bitte schreiben Sie zuerst etwas.',
      ),
    );
    expect(calls).toEqual([]);
    fireEvent.change(field, { target: { value: ' Gute Idee ' } });
    fireEvent.click(button('Kommentar senden'));
    const said = await screen.findByText(
      'Ihr Kommentar steht jetzt auf der Seite.',
    );
    expect(said.closest('[role=status]')).toHaveFocus();
    expect(await screen.findByText('Text 1')).toBeVisible();
    expect(screen.getByLabelText('Ihr Kommentar')).toHaveValue('');
    expect(calls).toEqual([
      ['POST', `${PAGE}/@comments`, { text: 'Gute Idee' }],
    ]);
  });

  it('keep what was typed when sending fails', async () => {
    show([], { [`POST ${PAGE}/@comments`]: refused(500) });
    const field = await screen.findByLabelText('Ihr Kommentar');
    fireEvent.change(field, { target: { value: 'Gute Idee' } });
    fireEvent.click(button('Kommentar senden'));
    expect(await screen.findByText(/nicht geklappt/)).toBeVisible();
    expect(field).toHaveValue('Gute Idee');
  });

  it('are answered in place; the focus goes into the field and back', async () => {
    const { calls } = show([comment('1')], {
      [`POST ${PAGE}/@comments/1`]: {},
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Mia Mitglied antworten' }),
    );
    expect(screen.getByLabelText('Mia Mitglied antworten')).toHaveFocus();
    fireEvent.click(button('Abbrechen'));
    await waitFor(() => expect(button('Mia Mitglied antworten')).toHaveFocus());
    fireEvent.click(button('Mia Mitglied antworten'));
    fireEvent.change(screen.getByLabelText('Mia Mitglied antworten'), {
      target: { value: 'Ja' },
    });
    fireEvent.click(button('Antwort senden'));
    await screen.findByText('Ihre Antwort steht jetzt auf der Seite.');
    expect(calls).toEqual([['POST', `${PAGE}/@comments/1`, { text: 'Ja' }]]);
  });

  it('are changed by those who may', async () => {
    const { calls } = show(
      [comment('1', { is_editable: true }), comment('2')],
      { [`PATCH ${PAGE}/@comments/1`]: {} },
    );
    const edit = await screen.findAllByRole('button', { name: /ändern$/ });
    expect(edit).toHaveLength(1);
    fireEvent.click(edit[0]);
    const field = screen.getByLabelText('Ihren Kommentar ändern');
    expect(field).toHaveValue('Text 1');
    fireEvent.change(field, { target: { value: 'Besser' } });
    fireEvent.click(button('Speichern'));
    await screen.findByText('Ihr Kommentar ist geändert.');
    expect(calls).toEqual([
      ['PATCH', `${PAGE}/@comments/1`, { text: 'Besser' }],
    ]);
  });

  it('are deleted only after saying what else is lost', async () => {
    const { calls } = show(
      [
        comment('1', { is_deletable: true }),
        comment('2', { in_reply_to: '1' }),
      ],
      { [`DELETE ${PAGE}/@comments/1`]: {} },
    );
    fireEvent.click(await screen.findByRole('button', { name: /löschen$/ }));
    const dialog = within(screen.getByRole('dialog'));
    expect(
      dialog.getByText(/Auch die Antwort darauf wird gelöscht/),
    ).toBeVisible();
    expect(calls).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Kommentar löschen' }));
    await screen.findByText('Der Kommentar ist gelöscht.');
    expect(calls).toEqual([['DELETE', `${PAGE}/@comments/1`, undefined]]);
  });

  it('are not there for those who may not see them', async () => {
    show([], {}, { view_comments: false, can_reply: false });
    await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
  });

  it('go on when there are many', async () => {
    const { asked } = show([], {
      [`GET ${PAGE}/@comments`]: {
        items: [comment('1')],
        items_total: 60,
        permissions: { view_comments: true, can_reply: false },
      },
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Weitere Kommentare zeigen' }),
    );
    await waitFor(() =>
      expect(asked).toContain(`${PAGE}/@comments?b_size=100`),
    );
  });
});
