import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import ReviewPanel, { decisionsOf } from './ReviewPanel';
import type { ReviewLife } from './types';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const life = (change: Partial<ReviewLife> = {}): ReviewLife => ({
  state: 'draft',
  reviewed_on: null,
  next_review: null,
  responsible: null,
  history: [],
  working_copy: null,
  working_copy_of: null,
  missing: [],
  ...change,
});

const content: any = {
  '@id': '/praxis/bank',
  '@type': 'BestPractice',
  creators: ['m'],
};

const actions = (...ids: string[]) => ({
  actions: {
    actions: {
      object: [{ id: 'edit' }],
      object_buttons: ids.map((id) => ({ id })),
    },
  },
});

const show = (
  known: ReviewLife,
  transitions: string[],
  more: any = {},
  state: any = { ...session('m'), ...actions() },
) =>
  renderWithApi(
    '/praxis/bank',
    <ReviewPanel content={content} />,
    {
      'GET /praxis/bank/@review-life': known,
      'GET /praxis/bank/@workflow': {
        transitions: transitions.map((id) => ({
          '@id': `http://localhost:3000/praxis/bank/@workflow/${id}`,
        })),
      },
      ...more,
    },
    state,
  );

const none = { checkout: false, checkin: false, discard: false };
const all = { checkout: true, checkin: true, discard: true };

describe('decisionsOf', () => {
  const copy = { '@id': '/praxis/copy', title: 'Kopie' };
  it.each([
    ['author, draft', ['submit'], none, life(), ['submit']],
    [
      'editor, submitted',
      ['publish', 'release', 'send_back'],
      none,
      life({ state: 'pending' }),
      ['publish', 'release', 'send_back'],
    ],
    [
      'editor, published',
      ['archive'],
      all,
      life({ state: 'published' }),
      ['reviewed', 'checkout', 'archive'],
    ],
    [
      'editor, published with a copy',
      ['archive'],
      all,
      life({ state: 'published', working_copy: copy }),
      ['reviewed', 'archive'],
    ],
    [
      'editor, copy',
      ['submit'],
      all,
      life({ working_copy_of: copy }),
      ['submit', 'checkin', 'discard'],
    ],
    ['author, published', [], all, life({ state: 'published' }), ['checkout']],
  ] as const)('%s', (_, transitions, may, known, expected) => {
    expect(decisionsOf([...transitions], may, known)).toEqual(expected);
  });
});

describe('ReviewPanel', () => {
  it('asks nothing for other readers', () => {
    const { asked } = show(life(), [], {}, session('other'));
    expect(asked).toEqual([]);
    expect(screen.queryByText('Bearbeitungsstand')).toBeNull();
  });

  it('says to the author what is missing, what the editors wrote, and what comes next', async () => {
    show(
      life({
        missing: [{ field: 'pitfalls', message: 'Stolpersteine fehlen.' }],
        history: [
          {
            action: 'send_back',
            title: 'Zurückgegeben',
            actor: { fullname: 'Rita Redaktion' },
            time: '2026-11-20T10:00:00+00:00',
            comment: 'Bitte <b>kürzer</b>.',
          },
        ],
      }),
      ['submit'],
    );
    expect(
      await screen.findByRole('link', { name: 'Stolpersteine fehlen.' }),
    ).toHaveAttribute(
      'href',
      '/einreichen/praxisbeispiel?text=%2Fpraxis%2Fbank&schritt=5#zr-part-pitfalls',
    );
    expect(
      screen.getByText(/am 20\. November 2026 zurückgegeben/),
    ).toBeVisible();
    expect(screen.getAllByText('Bitte <b>kürzer</b>.')[0]).toBeVisible();
    expect(screen.getByText(/^So geht es weiter/)).toBeVisible();
  });

  it('sends back with the comment that it demands', async () => {
    let answer: any = refused(400, {
      errors: [{ field: 'comment', message: 'Bitte schreiben Sie etwas.' }],
    });
    const { calls } = show(
      life({ state: 'pending' }),
      ['publish', 'send_back'],
      {
        'POST /praxis/bank/@workflow/send_back': () => answer,
      },
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Zurückgeben' }));
    const dialog = within(screen.getByRole('dialog'));
    const send = dialog.getByRole('button', { name: /Zurückgeben|Moment/ });
    fireEvent.click(send);
    const field = dialog.getByLabelText(/^Kommentar/);
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveAccessibleDescription(/Bitte schreiben Sie etwas/);
    answer = {};
    fireEvent.change(field, { target: { value: 'Kürzer, bitte' } });
    fireEvent.click(send);
    await screen.findByText(/mit Ihrem Kommentar zurückgegeben/);
    expect(calls.at(-1)).toEqual([
      'POST',
      '/praxis/bank/@workflow/send_back',
      { comment: 'Kürzer, bitte' },
    ]);
  });

  it('lists what is missing when it cannot be published', async () => {
    show(life({ state: 'pending' }), ['publish'], {
      'POST /praxis/bank/@workflow/publish': refused(400, {
        message: 'x',
        errors: [
          { field: 'topics', message: 'Bitte wählen Sie ein Thema.' },
          { field: 'results', message: 'Bitte füllen Sie „Ergebnisse“ aus.' },
        ],
      }),
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Veröffentlichen' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Veröffentlichen' }));
    await waitFor(() =>
      expect(
        dialog.getAllByRole('listitem').map((item) => item.textContent),
      ).toEqual([
        'Bitte wählen Sie ein Thema.',
        'Bitte füllen Sie „Ergebnisse“ aus.',
      ]),
    );
  });

  it('archives with a successor that was searched for', async () => {
    const { calls } = show(
      life({ state: 'published', reviewed_on: '2026-01-01' }),
      ['archive'],
      {
        'GET /@search': {
          items: [
            { '@id': '/praxis/bank', '@type': 'BestPractice', title: 'Bank' },
            {
              '@id': '/praxis/neu',
              '@type': 'BestPractice',
              title: 'Neue Bank',
            },
          ],
          items_total: 2,
        },
        'POST /praxis/bank/@archive': { state: 'archived' },
      },
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Archivieren' }));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/^Nachfolger suchen/), {
      target: { value: 'Bank' },
    });
    fireEvent.click(await dialog.findByLabelText(/^Neue Bank/));
    expect(dialog.queryByLabelText('Bank (Praxisbeispiel)')).toBeNull();
    fireEvent.click(dialog.getByRole('button', { name: 'Archivieren' }));
    await waitFor(() =>
      expect(calls).toEqual([
        [
          'POST',
          '/praxis/bank/@archive',
          { comment: '', successor: '/praxis/neu' },
        ],
      ]),
    );
  });

  it('leads from a new working copy to it, and says that readers do not see it', async () => {
    const { at } = show(
      life({ state: 'published' }),
      [],
      {
        'POST /praxis/bank/@workingcopy': {
          '@id': 'http://localhost:3000/praxis/kopie',
        },
      },
      { ...session('m'), ...actions('iterate_checkout') },
    );
    fireEvent.click(
      await screen.findByRole('button', { name: 'Arbeitskopie anlegen' }),
    );
    fireEvent.click(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Arbeitskopie anlegen',
      }),
    );
    await waitFor(() => expect(at.current).toBe('/praxis/kopie'));
  });

  it('tells the copy and its text apart', async () => {
    show(
      life({ working_copy_of: { '@id': '/praxis/echt', title: 'Bank' } }),
      [],
    );
    expect(
      await screen.findByText(
        'Arbeitskopie: Leserinnen und Leser sehen sie nicht.',
      ),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Bank' })).toHaveAttribute(
      'href',
      '/praxis/echt',
    );
  });
});
