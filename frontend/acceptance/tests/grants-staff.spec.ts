import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { day, newApplication, step } from '../grants';
import { become, begin, confirm, send } from '../grants-staff';
import {
  collectConsoleErrors,
  expectAccessible,
  login,
  logout,
  open,
} from '../helpers';
import { BEISPIELHAUSEN, SECRET, newMember, session } from '../people';

// The staff's side of a micro grant: five people take an application from its submission to the
// settlement. What the municipality does is done over REST here; grants.spec.ts clicks all of it.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

/** Nothing is wider than the screen. */
const fits = async (page: Page) =>
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    ),
  ).toBeLessThanOrEqual(0);

/** A submitted application of Musterstadt; its path and number. */
async function submitted(title: string) {
  const path = await newApplication(await session('koordination-a'), title);
  const { number } = await step('koordination-a', path, 'submit');
  return { path, number: number as string };
}

test('five people take an application from submission to settlement', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const title = `Werkstatt ${Date.now()}`;
  const { path, number } = await submitted(title);
  const errors = collectConsoleErrors(page);

  // The examiner finds it from the section of the grants, examines and proposes.
  await become(page, 'pruefung');
  await open(page, '/foerderung');
  await page.getByRole('link', { name: 'Zu den Förderanträgen' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Förderanträge' }),
  ).toBeVisible();
  await page.getByLabel('Aktenzeichen oder Titel').fill(title);
  await page
    .getByRole('button', { name: 'Suchen', exact: true })
    .last()
    .click();
  await expect(page.getByText('1 Antrag', { exact: true })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: number });
  await expect(row).toContainText('Musterstadt');
  await expect(row).toContainText('Förderprüfung');
  await expectAccessible(page, { include: 'main' });
  await row.getByRole('link', { name: title }).click();
  await send(
    page,
    await begin(page, 'Prüfung beginnen'),
    'Prüfung beginnen',
    /ist in Prüfung/,
  );
  await expectAccessible(page, { include: 'main' });
  const proposal = await begin(page, 'Entscheidung vorschlagen');
  for (const point of await proposal.getByRole('checkbox').all()) {
    await point.check();
  }
  const amount = proposal.getByLabel('Vorgeschlagener Betrag (EUR)');
  await expect(amount).toHaveValue('60,00');
  await amount.fill('60,01');
  await proposal.getByLabel('Gründe').fill('Der Bezug ist klar.');
  await proposal.getByLabel(/^Bedingungen/).fill('Bitte nennen Sie uns.');
  await proposal
    .getByRole('button', { name: 'Entscheidung vorschlagen' })
    .click();
  await expect(amount).toBeFocused();
  await expect(amount).toHaveAccessibleDescription(/mehr als 60,00/);
  await amount.fill('55');
  await send(
    page,
    proposal,
    'Entscheidung vorschlagen',
    /Eine andere Person entscheidet/,
  );
  await expect(page.locator('main')).toContainText('nichts zu tun');

  // Somebody who could decide declares a conflict of interest, for good.
  await become(page, 'entscheidung-2');
  await open(page, path);
  await expect(page.getByText('Der Bezug ist klar.')).toBeVisible();
  await page
    .getByRole('button', { name: 'Interessenkonflikt erklären' })
    .click();
  const conflict = page.getByRole('dialog');
  await expectAccessible(page, { include: 'dialog' });
  await send(
    page,
    conflict,
    'Interessenkonflikt erklären',
    /Interessenkonflikt ist festgehalten/,
  );
  await expect(
    page.getByRole('button', { name: 'Bewilligen', exact: true }),
  ).toHaveCount(0);
  await expect(page.getByText('Der Bezug ist klar.')).toHaveCount(0);

  // Another person approves what was proposed, after confirming that it is final.
  await become(page, 'entscheidung');
  await open(page, '/foerderantraege');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Der Bezug ist klar.')).toBeVisible();
  await expectAccessible(page, { include: 'main' });
  const approval = await begin(page, 'Bewilligen');
  await expect(approval.getByLabel('Bewilligter Betrag (EUR)')).toHaveValue(
    '55,00',
  );
  await approval.getByRole('button', { name: 'Bewilligen' }).click();
  await expect(
    approval.getByLabel(/dass dieser Schritt endgültig ist/),
  ).toBeFocused();
  await confirm(approval);
  await send(page, approval, 'Bewilligen', /Der Antrag ist bewilligt/);
  const letter = await (await session('koordination-a')).get(`${path}/@papers`);
  expect(letter.body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
    'application',
    'approval',
  ]);

  // Finance saves the list with IBANs, notes the payment, and asks for the proof.
  await become(page, 'finanzen');
  await open(page, '/foerderantraege/auszahlungen');
  await expectAccessible(page, { include: 'main' });
  await page.getByRole('button', { name: /Mit vollständigen IBANs/ }).click();
  const saving = page.getByRole('dialog');
  await expect(saving).toContainText('wird festgehalten');
  await saving.getByLabel('CSV').check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    saving.getByRole('button', { name: 'Mit IBANs speichern' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('auszahlungen.csv');
  await expect(page.getByText(/festgehalten, dass Sie/)).toBeVisible();
  await page
    .getByRole('button', { name: `Auszahlung eintragen: ${number}` })
    .click();
  const payment = page.getByRole('dialog');
  await expect(payment.getByLabel('Ausgezahlter Betrag (EUR)')).toHaveValue(
    '55,00',
  );
  await payment.getByLabel('Tag der Auszahlung').fill(day(2));
  await payment.getByRole('button', { name: 'Auszahlung eintragen' }).click();
  await expect(payment.getByLabel('Tag der Auszahlung')).toBeFocused();
  await expectAccessible(page, { include: 'dialog' });
  await payment.getByLabel('Tag der Auszahlung').fill(day(0));
  await send(page, payment, 'Auszahlung eintragen', /ist eingetragen/);
  await open(page, path);
  await expect(page.locator('main')).toContainText(/55\s€ wurden am/);
  await send(
    page,
    await begin(page, 'Nachweis anfordern'),
    'Nachweis anfordern',
    /um den Nachweis gebeten/,
  );

  // The municipality proves the use (REST); another examiner than the first settles.
  const municipality = await session('koordination-a');
  const proof = await municipality.patch(path, {
    proof_report: 'Das Gespräch fand statt.',
    proof_goals: [{ goal: 'Ein Plan', result: 'Er liegt vor.' }],
    receipts: [
      {
        date: day(0),
        payee: 'Büro Beispiel',
        reason: 'Gespräch',
        category: 'moderation',
        amount: '50',
      },
    ],
  });
  expect(proof.status, JSON.stringify(proof.body)).toBe(204);
  await step('koordination-a', path, 'submit_proof');
  await become(page, 'pruefung-2');
  await open(page, path);
  const settlement = await begin(page, 'Abschließen');
  await expect(settlement.getByLabel('Anerkannter Betrag (EUR)')).toHaveValue(
    '50,00',
  );
  await confirm(settlement);
  await send(page, settlement, 'Abschließen', /Der Antrag ist abgeschlossen/);
  await expectAccessible(page, { include: 'main' });

  // Everything is on record, as a list and as a file.
  await page.getByText('Verlauf dieses Antrags zeigen').click();
  const record = page.locator('.zr-audit');
  for (const words of ['Bewilligen', 'Auszahlung', 'Paula Prüfblatt']) {
    await expect(record).toContainText(words);
  }
  await expectAccessible(page, { include: 'main' });
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Verlauf als CSV speichern' }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/-verlauf\.csv$/);
  expect(errors.filter((error) => !/400/.test(error))).toEqual([]);
});

test('rarer steps: sent back, rejected, a payment taken back, a proof returned, money reclaimed', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const write = (dialog: Locator, text: string) =>
    dialog.getByRole('textbox').last().fill(text);
  const propose = async (path: string) =>
    step('pruefung', path, 'propose', {
      amount: '60.00',
      reasons: 'Der Bezug ist klar.',
      checklist: [],
    });
  const { path } = await submitted(`Fahrt ${Date.now()}`);
  await step('pruefung', path, 'examine');
  await propose(path);
  await become(page, 'entscheidung');
  await open(page, path);
  const again = 'An die Prüfung zurückgeben';
  const back = await begin(page, again);
  await write(back, 'Bitte die Kosten noch einmal ansehen.');
  await send(page, back, again, /wieder bei der Prüfung/);
  await propose(path);
  await open(page, path);
  const rejection = await begin(page, 'Ablehnen');
  await rejection.getByLabel('Gründe').fill('Es fehlt der Bezug.');
  await confirm(rejection);
  await send(page, rejection, 'Ablehnen', /Der Antrag ist abgelehnt/);
  await expect(page.locator('main')).toContainText('Es fehlt der Bezug.');

  const { path: other } = await submitted(`Rat ${Date.now()}`);
  await step('pruefung', other, 'examine');
  await propose(other);
  await step('entscheidung', other, 'approve');
  const finance = await session('finanzen');
  const paid = { day: day(0), amount: '60.00' };
  expect((await finance.post(`${other}/@payment`, paid)).status).toBeLessThan(
    300,
  );
  // It was the wrong application: both stay on record.
  await become(page, 'finanzen');
  await open(page, other);
  const mistake = 'Auszahlung zurücknehmen';
  await page.getByRole('button', { name: mistake, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByLabel('Grund').fill('Falscher Antrag.');
  await dialog.getByRole('button', { name: mistake }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('main')).toContainText('Noch nicht ausgezahlt.');
  expect((await finance.post(`${other}/@payment`, paid)).status).toBeLessThan(
    300,
  );
  await step('finanzen', other, 'start_proof');
  const municipality = await session('koordination-a');
  const proof = {
    proof_report: 'Das Gespräch fand statt.',
    proof_goals: [{ goal: 'Ein Plan', result: 'Er liegt vor.' }],
    receipts: [
      {
        date: day(0),
        payee: 'Büro Beispiel',
        reason: 'Gespräch',
        category: 'moderation',
        amount: '50',
      },
    ],
  };
  expect((await municipality.patch(other, proof)).status).toBe(204);
  await step('koordination-a', other, 'submit_proof');
  await become(page, 'pruefung');
  await open(page, other);
  const returning = 'Nachweis zurückgeben';
  const returned = await begin(page, returning);
  await write(returned, 'Bitte die Rechnung beilegen.');
  await send(page, returned, returning, /ihren Nachweis zurück/);
  await step('koordination-a', other, 'submit_proof');
  await open(page, other);
  const reclaim = 'Geld zurückfordern';
  const claim = await begin(page, reclaim);
  await claim.getByLabel('Zurückzuzahlender Betrag (EUR)').fill('10');
  await claim.getByLabel('Gründe').fill('Es wurde weniger ausgegeben.');
  await confirm(claim);
  await send(page, claim, reclaim, /Das Geld ist zurückgefordert/);
  await expect(page.locator('main')).toContainText('Rückforderung');
  await expectAccessible(page, { include: 'main' });
});

test('the pages of the grants office fit a phone, and say the year in figures', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { path } = await submitted(`Gespräch ${Date.now()}`);
  await page.setViewportSize({ width: 375, height: 800 });
  await become(page, 'pruefung');
  for (const address of [
    '/foerderantraege',
    '/foerderantraege?list=all',
    '/foerderantraege/kennzahlen',
    path,
  ]) {
    await open(page, address);
    await expectAccessible(page, { include: 'main' });
    await fits(page);
  }
  const dialog = await begin(page, 'Unterlagen nachfordern');
  await dialog.getByLabel('Was fehlt?').fill('Bitte ein Angebot.');
  await fits(page);
  await send(
    page,
    dialog,
    'Unterlagen nachfordern',
    /Sie kann bis .* antworten/,
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, '/foerderantraege/kennzahlen');
  const budget = page.getByRole('region', { name: /^Budget \d{4}$/ });
  await expect(budget).toContainText(/400\.000\s€/);
  await expect(page.getByRole('region', { name: 'Nach Land' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Als Excel-Tabelle speichern' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^foerderung-\d{4}\.xlsx$/);
});

test('nobody else sees the pages of the grants office', async ({ page }) => {
  test.setTimeout(120_000);
  const { path } = await submitted(`Reise ${Date.now()}`);
  const closed = async (address: string) => {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(401);
    await expect(page.locator('main')).not.toContainText('Musterstadt');
  };
  for (const user of ['koordination-a', 'geschaeftsstelle']) {
    await become(page, user);
    for (const part of ['', '/kennzahlen', '/auszahlungen']) {
      await closed(`/foerderantraege${part}`);
    }
  }
  // Examiners see no payments; coordinators see the record and no step of the office.
  await become(page, 'pruefung');
  await closed('/foerderantraege/auszahlungen');
  await become(page, 'koordination-a');
  await open(page, path);
  await expect(page.getByText('Verlauf dieses Antrags zeigen')).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Für die Förderstelle' }),
  ).toHaveCount(0);
});

test('who holds two roles cannot decide what they have examined, and reads why', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const title = `Fahrdienst ${Date.now()}`;
  const { path } = await submitted(title);
  const person = await newMember('Robin Beide', {
    municipality: BEISPIELHAUSEN,
  });
  const admin = await session('admin');
  for (const group of ['team-foerderpruefung', 'team-foerderentscheidung']) {
    const joined = await admin.patch(`/@groups/${group}`, {
      users: { [person.id]: true },
    });
    expect(joined.status, JSON.stringify(joined.body)).toBe(204);
  }
  await logout(page);
  await login(page, person.email, SECRET);
  await open(page, path);
  await send(
    page,
    await begin(page, 'Prüfung beginnen'),
    'Prüfung beginnen',
    /ist in Prüfung/,
  );
  const proposal = await begin(page, 'Entscheidung vorschlagen');
  for (const point of await proposal.getByRole('checkbox').all()) {
    await point.check();
  }
  await proposal.getByLabel('Gründe').fill('Der Bezug ist klar.');
  await send(
    page,
    proposal,
    'Entscheidung vorschlagen',
    /Eine andere Person entscheidet/,
  );

  const panel = page.getByRole('region', { name: 'Für die Förderstelle' });
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(panel).toContainText('Sie haben diesen Antrag geprüft');
    await expect(
      panel.getByRole('button', { name: 'Bewilligen', exact: true }),
    ).toHaveCount(0);
    await expect(
      panel.getByRole('button', { name: 'Ablehnen', exact: true }),
    ).toHaveCount(0);
    await expectAccessible(page, { include: 'main' });
    await fits(page);
  }
  // It does not wait for them either: somebody else has to decide.
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, '/foerderantraege');
  await expect(page.locator('main')).toContainText('Förderanträge');
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);
  await open(page, '/foerderantraege?list=all');
  await expect(page.getByRole('link', { name: title })).toBeVisible();
});
