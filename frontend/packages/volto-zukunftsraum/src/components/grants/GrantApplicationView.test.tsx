import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import GrantApplicationView from './GrantApplicationView';
import type { Application } from './types';
import { GRANT_STATES, grantState } from './states';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const PATH = '/raeume/m/antrag';

const application: Application = {
  '@id': `http://localhost:3000${PATH}`,
  '@type': 'GrantApplication',
  title: 'Moderation der Werkstatt',
  review_state: 'draft',
  parent: { '@id': '/raeume/m', title: 'Musterstadt' },
  municipality: { ars: '990000000001', name: 'Musterstadt' },
  call: {
    '@id': 'http://localhost:3000/foerderung/2027',
    title: 'Aufruf',
    year: 2027,
    is_open: true,
  },
  amount_requested: '3400.50',
  period_start: '2027-01-01',
  period_end: '2027-03-12',
  cost_plan: [
    {
      category: 'moderation',
      description: 'Werkstatttag',
      units: '1.5',
      rate: '850.00',
      amount: '1275.00',
      is_gross: true,
    },
  ],
  target_groups: ['Jugendliche', 'Ältere'],
  goals: [{ goal: 'Drei\nMaßnahmen.', indicator: 'Eine beginnt sofort.' }],
};

const answers = {
  'GET /foerderung/2027': {
    cost_categories: [{ key: 'moderation', title: 'Moderation' }],
  },
  'GET /@me': {
    id: 'm',
    memberships: [{ ars: '990000000001', name: 'Musterstadt' }],
    requests: [],
  },
  [`GET ${PATH}/@workflow`]: { transitions: [] },
  [`GET ${PATH}/@papers`]: { items: [] },
};

const EDIT = { actions: { object: [{ id: 'edit' }] } };

const show = (
  change: Partial<Application> = {},
  more: Record<string, unknown> = {},
  actions: Record<string, unknown> = { actions: {} },
) =>
  renderWithApi(
    PATH,
    <GrantApplicationView content={{ ...application, ...change }} />,
    { ...answers, ...more },
    { ...session('m'), actions, municipalities: {} },
  );

const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;

describe('grantState', () => {
  it('has word, next step and icon for every state of the workflow', () => {
    expect(GRANT_STATES).toHaveLength(12);
    for (const state of GRANT_STATES) {
      const look = grantState(state);
      expect(look?.title.id).toBe(`zr.grants.state.${state}`);
      expect(look?.next.id).toBe(`zr.grants.next.${state}`);
      expect(look?.icon).toBeTruthy();
    }
    expect(grantState('published')).toBeNull();
  });
});

describe('GrantApplicationView', () => {
  it('says when and why an application was withdrawn', () => {
    show({
      review_state: 'withdrawn',
      process: {
        withdrawal: {
          transition: 'withdraw',
          time: '2026-12-01T09:00:00+00:00',
          comment: 'Das Büro ist ausgebucht.',
        } as any,
      },
    });
    const part = within(screen.getByRole('region', { name: 'Zurückgezogen' }));
    expect(part.getByText('1. Dezember 2026')).toBeVisible();
    expect(part.getByText('Das Büro ist ausgebucht.')).toBeVisible();
  });

  it('shows state, next step, facts and all that was written', async () => {
    show();
    expect(screen.getByText('Entwurf')).toBeVisible();
    expect(screen.getByText(/Die Kommune vervollständigt/)).toBeVisible();
    const [glance] = screen.getAllByText('Beantragter Betrag', {
      selector: 'dt',
    });
    expect(glance.nextElementSibling?.textContent).toMatch(/^3\.400,50\s€$/);
    expect(fact('Zeitraum')).toHaveTextContent(
      '1. Januar 2027 bis 12. März 2027',
    );
    expect(fact('Zielgruppen')).toHaveTextContent('Jugendliche, Ältere');
    expect(
      await within(fact('Kommune') as HTMLElement).findByRole('link'),
    ).toHaveAttribute('href', '/raeume/m');
    const costs = screen.getByRole('table', { name: 'Kostenplan' });
    expect(
      await within(costs).findByRole('cell', { name: 'Moderation' }),
    ).toBeVisible();
    expect(within(costs).getByRole('cell', { name: '1,5' })).toBeVisible();
    expect(
      within(costs).getByRole('cell', { name: /^1\.275\s€$/ }),
    ).toBeVisible();
    expect(
      within(screen.getByRole('table', { name: 'Ziele' })).getByText(
        'Eine beginnt sofort.',
      ),
    ).toBeVisible();
  });

  it('says what is missing', () => {
    show({ goals: [], measures: '' });
    for (const name of ['Ziele', 'Maßnahmen']) {
      expect(
        screen.getByRole('heading', { name }).parentElement,
      ).toHaveTextContent('Noch nicht ausgefüllt');
    }
  });

  it('offers to edit only to those who may', () => {
    const { unmount } = show({}, {}, EDIT);
    expect(
      screen.getByRole('link', { name: 'Antrag bearbeiten' }),
    ).toHaveAttribute(
      'href',
      '/einreichen/foerderantrag?text=%2Fraeume%2Fm%2Fantrag',
    );
    unmount();
    show();
    expect(
      screen.queryByRole('link', { name: 'Antrag bearbeiten' }),
    ).toBeNull();
  });

  it('shows how far it is and who acts', () => {
    show({
      review_state: 'decision',
      process: {
        submitted: { transition: 'submit', time: '2027-01-05T10:00:00+00:00' },
      },
    });
    const current = document.querySelector('[aria-current="step"]');
    expect(current).toHaveTextContent(
      'Entscheidungjetzt: die Förderentscheidung',
    );
    expect(
      screen.getByText('erledigt am 5. Januar 2027').parentElement,
    ).toHaveTextContent(/^Antrag/);
  });

  it('shows what was asked for, as long as it waits for an answer', () => {
    const process = {
      request: {
        transition: 'return',
        time: '2027-01-06T10:00:00+00:00',
        comment: 'Bitte ein Angebot.',
        until: '2027-01-20',
      },
    };
    const { unmount } = show({ review_state: 'returned', process }, {}, EDIT);
    const request = screen.getByRole('region', {
      name: 'Die Förderprüfung bittet um Ergänzungen',
    });
    expect(request).toHaveTextContent('Bitte ein Angebot.');
    expect(request).toHaveTextContent('bis zum 20. Januar 2027');
    expect(screen.getByRole('link', { name: 'Antrag ergänzen' })).toBeVisible();
    unmount();
    show({ review_state: 'examination', process });
    expect(screen.queryByText('Bitte ein Angebot.')).toBeNull();
  });

  it('shows the decision and offers its documents', async () => {
    show(
      {
        review_state: 'approved',
        number: 'ZkD-2027-0001',
        process: {
          decision: {
            transition: 'approve',
            time: '2027-01-09T10:00:00+00:00',
            amount: '3000.00',
            conditions: 'Bitte nennen Sie die Förderung.',
          },
        },
      },
      {
        [`GET ${PATH}/@papers`]: {
          items: [
            {
              '@id': `${PATH}/@papers/2`,
              number: 2,
              title: 'Bewilligung',
              time: '2027-01-09T10:00:00+00:00',
              size: 20480,
            },
          ],
        },
      },
    );
    const decision = screen.getByRole('region', { name: 'Bewilligung' });
    expect(decision).toHaveTextContent(/Bewilligter Betrag3\.000\s€/);
    expect(decision).toHaveTextContent('Bitte nennen Sie die Förderung.');
    expect(
      await screen.findByRole('link', { name: 'Bewilligung' }),
    ).toHaveAttribute('href', `/++api++${PATH}/@papers/2`);
    expect(fact('Aktenzeichen')).toHaveTextContent('ZkD-2027-0001');
  });

  it('leads members of the municipality, and nobody else, to the proof of use', async () => {
    const { unmount } = show({ review_state: 'proof' });
    expect(
      await screen.findByRole('link', {
        name: 'Verwendungsnachweis schreiben',
      }),
    ).toBeVisible();
    unmount();
    const { asked } = show(
      { review_state: 'proof' },
      { 'GET /@me': { id: 'm', memberships: [], requests: [] } },
    );
    await waitFor(() => expect(asked).toContain('/@me'));
    expect(
      screen.queryByRole('link', { name: 'Verwendungsnachweis schreiben' }),
    ).toBeNull();
  });

  it('is withdrawn with a reason, and only where the server offers it', async () => {
    const withdraw = {
      [`GET ${PATH}/@workflow`]: {
        transitions: [{ '@id': `${PATH}/@workflow/withdraw` }],
      },
      [`POST ${PATH}/@workflow/withdraw`]: ({ comment }: any) =>
        comment
          ? {}
          : refused(400, {
              errors: [{ field: 'comment', message: 'Bitte ausfüllen.' }],
            }),
    };
    const { calls } = show({ review_state: 'submitted' }, withdraw);
    const name = 'Antrag zurückziehen';
    fireEvent.click(await screen.findByRole('button', { name }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name }));
    const why = within(dialog).getByLabelText(/^Warum/);
    await waitFor(() => expect(why).toBeInvalid());
    fireEvent.change(why, { target: { value: 'Anders gelöst.' } });
    fireEvent.click(within(dialog).getByRole('button', { name }));
    expect(
      await screen.findByText('Der Antrag ist zurückgezogen.'),
    ).toBeVisible();
    expect(calls.at(-1)).toEqual([
      'POST',
      `${PATH}/@workflow/withdraw`,
      { comment: 'Anders gelöst.' },
    ]);
  });
});
