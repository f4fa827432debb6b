import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { CALL, SPACE, day, newApplication, step } from '../grants';
import { become, begin, confirm, send } from '../grants-staff';
import {
  collectConsoleErrors,
  expectAccessible,
  login,
  logout,
  open,
} from '../helpers';
import { MUSTERSTADT, session } from '../people';

// Micro grants as the municipality sees them, and one of them from the call to the settlement, clicked by five people.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const FORM = '/einreichen/foerderantrag';
/** In the demo the proof of use of this one is due. */
const PROOF_DUE = `${SPACE}/antrag-beratung-nachbarschaftshilfe`;

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const heading = (page: Page, number: number) =>
  expect(
    page.getByRole('heading', { name: new RegExp(`^Schritt ${number} von`) }),
  ).toBeFocused();

const next = async (page: Page, number: number) => {
  await expectAccessible(page, { include: 'main' });
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await heading(page, number);
};

const addRow = (page: Page, table: string) =>
  page
    .getByRole('group', { name: table, exact: true })
    .getByRole('button', { name: 'Zeile hinzufügen' })
    .click();

const fits = async (page: Page) =>
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    ),
  ).toBeLessThanOrEqual(0);

/** The path of the application that the form writes. */
const written = (page: Page) =>
  new URL(page.url()).searchParams.get('text') as string;

test('from the draft to the settlement, clicked by five people', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const title = `Werkstatt ${Date.now()}`;
  const errors = collectConsoleErrors(page);
  await login(page, 'koordination-a', PASSWORD);
  await open(page, CALL);
  await expectAccessible(page, { include: 'main' });
  await page.getByRole('link', { name: 'Förderung beantragen' }).click();
  await page.getByLabel('Titel der Maßnahme').fill(title);
  await expectAccessible(page, { include: 'main' });
  await page.getByRole('button', { name: 'Beginnen' }).click();

  await expect(
    page.getByRole('heading', { name: /^Schritt 1 von 9/ }),
  ).toBeVisible();
  const path = written(page);
  const steps = page.getByRole('navigation', { name: 'Schritte' });
  await expect(steps.getByRole('link', { name: /^Konto/ })).toContainText(
    '2 Angaben fehlen',
  );
  await page.getByLabel('Kurzfassung').fill('Ein Werkstatttag für alle.');
  await page
    .getByLabel('Bezug zum demografischen Wandel')
    .fill('Viele werden älter.');
  await page.getByLabel('Wohnen', { exact: true }).check();
  await page.getByLabel('Zielgruppen').fill('Jugendliche\nÄltere');
  await next(page, 2);

  await addRow(page, 'Ziele');
  await page.getByLabel('Ziel, Zeile 1').fill('Drei Vorhaben');
  await page
    .getByLabel(/^Woran man erkennt.*, Zeile 1$/)
    .fill('Eines beginnt bald.');
  await page.getByLabel('Maßnahmen').fill('Ein Werkstatttag.');
  await next(page, 3);

  // A reload loses nothing, and neither does another page.
  await page.getByLabel('Beginn').fill(day(20));
  await page.getByLabel('Ende').fill(day(40));
  await addRow(page, 'Termine');
  await page.getByLabel('Tag, Zeile 1').fill(day(30));
  await page.getByLabel('Was geschieht, Zeile 1').fill('Werkstatttag');
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Gespeichert.' }),
  ).toBeFocused();
  await open(page, path);
  await page.getByRole('link', { name: 'Antrag bearbeiten' }).click();
  await steps.getByRole('link', { name: /^Zeitraum und Partner/ }).click();
  await heading(page, 3);
  await expect(page.getByLabel('Beginn')).toHaveValue(day(20));
  await next(page, 4);

  // Two readings of an amount are refused at the cell; what was typed stays.
  await addRow(page, 'Kostenplan');
  await page.getByLabel('Kostenart, Zeile 1').selectOption('Moderation');
  await page.getByLabel('Bezeichnung, Zeile 1').fill('Werkstatttag');
  await page.getByLabel(/^Anzahl.*, Zeile 1$/).fill('1');
  await page.getByLabel('Satz (€), Zeile 1').fill('1.234');
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await expect(page.getByLabel('Satz (€), Zeile 1')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByLabel('Satz (€), Zeile 1').fill('60,00');
  await page.getByLabel('Beantragter Betrag (EUR)').fill('60');
  await expect(page.getByText('Unser Budget')).toBeVisible();
  await next(page, 5);

  await page.getByLabel('Amt oder Fachbereich').fill('Stabsstelle');
  await page.getByLabel('Ansprechperson', { exact: true }).fill('Kim Beispiel');
  await page
    .getByLabel('E-Mail-Adresse der Ansprechperson')
    .fill('kim@musterstadt.example');
  await addRow(page, 'Zeichnungsberechtigte');
  await page.getByLabel('Name, Zeile 1').fill('Toni Muster');
  await page.getByLabel('Funktion, Zeile 1').fill('Bürgermeisterin');
  await next(page, 6);

  await page.getByLabel('Zahlungsempfänger').fill('Stadtkasse Musterstadt');
  await page.getByLabel('IBAN').fill('DE89370400440532013001');
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await expect(page.getByLabel('IBAN')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00');
  await next(page, 7);

  for (const box of await page
    .getByRole('group', { name: /was Sie erklären/ })
    .getByRole('checkbox')
    .all()) {
    await box.check();
  }
  await next(page, 8);

  await page.getByLabel('Datei hochladen').setInputFiles({
    name: 'angebot.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 Angebot'),
  });
  await expect(page.getByText('angebot.pdf ist hochgeladen.')).toBeVisible();
  await page.getByLabel('Was ist angebot.pdf?').selectOption('Angebot');
  await next(page, 9);

  await expect(page.getByText(/^Es ist alles da/)).toBeVisible();
  await expectAccessible(page, { include: 'main' });
  const submit = 'Antrag einreichen';
  await page.getByRole('button', { name: submit }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByRole('button', { name: submit }).click();
  await expect(page.locator('h1')).toHaveText(title);
  const main = page.locator('main');
  await expect(main).toContainText('Eingereicht');
  await expect(main).toContainText(/ZkD-\d{4}-\d{4}/);
  await expect(main).toContainText('DE89');
  await expect(main).not.toContainText('DE89370400440532013000');
  await expectAccessible(page, { include: 'main' });
  const paper = main
    .getByRole('region', { name: 'Schreiben und Unterlagen' })
    .getByRole('link')
    .first();
  const pdf = await page.request.get(
    (await paper.getAttribute('href')) as string,
  );
  expect(pdf.headers()['content-type']).toBe('application/pdf');

  // Somebody examines and proposes, somebody else approves, finance pays and asks for the proof.
  await become(page, 'pruefung');
  await open(page, path);
  const examine = 'Prüfung beginnen';
  await send(page, await begin(page, examine), examine, /ist in Prüfung/);
  const propose = 'Entscheidung vorschlagen';
  const proposal = await begin(page, propose);
  for (const point of await proposal.getByRole('checkbox').all()) {
    await point.check();
  }
  await proposal.getByLabel('Gründe').fill('Der Bezug ist klar.');
  await proposal
    .getByLabel(/^Bedingungen/)
    .fill('Bitte nennen Sie die Förderung.');
  await send(page, proposal, propose, /Eine andere Person entscheidet/);
  await become(page, 'entscheidung');
  await open(page, path);
  const approval = await begin(page, 'Bewilligen');
  await confirm(approval);
  await send(page, approval, 'Bewilligen', /Der Antrag ist bewilligt/);
  await become(page, 'finanzen');
  await open(page, path);
  const pay = 'Auszahlung eintragen';
  await page.getByRole('button', { name: pay, exact: true }).click();
  await dialog.getByLabel('Tag der Auszahlung').fill(day(0));
  await send(page, dialog, pay, /ist eingetragen/);
  const ask = 'Nachweis anfordern';
  await send(page, await begin(page, ask), ask, /um den Nachweis gebeten/);

  await become(page, 'koordination-a');
  await open(page, path);
  await expect(main.getByRole('region', { name: 'Bewilligung' })).toContainText(
    'Bitte nennen Sie die Förderung.',
  );
  await page
    .getByRole('link', { name: 'Verwendungsnachweis schreiben' })
    .click();
  await page.getByLabel('Bericht').fill('Der Werkstatttag fand statt.');
  await page.getByLabel('Was erreicht wurde, Zeile 1').fill('Zwei laufen.');
  await next(page, 2);
  await addRow(page, 'Belege');
  await page.getByLabel('Tag, Zeile 1').fill(day(0));
  await page.getByLabel('An wen gezahlt, Zeile 1').fill('Büro Beispiel');
  await page.getByLabel('Wofür, Zeile 1').fill('Moderation');
  await page.getByLabel('Kostenart, Zeile 1').selectOption('Moderation');
  await page.getByLabel('Betrag (€), Zeile 1').fill('50,00');
  await expect(
    page
      .getByRole('table', { name: 'Geplant und ausgegeben' })
      .getByRole('row', { name: /^Moderation/ }),
  ).toContainText(/60,00\s€.*50,00\s€.*10,00\s€/);
  await next(page, 3);
  await page.getByLabel('Datei hochladen').setInputFiles({
    name: 'rechnung.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 Rechnung'),
  });
  await page.getByLabel('Was ist rechnung.pdf?').selectOption('Beleg');
  await next(page, 4);
  await expectAccessible(page, { include: 'main' });
  const prove = 'Verwendungsnachweis einreichen';
  await page.getByRole('button', { name: prove }).click();
  await dialog.getByRole('button', { name: prove }).click();
  await expect(main).toContainText('Nachweis in Prüfung');
  await expect(main).toContainText('Büro Beispiel');

  // An examiner who did not approve settles it.
  await become(page, 'pruefung-2');
  await open(page, path);
  const settlement = await begin(page, 'Abschließen');
  await confirm(settlement);
  await send(page, settlement, 'Abschließen', /Der Antrag ist abgeschlossen/);
  await become(page, 'koordination-a');
  await open(page, path);
  await expect(main).toContainText('Abgeschlossen');
  await expect(main.getByRole('region', { name: 'Abschluss' })).toContainText(
    /50\s€/,
  );
  await expectAccessible(page, { include: 'main' });
  expect(errors.filter((text) => !/\b400\b/.test(text))).toEqual([]);
});

test('editing and adding lead to the form, not to the editor', async ({
  page,
}) => {
  const api = await session('mitglied-a');
  const path = await newApplication(api, `Wege ${Date.now()}`);
  await login(page, 'mitglied-a', PASSWORD);
  for (const [address, leads] of [
    [`${path}/edit`, `${FORM}?text=${encodeURIComponent(path)}`],
    [
      `${SPACE}/add?type=GrantApplication`,
      `${FORM}?raum=${encodeURIComponent(SPACE)}`,
    ],
  ]) {
    await open(page, address);
    expect(page.url()).toContain(leads);
  }
  // From the toolbar, too.
  await open(page, path);
  await page
    .locator('#toolbar')
    .getByRole('link', { name: /Bearbeiten/ })
    .click();
  await expect(
    page.getByRole('heading', { name: /^Schritt 1 von 9/ }),
  ).toBeVisible();
  // Members write; a coordinator submits.
  await page
    .getByRole('navigation', { name: 'Schritte' })
    .getByRole('link', { name: /^Zusammenfassung/ })
    .click();
  await expect(
    page.getByText(/von der Koordination Ihrer Kommune/),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Antrag einreichen' }),
  ).toHaveCount(0);
});

test('the check leads to what is missing', async ({ page }) => {
  const api = await session('koordination-a');
  const path = await newApplication(api, `Lücken ${Date.now()}`, {
    payee: '',
    cost_plan: [
      { category: '', description: 'Tag', units: '1', rate: '60.00' },
    ],
  });
  await login(page, 'koordination-a', PASSWORD);
  await open(page, `${FORM}?text=${encodeURIComponent(path)}&schritt=9`);
  const main = page.locator('main');
  await main
    .getByRole('link', { name: 'Es fehlt: Zahlungsempfänger.' })
    .click();
  await expect(page.getByLabel('Zahlungsempfänger')).toBeFocused();
  await page.goBack();
  await main
    .getByRole('link', { name: /^Dieses Feld der Tabelle/ })
    .first()
    .click();
  await expect(page.getByLabel('Kostenart, Zeile 1')).toBeFocused();
  // Who submits nevertheless is told what is missing, and nothing is lost.
  await page.goBack();
  await page.getByRole('button', { name: 'Antrag einreichen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Antrag einreichen' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Zahlungsempfänger');
});

test('who asks for more than is left is told how much that is', async ({
  page,
}) => {
  const api = await session('koordination-a');
  const path = await newApplication(api, `Zu viel ${Date.now()}`, {
    cost_plan: [1, 2, 3, 4, 5].map((number) => ({
      category: 'travel',
      description: `Fahrt ${number}`,
      units: '1',
      rate: '980.00',
    })),
    amount_requested: '4900.00',
  });
  const { body: application } = await api.get(path);
  const { body: budget } = await api.get(
    `/@grant-budget?municipality=${MUSTERSTADT}&year=${application.year}`,
  );
  await login(page, 'koordination-a', PASSWORD);
  await open(page, `${FORM}?text=${encodeURIComponent(path)}&schritt=9`);
  await page.getByRole('button', { name: 'Antrag einreichen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Antrag einreichen' }).click();
  const left = Number(budget.available).toLocaleString('de-DE', {
    minimumFractionDigits: 2,
  });
  await expect(dialog.getByRole('alert')).toContainText(left);
  await page.keyboard.press('Escape');
  expect((await api.get(path)).body.review_state).toBe('draft');
});

test('a request is answered, and a submitted application is withdrawn', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const api = await session('koordination-a');
  const path = await newApplication(api, `Rückfrage ${Date.now()}`);
  await step('koordination-a', path, 'submit');
  await step('pruefung', path, 'return', { comment: 'Bitte mehr zum Ablauf.' });
  await login(page, 'koordination-a', PASSWORD);
  await open(page, path);
  const request = page.getByRole('region', {
    name: 'Die Förderprüfung bittet um Ergänzungen',
  });
  await expect(request).toContainText('Bitte mehr zum Ablauf.');
  await expect(request).toContainText('wieder ein');
  await expectAccessible(page, { include: 'main' });
  await page.getByRole('link', { name: 'Antrag ergänzen' }).click();
  await expect(request).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Schritte' })
    .getByRole('link', { name: /^Ziele und Maßnahmen/ })
    .click();
  await page.getByLabel('Maßnahmen').fill('Ein Gespräch am Vormittag.');
  // Not saved by a button: going on to another step saves, too.
  await page
    .getByRole('navigation', { name: 'Schritte' })
    .getByRole('link', { name: /^Zusammenfassung/ })
    .click();
  await expect(page.locator('main')).toContainText(
    'Ein Gespräch am Vormittag.',
  );
  await page.getByRole('button', { name: 'Antrag einreichen' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Antrag einreichen' })
    .click();
  await expect(page.locator('main')).toContainText('Eingereicht');
  expect((await api.get(path)).body.measures).toBe(
    'Ein Gespräch am Vormittag.',
  );

  const withdraw = 'Antrag zurückziehen';
  await page.getByRole('button', { name: withdraw }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: withdraw }).click();
  await expect(dialog.getByLabel(/^Warum/)).toBeFocused();
  await dialog.getByLabel(/^Warum/).fill('Wir lösen es anders.');
  await dialog.getByRole('button', { name: withdraw }).click();
  await expect(page.getByText('Der Antrag ist zurückgezogen.')).toBeVisible();
  await expect(page.locator('main')).toContainText('Zurückgezogen');
  await expect(page.getByRole('button', { name: withdraw })).toHaveCount(0);
});

test('several carriers share, and the form tells what does not fit', async ({
  page,
}) => {
  const api = await session('koordination-a');
  const path = await newApplication(api, `Gemeinsam ${Date.now()}`);
  await login(page, 'koordination-a', PASSWORD);
  await open(page, `${FORM}?text=${encodeURIComponent(path)}&schritt=5`);
  for (const [row, name, amount] of [
    [1, 'Musterstadt', '40'],
    [2, 'Beispielhausen', '10'],
  ] as const) {
    await addRow(page, 'Budgetträger');
    const field = page
      .getByRole('group', { name: `Kommune, Zeile ${row}` })
      .getByRole('combobox');
    await field.fill(name);
    await page
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click();
    await page.getByLabel(`Anteil (€), Zeile ${row}`).fill(amount);
  }
  await page
    .getByRole('navigation', { name: 'Schritte' })
    .getByRole('link', { name: /^Zusammenfassung/ })
    .click();
  await expect(
    page.getByRole('link', { name: /Anteile ergeben 50,00/ }),
  ).toBeVisible();
});

test('others see neither form nor application', async ({ page }) => {
  const api = await session('koordination-a');
  const path = await newApplication(api, `Geheim ${Date.now()}`);
  const form = `${FORM}?text=${encodeURIComponent(path)}`;
  const begin = `${FORM}?raum=${encodeURIComponent(SPACE)}`;
  for (const person of ['', 'mitglied-b']) {
    if (person) await login(page, person, PASSWORD);
    for (const address of [form, path, begin]) {
      await open(page, address);
      await expect(page.locator('main')).not.toContainText('Geheim');
      await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
    }
    await logout(page);
  }
  // The call is for everybody; who can apply is said.
  await open(page, CALL);
  await expect(page.locator('main')).toContainText(
    'Kommunen, die im Netzwerk mitmachen',
  );
  await expect(
    page.getByRole('link', { name: 'Förderung beantragen' }),
  ).toHaveCount(0);
});

test('on a phone every step fits and can be used by keyboard', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const api = await session('koordination-a');
  const path = await newApplication(api, `Telefon ${Date.now()}`);
  await page.setViewportSize({ width: 375, height: 800 });
  await login(page, 'koordination-a', PASSWORD);
  for (const [text, count] of [
    [path, 9],
    [PROOF_DUE, 4],
  ] as const) {
    for (let number = 1; number <= count; number += 1) {
      await open(
        page,
        `${FORM}?text=${encodeURIComponent(text)}&schritt=${number}`,
      );
      await expect(
        page.getByRole('heading', {
          name: `Schritt ${number} von ${count}`,
        }),
      ).toBeVisible();
      await fits(page);
      await expectAccessible(page, { include: 'main' });
    }
  }
  await open(page, `${FORM}?text=${encodeURIComponent(path)}&schritt=4`);
  const add = page
    .getByRole('group', { name: 'Kostenplan', exact: true })
    .getByRole('button', { name: 'Zeile hinzufügen' });
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Kostenart, Zeile 2')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Fahrt');
  await expect(page.getByLabel('Bezeichnung, Zeile 2')).toHaveValue('Fahrt');
  await page.getByRole('button', { name: 'Zeile 2 nach oben' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Bezeichnung, Zeile 1')).toHaveValue('Fahrt');
  await expect(
    page.getByRole('button', { name: 'Zeile 1 nach unten' }),
  ).toBeFocused();
  await fits(page);
  await open(page, path);
  await fits(page);
  await expectAccessible(page, { include: 'main' });
});
