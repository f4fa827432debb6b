import { describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { refused, renderWithApi, session } from '../../testing/api';
import FormView from './FormView';
import { everyKind } from './fixture';
import type { FormDescription } from './types';

const PATH = '/formulare/umfrage';
const SERVICE = `${PATH}/@form`;
const content: any = {
  '@id': PATH,
  '@type': 'EasyForm',
  title: 'Umfrage',
  description: 'Alles einmal.',
};

/** Two fields, the second only for those who want an answer. */
const small: FormDescription = {
  ...everyKind,
  schema: {
    required: ['name'],
    properties: {
      name: { title: 'Ihr Name' },
      antwort: { title: 'Ich wünsche eine Antwort' },
      mail: { title: 'E-Mail', description: 'Für die Antwort' },
    },
  },
  uischema: {
    fieldsets: [
      { id: 'default', title: '', fields: ['name', 'antwort', 'mail'] },
    ],
    order: ['name', 'antwort', 'mail'],
    widgets: {
      antwort: { widget: 'checkbox' },
      mail: { widget: 'email' },
      name: { widget: 'text' },
    },
    conditions: [
      { field: 'mail', depends_on: 'antwort', value: true, operator: 'is' },
    ],
  },
  guard: { token: 't1', honeypot: 'website', captcha: null },
};

const thanks = {
  thanks: { title: 'Danke schön', description: 'Ist angekommen.' },
  redirect: null,
};

const show = (form: FormDescription, answer: unknown = thanks, state = {}) =>
  renderWithApi(
    PATH,
    <FormView content={content} />,
    { [`GET ${SERVICE}`]: form, [`POST ${SERVICE}`]: answer },
    state,
  );

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), {
    target: { value },
  });

const send = () =>
  fireEvent.click(screen.getByText(/^(Absenden|Wird gesendet …)$/));

describe('a form', () => {
  it('asks every kind of field as it demands, and names each', async () => {
    const { container } = show(everyKind);
    await screen.findByText('Absenden');
    for (const [label, kind] of [
      ['Ihr Name', 'text'],
      ['Tag', 'date'],
      ['Zeit', 'datetime-local'],
      ['Anlage', 'file'],
      ['Foto', 'file'],
      ['E-Mail', 'email'],
      ['Webseite', 'url'],
      ['Kennwort', 'password'],
      ['Ich bin einverstanden', 'checkbox'],
    ]) {
      expect(screen.getByLabelText(new RegExp(`^${label}`))).toHaveAttribute(
        'type',
        kind,
      );
    }
    expect(screen.getByLabelText(/^Nachricht/)).toHaveAttribute('rows', '7');
    expect(screen.getByLabelText(/^Ihr Name/)).toHaveAccessibleDescription(
      'Vor- und Nachname',
    );
    expect(screen.getByLabelText(/^Ihr Name/)).toBeRequired();
    expect(screen.getByLabelText(/^Orte/)).toHaveAccessibleDescription(
      'Ein Eintrag je Zeile.',
    );
    expect(screen.getByLabelText(/^Anlage/)).toHaveAccessibleDescription(
      'Höchstens 2 KB. Möglich sind: PDF, ODT.',
    );
    expect(screen.getByLabelText(/^Foto/)).toHaveAccessibleDescription(
      'Höchstens 23 MB. Möglich sind: Bilder.',
    );
    expect(
      within(screen.getByRole('group', { name: 'Anrede' })).getAllByRole(
        'radio',
      ),
    ).toHaveLength(2);
    const likert = screen.getByRole('group', { name: /^Der Inhalt/ });
    expect(within(likert).getAllByRole('radio')).toHaveLength(3);
    const second = screen.getByRole('group', { name: 'Noch mehr' });
    expect(second).toHaveAccessibleDescription('Der zweite Teil');
    expect(
      screen.getByLabelText(/^Wie viel ist zwei und drei/),
    ).toHaveAccessibleDescription('Ein Wort oder eine Zahl.');
    for (const text of [
      'Nachdruck',
      'Noch etwas',
      'Nur ein Hinweis',
      'reCAPTCHA',
    ]) {
      expect(screen.getByText(text)).toBeVisible();
    }
    expect(
      screen.getByText('Diese Prüfung braucht die andere Ansicht.'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /andere[nr] Ansicht ausfüllen/ }),
    ).toHaveAttribute('href', `/klassisch${PATH}/view`);
    // The trap is nobody's business.
    const trap = container.querySelector('[name=website]') as HTMLElement;
    expect(trap.closest('[aria-hidden=true]')).not.toBeNull();
    expect(trap).toHaveAttribute('tabindex', '-1');
    // No two elements have the same id.
    const ids = [...container.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('asks some fields only when others demand it, and sends only what is there', async () => {
    const { calls } = show(small);
    await screen.findByText('Absenden');
    expect(screen.queryByLabelText(/^E-Mail/)).toBeNull();
    fireEvent.click(screen.getByLabelText(/Antwort/));
    type('E-Mail', 'a@b.example');
    type('Ihr Name', 'Ada');
    fireEvent.click(screen.getByLabelText(/Ich wünsche/));
    expect(screen.queryByLabelText(/^E-Mail/)).toBeNull();
    send();
    await screen.findByText('Danke schön');
    expect(calls[0][2]).toEqual({
      data: { name: 'Ada', antwort: false },
      guard: { token: 't1', website: '' },
    });
  });

  it('gives thanks in its place, with the focus, and can be filled in anew', async () => {
    const { asked } = show(small, {
      thanks: {
        ...thanks.thanks,
        fields: [{ name: 'name', title: 'Ihr Name', value: 'Ada' }],
      },
    });
    await screen.findByText('Absenden');
    type('Ihr Name', 'Ada');
    send();
    const heading = await screen.findByRole('heading', { name: 'Danke schön' });
    expect(heading).toHaveFocus();
    expect(screen.getByText('Ist angekommen.')).toBeVisible();
    expect(screen.getByText('Ada')).toBeVisible();
    fireEvent.click(
      screen.getByRole('button', { name: 'Formular noch einmal ausfüllen' }),
    );
    const first = await screen.findByLabelText(/^Ihr Name/);
    expect(first).toHaveValue('');
    expect(first).toHaveFocus();
    expect(asked.filter((path) => path === SERVICE)).toHaveLength(2);
  });

  it('says what is wrong, above with the focus and at the field, and keeps all', async () => {
    show(
      small,
      refused(400, {
        message: 'Ungültig',
        errors: [
          { field: 'mail', message: 'Das ist keine Adresse.' },
          { field: 'name', message: 'Bitte ausfüllen.' },
        ],
      }),
    );
    await screen.findByText('Absenden');
    fireEvent.click(screen.getByLabelText(/Antwort/));
    type('E-Mail', 'ada');
    send();
    const summary = await screen.findByRole('group', {
      name: /Bitte prüfen Sie/,
    });
    expect(summary).toHaveFocus();
    // In the order of the form.
    const links = within(summary).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Ihr Name: Bitte ausfüllen.',
      'E-Mail: Das ist keine Adresse.',
    ]);
    const field = screen.getByLabelText(/^E-Mail/);
    fireEvent.click(links[1]);
    expect(field).toHaveFocus();
    expect(field).toHaveValue('ada');
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(field).toHaveAccessibleDescription(
      'Das ist keine Adresse. Für die Antwort',
    );
  });

  it.each([
    [refused(0), /keine Antwort.*noch da.*nur einmal/],
    [
      refused(429, { message: 'Bitte in 5 min noch einmal.' }),
      /in 5 min.*noch da/,
    ],
    [
      refused(409, { type: 'IdempotencyConflict', message: 'Key' }),
      /schon angekommen/,
    ],
    // The form is at fault, and nothing was saved.
    [
      refused(409, {
        type: 'Conflict',
        message: 'Nicht richtig eingerichtet.',
      }),
      'Nicht richtig eingerichtet.',
    ],
    [refused(413), /zu groß.*höchstens 23 MB.*noch da/],
    [
      refused(400, { errors: [{ field: 'guard', message: 'Zu lange.' }] }),
      /neu geladen.*noch da/,
    ],
    [refused(500), /leider nicht geklappt/],
  ])('explains %j', async (answer, words) => {
    show(small, answer);
    await screen.findByText('Absenden');
    type('Ihr Name', 'Ada');
    send();
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByLabelText(/^Ihr Name/)).toHaveValue('Ada');
    expect(screen.getByText('Absenden')).toHaveAttribute(
      'aria-disabled',
      'false',
    );
  });

  it('is sent once at a time, and again under the same key', async () => {
    let answers = 0;
    const { calls } = show(small, () => {
      answers += 1;
      return answers === 1 ? refused(0) : thanks;
    });
    await screen.findByText('Absenden');
    send();
    send();
    await screen.findByText(/keine Antwort/);
    expect(calls).toHaveLength(1);
    send();
    await screen.findByText('Danke schön');
    const keys = calls.map((call) => call[3]['Idempotency-Key']);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it.each([
    ['IdempotencyConflict', true],
    ['Conflict', false],
  ])('is another submission after one has arrived: %s', async (type, isNew) => {
    let answers = 0;
    const { calls } = show(small, () => {
      answers += 1;
      return answers === 1 ? refused(409, { type, message: 'So.' }) : thanks;
    });
    await screen.findByText('Absenden');
    send();
    await screen.findByText(isNew ? /schon angekommen/ : 'So.');
    send();
    await screen.findByText('Danke schön');
    const keys = calls.map((call) => call[3]['Idempotency-Key']);
    expect(keys[1] !== keys[0]).toBe(isNew);
  });

  it('waits by itself when somebody was faster than people are thought to be', async () => {
    let answers = 0;
    const { calls } = show(small, () => {
      answers += 1;
      return answers === 1
        ? refused(429, { message: 'Zu schnell.' }, { 'retry-after': '1' })
        : thanks;
    });
    await screen.findByText('Absenden');
    send();
    await screen.findByText('Danke schön');
    expect(calls).toHaveLength(2);
  });

  it('empties the hidden field that a browser has filled in', async () => {
    let answers = 0;
    const { calls, container } = show(small, () => {
      answers += 1;
      return answers === 1
        ? refused(400, {
            errors: [{ field: 'website', message: 'Bitte leer lassen.' }],
          })
        : thanks;
    });
    await screen.findByText('Absenden');
    type('Ihr Name', 'Ada');
    const trap = container.querySelector('[name=website]') as HTMLInputElement;
    fireEvent.change(trap, { target: { value: 'https://ada.example' } });
    send();
    expect(
      await screen.findByText(/verborgenes Feld.*noch einmal.*noch da/),
    ).toBeVisible();
    expect(trap).toHaveValue('');
    send();
    await screen.findByText('Danke schön');
    expect(calls[0][2].guard.website).toBe('https://ada.example');
    expect(calls[1][2].guard.website).toBe('');
    expect(calls[1][2].data.name).toBe('Ada');
  });

  it('puts no colon behind a question', async () => {
    const properties = {
      ...small.schema.properties,
      name: { title: 'Wie heißen Sie?' },
    };
    show(
      { ...small, schema: { ...small.schema, properties } },
      refused(400, { errors: [{ field: 'name', message: 'Bitte sagen.' }] }),
    );
    await screen.findByText('Absenden');
    send();
    expect(
      await screen.findByRole('link', { name: 'Wie heißen Sie? Bitte sagen.' }),
    ).toBeVisible();
  });

  it('asks another question when the answer was wrong', async () => {
    const form = {
      ...everyKind,
      guard: { ...everyKind.guard!, token: 't2' },
    };
    let asked = 0;
    const { calls } = renderWithApi(PATH, <FormView content={content} />, {
      [`GET ${SERVICE}`]: () => {
        asked += 1;
        return asked === 1 ? everyKind : form;
      },
      [`POST ${SERVICE}`]: refused(400, {
        errors: [{ field: 'frage', message: 'Das stimmt nicht.' }],
      }),
    });
    await screen.findByText('Absenden');
    type('Wie viel', 'vier');
    type('Ihr Name', 'Ada');
    send();
    await screen.findByText('Das stimmt nicht.');
    await waitFor(() =>
      expect(screen.getByLabelText(/^Wie viel/)).toHaveValue(''),
    );
    expect(screen.getByLabelText(/^Ihr Name/)).toHaveValue('Ada');
    send();
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1][2].guard.token).toBe('t2');
  });

  it('does not send a file that is too large; it can be taken out again', async () => {
    const { calls } = show(everyKind);
    await screen.findByText('Absenden');
    const input = screen.getByLabelText(/^Anlage/);
    const file = new File(['x'.repeat(3000)], 'plan.pdf');
    fireEvent.change(input, { target: { files: [file] } });
    expect(screen.getByText(/Gewählt: plan.pdf \(3 KB\)/)).toBeVisible();
    // Said at once, and when it is sent.
    expect(input).toHaveAccessibleDescription(/Sie hat 3 KB.*höchstens 2 KB/);
    send();
    expect(
      await screen.findByRole('link', { name: /Anlage: .*höchstens 2 KB/ }),
    ).toBeVisible();
    expect(calls).toEqual([]);
    fireEvent.click(
      screen.getByRole('button', { name: 'Datei plan.pdf entfernen' }),
    );
    expect(screen.queryByText(/Gewählt/)).toBeNull();
    expect(screen.queryByText(/höchstens 2 KB/)).toBeNull();
    expect(input).toHaveFocus();
  });

  it('does not send a file of another kind, nor more than the API takes', async () => {
    const { calls } = show(everyKind);
    await screen.findByText('Absenden');
    const choose = (label: RegExp, file: File) =>
      fireEvent.change(screen.getByLabelText(label), {
        target: { files: [file] },
      });
    expect(screen.getByLabelText(/^Foto/)).toHaveAttribute('accept', 'image/*');
    choose(/^Foto/, new File(['x'], 'x.txt', { type: 'text/plain' }));
    choose(/^Anlage/, new File(['x'], 'Plan.ODT', { type: 'x/y' }));
    send();
    const summary = await screen.findByRole('group', {
      name: /Bitte prüfen Sie/,
    });
    expect(
      within(summary)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringMatching(/^Foto: .*nicht möglich.*Bilder/)]);
    expect(calls).toEqual([]);

    const large = new File(['x'], 'x.png', { type: 'image/png' });
    Object.defineProperty(large, 'size', { value: 23 * 1024 * 1024 });
    choose(/^Foto/, large);
    expect(screen.queryByText(/nicht möglich/)).toBeNull();
    send();
    expect(
      await screen.findByRole('link', {
        name: /^Foto: Alle Dateien zusammen.*höchstens 23 MB/,
      }),
    ).toBeVisible();
    expect(calls).toEqual([]);
  });

  it('names its first part only beside others', async () => {
    const { fieldsets } = everyKind.uischema;
    const named = { ...fieldsets[0], title: 'Ihr Anliegen' };
    const withFirst = (first: object[]) => ({
      ...everyKind,
      uischema: { ...everyKind.uischema, fieldsets: first as any },
    });
    const { unmount } = show(withFirst([named, fieldsets[1]]));
    expect(
      within(
        await screen.findByRole('group', { name: 'Ihr Anliegen' }),
      ).getByLabelText(/^Ihr Name/),
    ).toBeVisible();
    unmount();
    show(withFirst([named]));
    await screen.findByText('Absenden');
    expect(screen.queryByText('Ihr Anliegen')).toBeNull();
  });

  it('says so when it is not set up correctly', async () => {
    const message = 'Seine Fragen sind nicht richtig eingerichtet.';
    show(refused(409, { type: 'Conflict', message }) as any);
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
    expect(screen.queryByText(/Verbindung/)).toBeNull();
  });

  it('says how long is kept what was sent', async () => {
    const { unmount } = show({ ...small, retention_days: 90 });
    expect(
      await screen.findByText(/wird nach 90 Tagen gelöscht/),
    ).toContainElement(screen.getByRole('link', { name: /Ihren Daten/ }));
    unmount();
    show({ ...small, retention_days: null });
    await screen.findByText('Absenden');
    expect(screen.queryByText(/gelöscht/)).toBeNull();
  });

  it('can be filled in beforehand by a link', async () => {
    const { asked, calls } = renderWithApi(
      `${PATH}?form.widgets.name=Ada&other=1`,
      <FormView content={content} />,
      { [`GET ${SERVICE}`]: small, [`POST ${SERVICE}`]: thanks },
    );
    await screen.findByText('Absenden');
    expect(asked).toEqual([`${SERVICE}?form.widgets.name=Ada`]);
    send();
    await screen.findByText('Danke schön');
    expect(calls[0][1]).toBe(SERVICE);
  });

  it('leads on where its makers want', async () => {
    const { at } = show(small, { ...thanks, redirect: '/wissen' });
    await screen.findByText('Absenden');
    send();
    await waitFor(() => expect(at.current).toBe('/wissen'));
  });

  it('leads its makers to what came in and to the form builder, and nobody else', async () => {
    const { unmount } = show(small, thanks, session());
    await screen.findByText('Absenden');
    expect(screen.queryByRole('navigation')).toBeNull();
    unmount();
    show(small, thanks, {
      ...session(),
      actions: { actions: { object: [{ id: 'edit' }] } },
    });
    expect(screen.getByRole('link', { name: 'Einsendungen' })).toHaveAttribute(
      'href',
      `${PATH}/einsendungen`,
    );
    expect(
      screen.getByRole('link', { name: /Formularbaukasten/ }),
    ).toHaveAttribute('href', `/klassisch${PATH}/fields`);
  });
});
