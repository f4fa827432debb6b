import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import Transfers from './Transfers';

beforeAll(teachDialogs);

const LIST = 'GET /praxis/bank/@transfers';
const record = (change = {}) => ({
  id: 't1',
  municipality: {
    ars: '990000000002',
    name: 'Beispielhausen',
    state_title: 'Musterland',
    size_class: 'under-5000',
  },
  year: 2025,
  adaptation: 'Nur zehn Bänke',
  outcome: 'Vier stehen im Schatten\n<b>alle</b>',
  outcome_kind: 'partly',
  hidden: false,
  can_edit: false,
  can_moderate: false,
  ...change,
});
const list = (...items: any[]) => ({
  items,
  items_total: items.length,
  counts: { worked: 0, partly: items.length, failed: 0 },
});
const me = (...memberships: any[]) => ({ memberships, rooms: [] });

const show = (answers: any, state: any = session('m')) =>
  renderWithApi(
    '/praxis/bank',
    <Transfers path="/praxis/bank" own={['990000000001']} isOpen />,
    answers,
    state,
  );

const open = async (name: string) =>
  fireEvent.click(await screen.findByRole('button', { name }));

describe('Transfers', () => {
  it('says who, when, where, with what outcome, and counts', async () => {
    show({ [LIST]: list(record()) }, { userSession: { token: null } });
    expect(
      await screen.findByRole('heading', { name: 'Beispielhausen, 2025' }),
    ).toBeVisible();
    const item = within(screen.getByRole('listitem'));
    expect(item.getByText('Hat teilweise geklappt')).toBeVisible();
    expect(item.getByText(/Musterland · /)).toBeVisible();
    expect(item.getByText(/<b>alle<\/b>/)).toBeVisible();
    expect(screen.getByText(/^Ein Eintrag: 0 × geklappt, 1 ×/)).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Melden Sie sich an' }),
    ).toHaveAttribute('href', '/login?return_url=%2Fpraxis%2Fbank');
  });

  it('takes the record of the own municipality, not of the one whose example it is', async () => {
    const { calls } = show({
      [LIST]: list(),
      'GET /@me': me(
        { ars: '990000000001', name: 'Musterstadt' },
        { ars: '990000000002', name: 'Beispielhausen' },
      ),
      'POST /praxis/bank/@transfers': {},
    });
    await open('Wir haben das nachgenutzt');
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('Beispielhausen')).toBeVisible();
    fireEvent.change(dialog.getByLabelText(/^Jahr/), {
      target: { value: '2024' },
    });
    fireEvent.click(dialog.getByLabelText('Hat nicht geklappt'));
    fireEvent.change(dialog.getByLabelText(/geworden/), {
      target: { value: 'Nichts' },
    });
    fireEvent.click(dialog.getByText('Eintrag veröffentlichen'));
    expect(await screen.findByText(/ist gespeichert/)).toBeVisible();
    expect(calls).toEqual([
      [
        'POST',
        '/praxis/bank/@transfers',
        {
          municipality: '990000000002',
          year: 2024,
          adaptation: '',
          outcome: 'Nichts',
          outcome_kind: 'failed',
        },
      ],
    ]);
  });

  it('offers nothing to those whose example it is', async () => {
    show({
      [LIST]: list(record()),
      'GET /@me': me({ ars: '990000000001', name: 'Musterstadt' }),
    });
    await screen.findByText(/^Ein Eintrag/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('lets the municipality correct and withdraw its record', async () => {
    const { calls } = show({
      [LIST]: list(record({ can_edit: true })),
      'GET /@me': me({ ars: '990000000002', name: 'Beispielhausen' }),
      'PATCH /praxis/bank/@transfers/t1': refused(400, {
        errors: [{ field: 'year', message: 'Zu früh.' }],
      }),
      'DELETE /praxis/bank/@transfers/t1': {},
    });
    await open('Berichtigen');
    fireEvent.click(screen.getByText('Eintrag speichern'));
    expect(await screen.findByText('Zu früh.')).toBeVisible();
    fireEvent.click(screen.getByText('Abbrechen'));
    await open('Zurückziehen');
    fireEvent.click(screen.getByText('Eintrag zurückziehen'));
    await screen.findByText('Der Eintrag ist zurückgezogen.');
    expect(calls.map(([op]) => op)).toEqual(['PATCH', 'DELETE']);
  });

  it('lets editors hide one with a reason, and show it again', async () => {
    const hidden = record({
      can_moderate: true,
      hidden: true,
      reason: 'Werbung',
    });
    let items = [record({ can_moderate: true })];
    const { calls } = show({
      [LIST]: () => list(...items),
      'GET /@me': me(),
      'PATCH /praxis/bank/@transfers/t1': () => {
        items = [hidden];
        return hidden;
      },
    });
    await open('Ausblenden');
    fireEvent.change(screen.getByLabelText('Begründung'), {
      target: { value: 'Werbung' },
    });
    fireEvent.click(screen.getByText('Eintrag ausblenden'));
    await screen.findByText(/„Werbung“ Nur die Redaktion/);
    await open('Wieder einblenden');
    await waitFor(() =>
      expect(calls.map(([, , data]) => data)).toEqual([
        { hidden: true, reason: 'Werbung' },
        { hidden: false },
      ]),
    );
  });
});
