import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { refused, renderWithApi, session } from '../../../testing/api';
import { teachDialogs } from '../../../testing/dialog';
import AuditPart from './AuditPart';
import StaffPanel from './StaffPanel';
import { FORMS, STAFF_STEPS, labels, outcomes } from './steps';
import type { StaffContent, Step } from './types';

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const step = (said: Partial<Step> = {}): Step => ({
  transition: 'submit',
  time: '2026-11-20T10:00:00+00:00',
  amount: '3400.00',
  shares: {},
  conditions: '',
  reasons: '',
  comment: '',
  checklist: [],
  until: null,
  ...said,
});

const PATH = '/raeume/m/antrag';

const application = (
  state: string,
  process: Partial<NonNullable<StaffContent['process']>> = {},
  more: Partial<StaffContent> = {},
): StaffContent => ({
  '@id': PATH,
  title: 'Werkstatt',
  review_state: state,
  number: 'ZkD-2026-0001',
  call: { '@id': '/foerderung/2026', title: 'Mikroförderung', year: 2026 },
  process: {
    submitted: step(),
    request: null,
    decision: null,
    settlement: null,
    reclaim: null,
    ...process,
  },
  ...more,
});

const proposal = step({
  transition: 'propose',
  amount: '3000.00',
  reasons: 'Der Bezug ist klar.',
  conditions: 'Förderung nennen.',
  checklist: ['Frist eingehalten'],
});

type Workflow = {
  transitions?: string[];
  forbidden?: { transition: string; message: string }[];
  may?: Partial<{ conflict: boolean; audit: boolean; payment: boolean }>;
  conflict?: boolean;
};

const show = (
  content: StaffContent,
  { transitions = [], may = {}, ...workflow }: Workflow,
  answers: Record<string, unknown> = {},
  grants: string[] = ['examiner'],
) =>
  renderWithApi(
    PATH,
    <>
      <StaffPanel content={content} />
      <AuditPart content={content} />
    </>,
    {
      'GET /@me': { id: 'u1', grants, memberships: [] },
      [`GET ${PATH}/@workflow`]: {
        transitions: transitions.map((name) => ({
          '@id': `http://localhost:3000${PATH}/@workflow/${name}`,
        })),
        forbidden: [],
        conflict: false,
        ...workflow,
        may: { conflict: true, audit: true, payment: false, ...may },
      },
      [`GET ${PATH}/@payment`]: { payment: null },
      'GET /foerderung/2026': {
        return_days: 14,
        formal_checklist: ['Frist eingehalten'],
        content_checklist: ['Bezug zum Wandel'],
      },
      [`GET ${PATH}`]: content,
      ...answers,
    },
    session(),
  );

const open = async (name: string) => {
  fireEvent.click(await screen.findByRole('button', { name }));
  return within(screen.getByRole('dialog'));
};

describe('the steps of grant roles', () => {
  it('have a label, a form and an outcome each', () => {
    for (const name of STAFF_STEPS) {
      expect(labels[name]).toBeTruthy();
      expect(outcomes[name]).toBeTruthy();
      for (const field of FORMS[name].required) {
        expect(FORMS[name].fields).toContain(field);
      }
    }
  });
});

describe('StaffPanel', () => {
  it('asks nothing for strangers, and shows nothing to members', async () => {
    const { asked, unmount } = renderWithApi(
      PATH,
      <StaffPanel content={application('submitted')} />,
      {},
    );
    expect(asked).toEqual([]);
    unmount();
    const { container } = show(
      application('submitted'),
      { may: { audit: false, conflict: false } },
      {},
      [],
    );
    await waitFor(() => expect(container.textContent).toBe(''));
  });

  it('shows coordinators the record and nothing of the examination', async () => {
    show(
      application('submitted'),
      { transitions: ['withdraw'], may: { conflict: false } },
      {},
      [],
    );
    expect(
      await screen.findByRole('heading', { name: 'Verlauf' }),
    ).toBeVisible();
    expect(screen.queryByText('Für die Förderstelle')).toBeNull();
  });

  it('offers what one may do, and not what the municipality does', async () => {
    show(application('submitted'), {
      transitions: ['withdraw', 'return', 'examine'],
    });
    await screen.findByText('Für die Förderstelle');
    expect(
      screen
        .getAllByRole('button')
        .map(({ textContent }) => textContent)
        .slice(0, 3),
    ).toEqual([
      'Prüfung beginnen',
      'Unterlagen nachfordern',
      'Interessenkonflikt erklären',
    ]);
  });

  it('explains what the four eyes keep from somebody', async () => {
    const message = 'Sie haben diesen Antrag geprüft. Entscheiden muss jemand.';
    show(application('decision', { proposal }), {
      forbidden: [
        { transition: 'approve', message },
        { transition: 'reject', message },
      ],
    });
    expect(await screen.findByText(/nicht für Sie/)).toHaveTextContent(
      'Bewilligen, Ablehnen',
    );
    expect(screen.getAllByText(message)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Bewilligen' })).toBeNull();
  });

  it('proposes with the checklist of the call, and says what is wrong at the field', async () => {
    let answer: unknown = refused(400, {
      errors: [{ field: 'amount', message: 'Das ist mehr als 3.400,00 EUR.' }],
    });
    const { calls } = show(
      application('examination'),
      { transitions: ['propose'] },
      { [`POST ${PATH}/@workflow/propose`]: () => answer },
    );
    const dialog = await open('Entscheidung vorschlagen');
    const amount = dialog.getByLabelText('Vorgeschlagener Betrag (EUR)');
    expect(amount).toHaveValue('3.400,00');
    fireEvent.click(await dialog.findByLabelText('Bezug zum Wandel'));
    fireEvent.change(amount, { target: { value: '9.000,00' } });
    fireEvent.change(dialog.getByLabelText('Gründe'), {
      target: { value: 'Gut.' },
    });
    const send = dialog.getByRole('button', {
      name: 'Entscheidung vorschlagen',
    });
    fireEvent.click(send);
    await waitFor(() => expect(amount).toHaveFocus());
    expect(amount).toHaveAccessibleDescription(/mehr als 3\.400,00 EUR/);
    answer = {};
    fireEvent.change(amount, { target: { value: '3000' } });
    fireEvent.click(send);
    const said = await screen.findByText(/Ihr Vorschlag liegt vor/);
    expect(said.closest('[role=status]')).toHaveFocus();
    expect(calls.at(-1)).toEqual([
      'POST',
      `${PATH}/@workflow/propose`,
      {
        checklist: ['Bezug zum Wandel'],
        amount: '3000.00',
        reasons: 'Gut.',
        conditions: '',
      },
    ]);
  });

  it('cannot propose before the checklist is there', async () => {
    const { calls } = show(
      application('examination'),
      { transitions: ['propose'] },
      { 'GET /foerderung/2026': refused(500) },
    );
    const dialog = await open('Entscheidung vorschlagen');
    expect(await dialog.findByText(/ließ sich nicht laden/)).toBeVisible();
    fireEvent.click(
      dialog.getByRole('button', { name: 'Entscheidung vorschlagen' }),
    );
    expect(calls).toEqual([]);
  });

  it('approves as proposed after it is confirmed', async () => {
    const { calls } = show(
      application('decision', { proposal }),
      { transitions: ['approve', 'reject', 'examine'] },
      { [`POST ${PATH}/@workflow/approve`]: {} },
      ['approver'],
    );
    expect(
      await screen.findByRole('button', { name: 'An die Prüfung zurückgeben' }),
    ).toBeVisible();
    expect(screen.getByText('Der Bezug ist klar.')).toBeVisible();
    expect(screen.getByText(/Nicht erfüllt/).parentElement).toHaveTextContent(
      'Bezug zum Wandel',
    );
    const dialog = await open('Bewilligen');
    expect(dialog.getByLabelText('Bewilligter Betrag (EUR)')).toHaveValue(
      '3.000,00',
    );
    const send = dialog.getByRole('button', { name: 'Bewilligen' });
    fireEvent.click(send);
    const confirm = dialog.getByLabelText(/dass dieser Schritt endgültig ist/);
    await waitFor(() => expect(confirm).toHaveFocus());
    expect(confirm).toHaveAccessibleDescription(/Noch ist nichts geschehen/);
    expect(calls).toEqual([]);
    fireEvent.click(confirm);
    fireEvent.click(send);
    await screen.findByText(/Der Antrag ist bewilligt/);
    expect(calls).toEqual([
      [
        'POST',
        `${PATH}/@workflow/approve`,
        {
          conflict: false,
          amount: '3000.00',
          conditions: 'Förderung nennen.',
          comment: '',
        },
      ],
    ]);
  });

  it('asks approvers whether an early start is allowed, where one is asked for', async () => {
    const { calls } = show(
      application(
        'decision',
        { proposal },
        {
          early_start: true,
          early_start_from: '2026-12-01',
          early_start_reason: 'Der Raum ist nur im Dezember frei.',
        },
      ),
      { transitions: ['approve'] },
      { [`POST ${PATH}/@workflow/approve`]: {} },
      ['approver'],
    );
    const dialog = await open('Bewilligen');
    fireEvent.click(dialog.getByLabelText(/dass dieser Schritt endgültig ist/));
    const send = dialog.getByRole('button', { name: 'Bewilligen' });
    fireEvent.click(send);
    const early = dialog.getByLabelText(/vor der Entscheidung beginnen/);
    await waitFor(() => expect(early).toHaveFocus());
    expect(early).toHaveAccessibleDescription(
      /1\.\sDezember 2026: Der Raum ist nur im Dezember frei/,
    );
    expect(calls).toEqual([]);
    fireEvent.change(early, { target: { value: 'no' } });
    fireEvent.click(send);
    await screen.findByText(/Der Antrag ist bewilligt/);
    expect(calls[0][2]).toMatchObject({ early_start: false });
  });

  it('says what another has done meanwhile, and reads the application anew', async () => {
    const { asked } = show(
      application('submitted'),
      { transitions: ['examine'] },
      {
        [`POST ${PATH}/@workflow/examine`]: refused(409, {
          message: 'Der Antrag ist in einem anderen Zustand.',
          state: 'withdrawn',
        }),
      },
    );
    const dialog = await open('Prüfung beginnen');
    const before = asked.length;
    fireEvent.click(dialog.getByRole('button', { name: 'Prüfung beginnen' }));
    expect(
      await dialog.findByText('Der Antrag ist in einem anderen Zustand.'),
    ).toBeVisible();
    expect(asked.slice(before)).toContain(PATH);
    expect(asked.slice(before)).toContain(`${PATH}/@workflow`);
  });

  it('settles with what the receipts come to, at most what is approved', async () => {
    show(
      application(
        'proof_submitted',
        { decision: step({ transition: 'approve', amount: '3000.00' }) },
        { receipts: [{ amount: '1500.50' }, { amount: '200' }] },
      ),
      { transitions: ['settle', 'return_proof', 'reclaim'] },
    );
    const dialog = await open('Abschließen');
    const amount = dialog.getByLabelText('Anerkannter Betrag (EUR)');
    expect(amount).toHaveValue('1.700,50');
    expect(amount).toHaveAccessibleDescription(
      /Bewilligt sind 3\.000\s€, die Belege ergeben 1\.700,50\s€/,
    );
  });

  it('declares a conflict of interest, which stays', async () => {
    const { calls } = show(
      application('submitted'),
      { transitions: ['examine'] },
      { [`POST ${PATH}/@conflict`]: { declared: true } },
    );
    const dialog = await open('Interessenkonflikt erklären');
    expect(dialog.getByText(/nicht zurücknehmen/)).toBeVisible();
    fireEvent.click(
      dialog.getByRole('button', { name: 'Interessenkonflikt erklären' }),
    );
    await screen.findByText(/Ihr Interessenkonflikt ist festgehalten/);
    expect(calls).toEqual([['POST', `${PATH}/@conflict`, { declared: true }]]);
  });

  it('lets finance note a payment, and nobody else', async () => {
    let payment: unknown = null;
    const approved = application('approved', {
      decision: step({ transition: 'approve', amount: '3000.00' }),
    });
    const { calls, unmount } = show(
      approved,
      { may: { payment: true } },
      {
        [`GET ${PATH}/@payment`]: () => ({ payment }),
        [`POST ${PATH}/@payment`]: ({ day, amount }: any) => {
          payment = { day, amount, payee: '', iban: '' };
          return { payment };
        },
      },
      ['finance'],
    );
    const dialog = await open('Auszahlung eintragen');
    fireEvent.change(dialog.getByLabelText('Tag der Auszahlung'), {
      target: { value: '2026-11-28' },
    });
    fireEvent.click(
      dialog.getByRole('button', { name: 'Auszahlung eintragen' }),
    );
    expect(
      await screen.findByText(/3\.000\s€ wurden am 28\.\sNovember 2026/),
    ).toBeVisible();
    expect(calls).toEqual([
      ['POST', `${PATH}/@payment`, { day: '2026-11-28', amount: '3000.00' }],
    ]);
    unmount();
    show(approved, {});
    expect(await screen.findByText('Noch nicht ausgezahlt.')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Auszahlung eintragen' }),
    ).toBeNull();
  });

  it('shows the record in words when it is opened', async () => {
    const { asked } = show(
      application('approved'),
      {},
      {
        [`GET ${PATH}/@audit`]: {
          items_total: 1,
          items: [
            {
              number: 1,
              time: '2026-11-20T10:00:00+00:00',
              kind: 'transition',
              title: 'Bewilligen',
              by: 'grants',
              actor: { id: 'x', fullname: 'Erika Entscheidung' },
              facts: {
                transition: 'approve',
                state: 'approved',
                amount: '3000.00',
                shares: { '990000000001': '3000.00' },
                conditions: 'Förderung nennen.',
              },
              erased: [],
              hash: 'abc',
            },
          ],
        },
      },
    );
    const summary = await screen.findByText('Verlauf dieses Antrags zeigen');
    expect(asked.some((path) => path.includes('@audit'))).toBe(false);
    const details = summary.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect(
      await screen.findByText(/20\.\sNovember 2026, 11:00 Uhr/),
    ).toHaveTextContent('Förderstelle: Erika Entscheidung');
    const facts = screen
      .getAllByRole('term')
      .map((term) => [
        term.textContent,
        term.nextElementSibling?.textContent?.replace(/\s/g, ' '),
      ]);
    expect(facts).toEqual([
      ['Neuer Zustand', 'Bewilligt'],
      ['Betrag', '3.000 €'],
      ['Bedingungen', 'Förderung nennen.'],
    ]);
  });
});
