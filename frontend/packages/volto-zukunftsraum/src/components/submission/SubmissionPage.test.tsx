import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import { teachSessionStorage } from '../../testing/storage';
import SubmissionPage from './SubmissionPage';

let kept: Map<string, string>;

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});
beforeEach(() => {
  kept = teachSessionStorage();
});

const NEW = '/einreichen/praxisbeispiel';
const OLD = `${NEW}?text=/praxis/bank`;

const municipality = { ars: '990000000001', name: 'Musterstadt', kind: 'town' };

const schema = {
  properties: {
    title: { title: 'Titel' },
    municipality: { title: 'Kommune' },
    goals: { title: 'Ziele', description: 'Was soll anders sein?' },
    pitfalls: { title: 'Stolpersteine' },
  },
};

const text = (change = {}) => ({
  '@id': '/praxis/bank',
  title: 'Bank',
  municipality: '990000000001',
  topics: [],
  goals: { data: '<p>Sitzen</p>' },
  ...change,
});

const answers = (more: any = {}) => ({
  'GET /@me': { id: 'm', memberships: [municipality], rooms: [] },
  'GET /praxis/@types/BestPractice': schema,
  'GET /@municipalities/990000000001': municipality,
  'GET /praxis/bank': text(),
  'GET /praxis/bank/@completeness': {
    percent: 30,
    parts: [
      {
        name: 'goals',
        title: 'Ziele',
        required: false,
        filled: true,
        length: 6,
        hint: { min: 150, max: 500 },
      },
      {
        name: 'pitfalls',
        title: 'Stolpersteine',
        required: true,
        filled: false,
        length: 0,
        hint: null,
      },
    ],
    missing: ['pitfalls'],
  },
  'GET /praxis/bank/@review-life': {
    state: 'draft',
    history: [],
    missing: [{ field: 'pitfalls', message: 'Bitte füllen Sie das aus.' }],
    working_copy: null,
    working_copy_of: null,
  },
  'GET /praxis/bank/@workflow': {
    transitions: [{ '@id': '/praxis/bank/@workflow/submit', title: 'Submit' }],
  },
  ...more,
});

const show = (path: string, more = {}) =>
  renderWithApi(path, <SubmissionPage type="BestPractice" />, answers(more), {
    ...session('m'),
    municipalities: { '990000000001': municipality },
  });

const type = async (label: string | RegExp, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const click = (name: string) =>
  fireEvent.click(screen.getByRole('button', { name }));

describe('SubmissionPage', () => {
  it('makes a draft with the first step, of the own municipality', async () => {
    const { calls, at } = show(NEW, {
      'POST /@drafts': { '@id': 'http://localhost:3000/praxis/bank' },
    });
    await screen.findByDisplayValue('Musterstadt');
    await type(/^Titel/, 'Bank');
    click('Speichern und weiter');
    await waitFor(() =>
      expect(at.current).toBe(`${NEW}?text=%2Fpraxis%2Fbank&schritt=2`),
    );
    expect(calls).toEqual([
      [
        'POST',
        '/@drafts',
        { type: 'BestPractice', title: 'Bank', municipality: '990000000001' },
      ],
    ]);
    expect(kept.size).toBe(0);
  });

  it('goes on with its draft when something else in it is refused', async () => {
    let answer: any = refused(400, {
      errors: [{ field: 'description', message: 'Zu lang.' }],
    });
    const { calls } = show(NEW, {
      'POST /@drafts': { '@id': 'http://localhost:3000/praxis/bank' },
      'PATCH /praxis/bank': () => answer,
    });
    await screen.findByDisplayValue('Musterstadt');
    await type(/^Titel/, 'Bank');
    await type(/^Kurzfassung/, 'Lang');
    click('Als Entwurf speichern');
    await screen.findByRole('link', { name: 'Zu lang.' });
    answer = {};
    click('Als Entwurf speichern');
    await screen.findByText('Als Entwurf gespeichert.');
    expect(calls.map(([op, path]) => `${op} ${path}`)).toEqual([
      'POST /@drafts',
      'PATCH /praxis/bank',
      'PATCH /praxis/bank',
    ]);
  });

  it('says what a draft needs at least', async () => {
    const { calls } = show(NEW);
    await screen.findByDisplayValue('Musterstadt');
    click('Als Entwurf speichern');
    expect(
      await screen.findByRole('link', { name: /einen Titel/ }),
    ).toHaveAttribute('href', '#zr-part-title');
    expect(calls).toEqual([]);
  });

  it('saves only what was changed, and counts letters beside the field', async () => {
    const { calls } = show(`${OLD}&schritt=2`, {
      'PATCH /praxis/bank': {},
    });
    await type(/^Ziele/, 'Sitzen <b>können</b>');
    expect(screen.getByText('20 von 150 bis 500 Zeichen')).toBeVisible();
    click('Als Entwurf speichern');
    await screen.findByText('Als Entwurf gespeichert.');
    expect(calls).toEqual([
      [
        'PATCH',
        '/praxis/bank',
        {
          goals: {
            data: '<p>Sitzen &lt;b&gt;können&lt;/b&gt;</p>',
            'content-type': 'text/html',
          },
        },
      ],
    ]);
  });

  it('loses nothing when the way to the server is cut, nor at a reload', async () => {
    const { unmount } = show(`${OLD}&schritt=2`, {
      'PATCH /praxis/bank': refused(503),
    });
    await type(/^Ziele/, 'Lange nachgedacht');
    click('Speichern und weiter');
    await screen.findByText(/noch da/);
    expect(screen.getByLabelText(/^Ziele/)).toHaveValue('Lange nachgedacht');
    unmount();
    show(`${OLD}&schritt=2`);
    expect(await screen.findByDisplayValue('Lange nachgedacht')).toBeVisible();
    expect(screen.getByText(/noch nicht gespeichert sind/)).toBeVisible();
  });

  it('saves on what was read, and on what somebody else wrote elsewhere', async () => {
    let etag = '"1"';
    const { calls } = show(`${OLD}&schritt=2`, {
      'GET /praxis/bank': () => text({ etag, title: `Bank ${etag}` }),
      'PATCH /praxis/bank': () => {
        if (etag === '"2"') return {};
        etag = '"2"';
        return refused(412);
      },
    });
    await type(/^Ziele/, 'Ausruhen');
    click('Als Entwurf speichern');
    await screen.findByText('Als Entwurf gespeichert.');
    expect(calls.map(([, , , headers]) => headers)).toEqual([
      { 'If-Match': '"1"' },
      { 'If-Match': '"2"' },
    ]);
  });

  it.each([
    ['Meine Fassung behalten', 'Ausruhen', 1],
    ['Die andere Fassung übernehmen', 'Treffen', 0],
  ])(
    'asks which of two versions of a field counts: %s',
    async (answer, words, more) => {
      let theirs: any = {};
      const { calls } = show(`${OLD}&schritt=2`, {
        'GET /praxis/bank': () => text({ etag: '"1"', ...theirs }),
        'PATCH /praxis/bank': () => {
          if (theirs.etag) return {};
          theirs = { etag: '"2"', goals: { data: '<p>Treffen</p>' } };
          return refused(412);
        },
      });
      await type(/^Ziele/, 'Ausruhen');
      click('Speichern und weiter');
      await screen.findByText(/inzwischen geändert. Es ist nichts verloren/);
      expect(screen.getByText('Treffen')).toBeVisible();
      expect(screen.getByLabelText(/^Ziele/)).toHaveValue('Ausruhen');
      // Undecided, it is not sent again.
      click('Als Entwurf speichern');
      expect(calls).toHaveLength(1);
      click(answer);
      expect(screen.getByLabelText(/^Ziele/)).toHaveValue(words);
      expect(screen.queryByText(/Es ist nichts verloren/)).toBeNull();
      click('Als Entwurf speichern');
      await screen.findByText('Als Entwurf gespeichert.');
      expect(calls).toHaveLength(1 + more);
    },
  );

  it('shows no names of fields when their titles did not come', async () => {
    show(OLD, { 'GET /praxis/@types/BestPractice': refused(503) });
    expect(
      await screen.findByRole('button', { name: 'Noch einmal versuchen' }),
    ).toBeVisible();
    expect(screen.queryByLabelText(/municipality/)).toBeNull();
  });

  it('says what is wrong with which field', async () => {
    show(`${OLD}&schritt=4`, {
      'PATCH /praxis/bank': refused(400, {
        errors: [{ field: 'cost_once', message: 'Kein Betrag.' }],
      }),
    });
    await type(/^cost_once/, 'viel');
    click('Speichern und weiter');
    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Kein Betrag.' }),
      ).toHaveAttribute('href', '#zr-part-cost_once'),
    );
  });

  it('shows how complete it is, with ways to what is missing', async () => {
    show(OLD);
    expect(
      await screen.findByText('30 % der Teile sind ausgefüllt'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Stolpersteine' })).toHaveAttribute(
      'href',
      `${NEW}?text=%2Fpraxis%2Fbank&schritt=5#zr-part-pitfalls`,
    );
  });

  it('leaves formatting to the editor', async () => {
    show(`${OLD}&schritt=2`, {
      'GET /praxis/bank': text({
        goals: { data: '<p><strong>Sitzen</strong></p>' },
      }),
    });
    const link = await screen.findByRole('link', { name: 'Im Editor ändern' });
    expect(link).toHaveAttribute('href', '/praxis/bank/edit');
    expect(screen.queryByLabelText(/^Ziele/)).toBeNull();
  });

  it('submits with a comment', async () => {
    const { calls } = show(`${OLD}&schritt=7`, {
      'POST /praxis/bank/@workflow/submit': {},
    });
    await screen.findByText('Bitte füllen Sie das aus.');
    click('Bei der Redaktion einreichen');
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/^Kommentar/), {
      target: { value: 'Bitte lesen' },
    });
    fireEvent.click(
      dialog.getByText('Bei der Redaktion einreichen', { selector: 'button' }),
    );
    await screen.findByText('Ihr Text liegt bei der Redaktion');
    expect(calls).toEqual([
      ['POST', '/praxis/bank/@workflow/submit', { comment: 'Bitte lesen' }],
    ]);
  });

  it('asks nothing of other addresses', async () => {
    const { asked } = show(`${NEW}?text=//evil.example/x`);
    await screen.findByDisplayValue('Musterstadt');
    expect(asked.filter((path) => path.includes('evil'))).toEqual([]);
  });
});
