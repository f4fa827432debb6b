import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import config from '@plone/volto/registry';
import { renderWithApi, refused, session } from '../../../testing/api';
import { teachDialogs } from '../../../testing/dialog';
import { downloadTable } from '../../account/download';
import FiguresPage from './FiguresPage';
import PaymentsPage from './PaymentsPage';
import StaffLink from './StaffLink';
import WorkListPage from './WorkListPage';
import { figuresPath, workExportPath, workPath } from './load';
import type { Figures, GrantItem, PaymentRow } from './types';

vi.mock('../../account/download', () => ({ downloadTable: vi.fn() }));

beforeAll(() => {
  teachDialogs();
  config.settings.apiPath = 'http://localhost:3000';
});

const me = (...grants: string[]) => ({
  'GET /@me': { id: 'u1', grants, memberships: [] },
});

const item = (more: Partial<GrantItem> = {}): GrantItem => ({
  '@id': '/raeume/m/antrag',
  number: 'ZkD-2026-0001',
  title: 'Werkstatt',
  year: 2026,
  municipality: { ars: '990000000001', name: 'Musterstadt' },
  state_code: '99',
  land: 'Musterland',
  weak: true,
  state: 'submitted',
  state_title: 'Eingereicht',
  asked: '3400.00',
  approved: null,
  submitted: '2026-11-20T10:00:00+00:00',
  deadline: '2026-12-01',
  deadline_kind: 'decision',
  overdue: true,
  waits_for: 'examiner',
  close: false,
  ...more,
});

describe('paths', () => {
  it('say to the API what the address of the page says', () => {
    expect(workPath('?list=all&ars=99&state=submitted&p=2&x=1')).toBe(
      '/@grants?list=all&state=submitted&municipality=99&b_start=25&b_size=25',
    );
    expect(workExportPath('?ars=99&p=2', 'csv')).toBe(
      '/@grants?municipality=99&format=csv',
    );
    expect(figuresPath('')).toBe('/@grant-figures');
    expect(figuresPath('?year=2026', 'xlsx')).toBe(
      '/@grant-figures?year=2026&format=xlsx',
    );
  });
});

describe('StaffLink', () => {
  it('stands in the section of the grants, for grant roles only', async () => {
    const { unmount } = renderWithApi(
      '/foerderung',
      <StaffLink path="/foerderung" />,
      me('approver'),
      session(),
    );
    expect(await screen.findByRole('link')).toHaveAttribute(
      'href',
      '/foerderantraege',
    );
    unmount();
    const { container } = renderWithApi(
      '/foerderung',
      <StaffLink path="/foerderung" />,
      me(),
      session(),
    );
    await waitFor(() => expect(container.textContent).toBe(''));
  });
});

describe('WorkListPage', () => {
  const show = (path: string, answer: unknown) =>
    renderWithApi(
      path,
      <WorkListPage />,
      { ...me('examiner'), 'GET /@grants': answer },
      session(),
    );

  it('says of each application what is due, and for whom', async () => {
    show('/foerderantraege', {
      items_total: 2,
      items: [
        item(),
        item({
          '@id': '/raeume/b/antrag',
          title: 'Reise',
          weak: false,
          overdue: false,
          close: true,
          waits_for: null,
          deadline: null,
          approved: '1000.00',
          state: 'settled',
        }),
      ],
    });
    const [, first, second] = await screen.findAllByRole('row');
    expect(within(first).getByRole('link')).toHaveAttribute(
      'href',
      '/raeume/m/antrag',
    );
    for (const words of [
      'ZkD-2026-0001',
      'Musterstadt',
      'strukturschwach',
      'Eingereicht',
      'Förderprüfung',
      'für die Entscheidung',
      'überfällig',
    ]) {
      expect(first).toHaveTextContent(words);
    }
    expect(second).toHaveTextContent('Vier Augen: nicht für Sie');
    expect(second).toHaveTextContent(/1\.000\s€ bewilligt/);
    expect(second).not.toHaveTextContent('überfällig');
    expect(second).not.toHaveTextContent('strukturschwach');
  });

  it('is narrowed and sorted by its address', async () => {
    const { at, asked } = show('/foerderantraege?list=all', {
      items_total: 1,
      items: [item()],
    });
    await screen.findByText('Werkstatt');
    fireEvent.change(screen.getByLabelText('Stand'), {
      target: { value: 'decision' },
    });
    expect(at.current).toBe('/foerderantraege?list=all&state=decision');
    fireEvent.click(screen.getByRole('link', { name: 'Beantragt' }));
    expect(at.current).toBe(
      '/foerderantraege?list=all&state=decision&sort=amount',
    );
    expect(asked.at(-1)).toBe(
      '/@grants?list=all&state=decision&sort=amount&b_start=0&b_size=25',
    );
    expect(
      await screen.findByRole('columnheader', { name: 'Beantragt' }),
    ).toHaveAttribute('aria-sort', 'descending');
    fireEvent.click(
      await screen.findByRole('button', { name: 'Als CSV speichern' }),
    );
    expect(vi.mocked(downloadTable).mock.calls.at(-1)?.[0]).toBe(
      '/@grants?list=all&state=decision&sort=amount&format=csv',
    );
    fireEvent.click(
      screen.getByRole('link', { name: 'Alle Filter entfernen' }),
    );
    expect(at.current).toBe('/foerderantraege?list=all&sort=amount');
  });

  it('says what an empty list means', async () => {
    const nothing = { items_total: 0, items: [] };
    const { unmount } = show('/foerderantraege', nothing);
    expect(await screen.findByText(/Auf Sie wartet nichts/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Alle Anträge zeigen' }),
    ).toHaveAttribute('href', '/foerderantraege?list=all');
    unmount();
    show('/foerderantraege?year=2024', nothing);
    expect(await screen.findByText(/Kein Antrag passt/)).toBeVisible();
  });

  it('is closed for others', async () => {
    show('/foerderantraege', refused(403));
    await waitFor(() =>
      expect(screen.queryByText('Was ich tun kann')).toBeNull(),
    );
  });
});

describe('FiguresPage', () => {
  const figures: Figures = {
    year: 2026,
    total: '80000.00',
    asked: '40000.00',
    reserved: '8000.00',
    committed: '16000.00',
    spent: '4000.00',
    available: '52000.00',
    applications: 12,
    by_state: [
      { state: 'submitted', title: 'Eingereicht', count: 3, asked: '8000.00' },
    ],
    by_land: [
      {
        code: '99',
        name: 'Musterland',
        count: 8,
        asked: '20000.00',
        reserved: '1.00',
        committed: '2.00',
        spent: '3.00',
      },
      {
        code: '14',
        name: 'Sachsen',
        count: 4,
        asked: '5000.00',
        reserved: '0.00',
        committed: '0.00',
        spent: '0.00',
      },
    ],
    by_category: [],
    years: [2026, 2025],
  };
  const show = (answer: Figures) =>
    renderWithApi(
      '/foerderantraege/kennzahlen',
      <FiguresPage />,
      { ...me('approver'), 'GET /@grant-figures': answer },
      session(),
    );

  it('shows the budget of the year as bar and table', async () => {
    const { container } = show(figures);
    const budget = await screen.findByRole('region', { name: 'Budget 2026' });
    expect(budget).toHaveTextContent(
      /52\.000\s€ von 80\.000\s€ sind noch verfügbar/,
    );
    expect(
      within(budget).getByRole('row', { name: /^Reserviert/ }),
    ).toHaveTextContent(/8\.000\s€10 %/);
    const widths = [...budget.querySelectorAll('.zr-budget-bar span')].map(
      (part) => (part as HTMLElement).style.width,
    );
    expect(widths).toEqual(['5%', '20%', '10%']);
    const bars = [...container.querySelectorAll('svg rect')].map((bar) =>
      bar.getAttribute('width'),
    );
    expect(bars).toEqual(['100', '100', '25']);
    expect(screen.getByRole('region', { name: 'Nach Land' })).toHaveTextContent(
      'Sachsen',
    );
    expect(screen.queryByRole('region', { name: 'Nach Kostenart' })).toBeNull();
  });

  it('changes the year by its address', async () => {
    const { at } = show({ ...figures, total: null, available: null });
    expect(await screen.findByText(/nennt kein Budget/)).toBeVisible();
    fireEvent.change(screen.getByLabelText('Jahr'), {
      target: { value: '2025' },
    });
    expect(at.current).toBe('/foerderantraege/kennzahlen?year=2025');
  });
});

describe('PaymentsPage', () => {
  const row = (more: Partial<PaymentRow> = {}): PaymentRow => ({
    '@id': '/raeume/m/antrag',
    uid: 'u',
    number: 'ZkD-2026-0001',
    title: 'Werkstatt',
    municipality: { ars: '990000000001', name: 'Musterstadt' },
    payee: 'Stadtkasse',
    iban: 'DE89 **** 3000',
    amount: '3000.00',
    purpose: 'ZkD-2026-0001 Zukunftsraum',
    payment: null,
    ...more,
  });
  const payment = {
    day: '2026-11-28',
    amount: '3000.00',
    payee: 'Stadtkasse',
    iban: 'DE89 **** 3000',
  };
  const show = (rows: PaymentRow[], answers = {}) =>
    renderWithApi(
      '/foerderantraege/auszahlungen',
      <PaymentsPage />,
      {
        ...me('finance'),
        'GET /@grant-payments': { items: rows, items_total: rows.length },
        ...answers,
      },
      session(),
    );

  it('notes a payment and says so', async () => {
    const { calls } = show([row()], {
      'POST /raeume/m/antrag/@payment': { payment },
    });
    fireEvent.click(
      await screen.findByRole('button', {
        name: 'Auszahlung eintragen: ZkD-2026-0001',
      }),
    );
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('Tag der Auszahlung'), {
      target: { value: '2026-11-28' },
    });
    fireEvent.click(
      dialog.getByRole('button', { name: 'Auszahlung eintragen' }),
    );
    expect(
      await screen.findByText(
        'Die Auszahlung für ZkD-2026-0001 ist eingetragen.',
      ),
    ).toBeVisible();
    expect(calls).toEqual([
      [
        'POST',
        '/raeume/m/antrag/@payment',
        { day: '2026-11-28', amount: '3000.00' },
      ],
    ]);
  });

  it('takes a payment back for a reason that it asks for', async () => {
    show([row({ payment })], {
      'DELETE /raeume/m/antrag/@payment': refused(400, {
        errors: [{ field: 'reasons', message: 'Bitte nennen Sie den Grund.' }],
      }),
    });
    fireEvent.click(
      await screen.findByRole('button', { name: /Auszahlung zurücknehmen/ }),
    );
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(
      dialog.getByRole('button', { name: 'Auszahlung zurücknehmen' }),
    );
    const field = dialog.getByLabelText('Grund');
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveAccessibleDescription(/Bitte nennen Sie den Grund/);
  });

  it('says that views of IBANs are on record before it saves them', async () => {
    vi.mocked(downloadTable).mockRejectedValueOnce({
      status: 409,
      message: 'Das Portal hat keinen Schlüssel.',
      errors: [],
    });
    show([row()]);
    fireEvent.click(
      await screen.findByRole('button', { name: /Mit vollständigen IBANs/ }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/wird festgehalten/)).toBeVisible();
    const send = dialog.getByRole('button', { name: 'Mit IBANs speichern' });
    fireEvent.click(send);
    expect(
      await dialog.findByText('Das Portal hat keinen Schlüssel.'),
    ).toBeVisible();
    fireEvent.click(send);
    expect(
      await screen.findByText(/Es ist festgehalten, dass Sie/),
    ).toBeVisible();
    expect(vi.mocked(downloadTable).mock.calls.at(-1)?.[3]).toEqual({
      format: 'xlsx',
      year: null,
      state: 'open',
    });
  });
});
