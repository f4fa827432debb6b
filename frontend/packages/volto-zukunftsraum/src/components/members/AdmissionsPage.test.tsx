import { beforeAll, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import { teachDialogs } from '../../testing/dialog';
import AdmissionsPage from './AdmissionsPage';

beforeAll(teachDialogs);

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day).toISOString();

const petra = {
  id: 'a1',
  status: 'pending',
  fullname: 'Petra Probe',
  email: 'petra@musterstadt.example',
  category: 'administration',
  function: 'Leitung Bauamt',
  message: 'Ich kümmere mich um den Leerstand.',
  municipality: {
    ars: '990000000001',
    name: 'Musterstadt',
    state: 'Musterland',
    district: 'Landkreis Musterland',
    space_exists: true,
    coordinators: 1,
  },
  first: false,
  requested: ago(4),
};

const first = {
  ...petra,
  id: 'a2',
  fullname: 'Erik Erster',
  email: 'erik@neuhausen.example',
  municipality: {
    ...petra.municipality,
    ars: '990000000003',
    name: 'Neuhausen',
    space_exists: false,
    coordinators: 0,
  },
  first: true,
  requested: ago(0),
};

const scientist = {
  ...petra,
  id: 'a3',
  fullname: 'Sabine Studie',
  category: 'science',
  municipality: null,
};

const OPEN = 'GET /@admissions';
const me = {
  id: 'u1',
  fullname: 'Karla',
  office: false,
  memberships: [
    {
      ars: '990000000001',
      name: 'Musterstadt',
      role: 'coordinator',
      space: '/raeume/musterstadt',
    },
  ],
};

function show(
  items: any[],
  more: Record<string, any> = {},
  path = '/aufnahmen',
) {
  return renderWithApi(
    path,
    <AdmissionsPage />,
    {
      'GET /@me': me,
      [OPEN]: { items, items_total: items.length },
      ...more,
    },
    { ...session(), municipalities: {} },
  );
}

const row = (name: string) =>
  within(
    screen
      .getByRole('rowheader', { name: new RegExp(name) })
      .closest('tr') as HTMLElement,
  );

describe('AdmissionsPage', () => {
  it('sends strangers to the login', () => {
    const { asked } = renderWithApi('/aufnahmen', <AdmissionsPage />, {});
    expect(
      screen.getByRole('heading', { name: 'Diese Seite ist geschützt' }),
    ).toBeVisible();
    expect(asked).toEqual([]);
  });

  it('tells those who decide nothing that the page is not theirs', async () => {
    show([], { [OPEN]: refused(403) });
    expect(
      await screen.findByText(/Ihr Konto darf diese Seite nicht sehen/),
    ).toBeVisible();
  });

  it('says who waits, for what, and since when', async () => {
    show([petra, scientist]);
    await screen.findByText('2 offene Anfragen');
    const petras = row('Petra Probe');
    expect(petras.getByText('Verwaltung · Leitung Bauamt')).toBeVisible();
    expect(petras.getByText('petra@musterstadt.example')).toBeVisible();
    expect(petras.getByText('Musterstadt')).toBeVisible();
    expect(petras.getByText(/um den Leerstand/)).toBeVisible();
    expect(petras.getByText('Seit 4 Tagen')).toBeVisible();
    expect(row('Sabine Studie').getByText('Ohne Kommune')).toBeVisible();
  });

  it('says what happens before it admits, and what has happened', async () => {
    const answers: Record<string, any> = { 'POST /@admissions/a1': {} };
    const { calls } = show([petra], answers);
    fireEvent.click(
      await screen.findByRole('button', { name: 'Petra Probe aufnehmen' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Petra Probe aufnehmen?' }),
    );
    expect(dialog.getByText(/alles im Raum von Musterstadt/)).toBeVisible();
    expect(
      dialog.getByText(/per E-Mail an petra@musterstadt.example/),
    ).toBeVisible();
    expect(dialog.queryByText(/noch keinen Raum/)).toBeNull();
    const coordinator = dialog.getByRole('checkbox', {
      name: 'Als Koordination aufnehmen',
    });
    expect(coordinator).not.toBeChecked();
    fireEvent.click(dialog.getByRole('button', { name: 'Aufnehmen' }));
    const said = await screen.findByText(
      'Petra Probe ist aufgenommen und bekommt eine E-Mail.',
    );
    expect(said.closest('[role=status]')).toHaveFocus();
    expect(calls).toEqual([
      ['POST', '/@admissions/a1', { decision: 'admit', coordinator: false }],
    ]);
  });

  it('proposes the first person of a municipality as coordinator', async () => {
    const { calls } = show([first], { 'POST /@admissions/a2': {} });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Erik Erster aufnehmen' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(
      dialog.getByText(
        /Neuhausen hat noch keinen Raum. Er wird jetzt angelegt/,
      ),
    ).toBeVisible();
    expect(dialog.getByRole('checkbox')).toBeChecked();
    fireEvent.click(dialog.getByRole('button', { name: 'Aufnehmen' }));
    await waitFor(() =>
      expect(calls[0][2]).toEqual({ decision: 'admit', coordinator: true }),
    );
  });

  it('never makes somebody without a municipality a coordinator', async () => {
    const { calls } = show([{ ...scientist, first: true }], {
      'POST /@admissions/a3': {},
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Sabine Studie aufnehmen' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.queryByRole('checkbox')).toBeNull();
    fireEvent.click(dialog.getByRole('button', { name: 'Aufnehmen' }));
    await waitFor(() =>
      expect(calls[0][2]).toEqual({ decision: 'admit', coordinator: false }),
    );
  });

  it('rejects only with a reason, which the person reads', async () => {
    const { calls } = show([petra], { 'POST /@admissions/a1': {} });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Petra Probe ablehnen' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Ablehnen' }));
    const reason = dialog.getByLabelText('Begründung');
    await waitFor(() =>
      expect(reason).toHaveAccessibleDescription(
        /Bitte geben Sie eine Begründung an/,
      ),
    );
    expect(calls).toEqual([]);
    fireEvent.change(reason, { target: { value: ' Nicht zuständig. ' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Ablehnen' }));
    await screen.findByText(/Die Anfrage von Petra Probe ist abgelehnt/);
    expect(calls).toEqual([
      [
        'POST',
        '/@admissions/a1',
        { decision: 'reject', reason: 'Nicht zuständig.' },
      ],
    ]);
  });

  it('says who was quicker and loads the list anew', async () => {
    let open = true;
    show([], {
      [OPEN]: () => ({ items: open ? [petra] : [], items_total: Number(open) }),
      'GET /@admissions?status=decided&b_size=100': {
        items: [{ ...petra, status: 'admitted', decided_by: 'Karl Kollege' }],
      },
      'POST /@admissions/a1': () => {
        open = false;
        return refused(409, { message: 'Schon entschieden.' });
      },
    });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Petra Probe ablehnen' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('Begründung'), {
      target: { value: 'Nein' },
    });
    fireEvent.click(dialog.getByRole('button', { name: 'Ablehnen' }));
    const alert = dialog.getByRole('alert');
    await waitFor(() =>
      expect(alert).toHaveTextContent(
        'Karl Kollege hat Petra Probe schon aufgenommen.',
      ),
    );
    expect(alert).toHaveTextContent(/Durch Sie wurde nichts geändert/);
    fireEvent.click(dialog.getByRole('button', { name: 'Abbrechen' }));
    expect(await screen.findByText(/Gerade wartet niemand/)).toBeVisible();
  });

  it('leads to inviting people when nobody waits', async () => {
    show([]);
    expect(
      await screen.findByRole('link', { name: 'Zu Musterstadt einladen' }),
    ).toHaveAttribute('href', '/raeume/musterstadt/mitglieder');
  });

  it('shows what was decided, by whom and why', async () => {
    const { asked } = show(
      [
        {
          ...petra,
          status: 'rejected',
          decided: '2026-03-02T10:00:00+01:00',
          decided_by: 'Karla Koordination',
          reason: 'Nicht zuständig.',
        },
      ],
      {},
      '/aufnahmen?status=decided&p=2',
    );
    await screen.findByText('1 entschiedene Anfrage');
    expect(asked).toContain('/@admissions?status=decided&b_start=25&b_size=25');
    const decided = row('Petra Probe');
    expect(decided.getByText('Abgelehnt')).toBeVisible();
    expect(decided.getByText(/von Karla Koordination am 2/)).toBeVisible();
    expect(decided.getByText('Begründung: Nicht zuständig.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /aufnehmen/ })).toBeNull();
  });

  it('can be narrowed down to a municipality by the office', async () => {
    const { asked } = show(
      [petra],
      { 'GET /@me': { ...me, office: true } },
      '/aufnahmen?ars=990000000001',
    );
    expect(await screen.findByLabelText('Kommune')).toBeVisible();
    expect(asked).toContain(
      '/@admissions?status=pending&ars=990000000001&b_start=0&b_size=25',
    );
    expect(
      screen.getByRole('link', { name: 'Alle Kommunen zeigen' }),
    ).toHaveAttribute('href', '/aufnahmen');
  });

  it('says that it could not be loaded, and tries again', async () => {
    let broken = true;
    show([], {
      [OPEN]: () =>
        broken ? refused(500) : { items: [petra], items_total: 1 },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/konnte nicht geladen werden/);
    broken = false;
    fireEvent.click(
      screen.getByRole('button', { name: 'Noch einmal versuchen' }),
    );
    expect(await screen.findByText('1 offene Anfrage')).toBeVisible();
  });
});
