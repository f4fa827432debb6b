import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  linkIn,
  login,
  logout,
  mailTo,
  open,
} from '../helpers';
import { newMember, session, SECRET } from '../people';

// Registering for a seminar: as a member with and without a seat, and as a guest.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const inDays = (days: number) =>
  new Date(Date.now() + days * 24 * 3600_000).toISOString();

const QUESTIONS = `<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="meal" type="zope.schema.Choice"><title>Essen</title>
    <values><element>vegetarisch</element><element>mit Fleisch</element></values></field>
  <field name="tours" type="zope.schema.Set"><title>Rundgänge</title><required>False</required>
    <value_type type="zope.schema.Choice"><values><element>Ortskern</element><element>Dorfladen</element></values></value_type></field>
  <field name="children" type="zope.schema.Int"><title>Kinder</title><min>0</min><max>5</max><required>False</required></field>
</schema></model>`;

/** A seminar of the office that is announced to everybody; its path. */
async function newSeminar(fields: object): Promise<string> {
  const office = await session('geschaeftsstelle');
  const made = await office.post('/veranstaltungen', {
    '@type': 'Seminar',
    title: `Treffen ${Date.now()}`,
    start: inDays(10),
    end: inDays(10.1),
    ...fields,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const path = new URL(made.body['@id']).pathname.replace(/^\/Plone/, '');
  await office.post(`${path}/@workflow/announce`);
  return path;
}

async function newForm(): Promise<string> {
  const office = await session('geschaeftsstelle');
  const { body } = await office.post('/formulare', {
    '@type': 'EasyForm',
    title: `Fragen ${Date.now()}`,
    fields_model: QUESTIONS,
  });
  return body.UID;
}

const panel = (page: Page) =>
  page.getByRole('region', { name: 'Ihre Teilnahme' });
const button = (page: Page, name: string) =>
  panel(page).getByRole('button', { name, exact: true });

async function expectWhole(page: Page) {
  await page.setViewportSize({ width: 375, height: 800 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a member registers, sees the seat and gives it up', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const path = await newSeminar({ seats: 2, questions: await newForm() });
  const person = await newMember('Ina Teilnahme');
  await login(page, person.email, SECRET);
  await open(page, path);
  await expect(panel(page)).toContainText('Noch 2 Plätze sind frei');
  await expectAccessible(page);

  await button(page, 'Verbindlich anmelden').click();
  await expect(
    panel(page).getByRole('heading', { name: 'Ihre Anmeldung' }),
  ).toBeFocused();
  await expectAccessible(page);
  await expectWhole(page);

  // What is missing is said; what was typed stays.
  await panel(page).getByLabel('Kinder').fill('9');
  await button(page, 'Verbindlich anmelden').click();
  await expect(
    panel(page).getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
  ).toBeFocused();
  await expect(panel(page).getByLabel('Kinder')).toHaveValue('9');
  await expectAccessible(page);

  await panel(page).getByRole('radio', { name: 'vegetarisch' }).check();
  await panel(page).getByRole('checkbox', { name: 'Dorfladen' }).check();
  await panel(page).getByLabel('Kinder').fill('1');
  await panel(page)
    .getByLabel(/Was brauchen Sie/)
    .fill('Untertitel');
  await panel(page)
    .getByRole('checkbox', { name: /einverstanden/ })
    .check();
  await button(page, 'Verbindlich anmelden').click();
  await expect(panel(page).getByRole('status')).toBeFocused();
  await expect(panel(page).getByRole('status')).toContainText(
    'Sie haben einen Platz',
  );
  await mailTo(person.email, /Sie haben einen Platz/);

  await open(page, path);
  await expect(panel(page)).toContainText('Sie haben einen Platz');
  await expect(panel(page)).toContainText('24 Stunden');
  await expectAccessible(page);
  await expectWhole(page);
  await button(page, 'Ich kann nicht: Platz freigeben').click();
  await expectAccessible(page, { include: 'dialog' });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Platz freigeben' })
    .click();
  await expect(panel(page).getByRole('status')).toContainText(
    'Sie sind abgemeldet',
  );
  await expect(button(page, 'Verbindlich anmelden')).toBeVisible();
  // Bad input answers 400.
  expect(errors.filter((error) => !/400/.test(error))).toEqual([]);
});

test('who waits learns the position, and leaves by the link of the mail', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const path = await newSeminar({ seats: 0 });
  const person = await newMember('Willi Warteliste');
  await login(page, person.email, SECRET);
  await open(page, path);
  await expect(panel(page)).toContainText('Sie wären Platz 1');
  await expectAccessible(page);
  await button(page, 'Auf die Warteliste setzen').click();
  await panel(page)
    .getByRole('checkbox', { name: /einverstanden/ })
    .check();
  await button(page, 'Auf die Warteliste setzen').click();
  await expect(panel(page)).toContainText('Warteliste, Platz 1');
  await expectAccessible(page);

  // Opening the link changes nothing; its button works without a login, once.
  await logout(page);
  const mail = await mailTo(person.email, /Warteliste/);
  const { pathname, search } = new URL(linkIn(mail, '/anmeldung/abmelden/'));
  for (const outcome of ['Sie sind abgemeldet', 'Dieser Link gilt nicht']) {
    await open(page, pathname + search);
    await expect(page.locator('main')).toContainText('Treffen');
    await expectAccessible(page);
    await expectWhole(page);
    await page
      .locator('main')
      .getByRole('button', { name: 'Mich abmelden' })
      .click();
    await expect(page.getByRole('heading', { name: outcome })).toBeFocused();
    await expectAccessible(page);
  }
  expect(errors.filter((error) => !/410/.test(error))).toEqual([]);
});

test('a guest is registered when the mail is confirmed', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const path = await newSeminar({ seats: 1, guests: true });
  const email = `gast.${Date.now()}@post.example`;
  await open(page, path);
  await expectAccessible(page);
  await button(page, 'Als Gast anmelden').click();
  await panel(page).getByLabel('Vor- und Nachname').fill('Gerda Gast');
  await panel(page).getByLabel('E-Mail-Adresse').fill(email);
  await panel(page)
    .getByLabel(/Organisation/)
    .fill('Landfrauen');
  await panel(page)
    .getByRole('checkbox', { name: /einverstanden/ })
    .check();
  await expectAccessible(page);
  await expectWhole(page);
  await button(page, 'Als Gast anmelden').click();
  await expect(panel(page).getByRole('status')).toContainText(
    'Wir haben Ihnen eine E-Mail geschickt',
  );

  const mail = await mailTo(email, /bestätigen/);
  const { pathname, search } = new URL(linkIn(mail, '/anmeldung/bestaetigen/'));
  await open(page, pathname + search);
  await expectAccessible(page);
  await expectWhole(page);
  await page
    .locator('main')
    .getByRole('button', { name: 'Anmeldung bestätigen' })
    .click();
  await expect(
    page.getByRole('heading', { name: 'Sie haben einen Platz' }),
  ).toBeFocused();
  await expectAccessible(page);

  // The mail leads to a page of their own, which shows the place.
  const own = await mailTo(email, /Sie haben einen Platz/);
  const place = new URL(linkIn(own, '/anmeldung/gast/'));
  await open(page, place.pathname + place.search);
  await expect(page.locator('main')).toContainText('Sie haben einen Platz');
  await expectAccessible(page);
  await expectWhole(page);
  await page.getByRole('link', { name: /Platz freigeben/ }).click();
  await expect(page).toHaveURL(/\/anmeldung\/abmelden\//);
  expect(errors).toEqual([]);
});

test('a host sees who comes, gives a seat, takes one back and notes who was there', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const path = await newSeminar({ seats: 1 });
  const [first, second] = [
    await newMember('Berta Erste'),
    await newMember('Carlo Zweiter'),
  ];
  for (const { email } of [first, second]) {
    const person = await session(email, SECRET);
    const answer = await person.post(`${path}/@registration`, {
      consent_version: '1',
      accessibility_needs: 'Untertitel',
    });
    expect(answer.status).toBe(201);
  }
  await login(page, 'geschaeftsstelle', PASSWORD);
  await open(page, path);
  await panel(page).getByRole('link', { name: 'Anmeldungen ansehen' }).click();
  const main = page.locator('main');
  await expect(main.getByRole('rowheader')).toContainText(first.fullname);
  await expect(main.getByRole('row').last()).toContainText('Untertitel');
  await expectAccessible(page);
  await expectWhole(page);

  await main.getByLabel(/Name, E-Mail-Adresse/).fill('carlo');
  await page.keyboard.press('Enter');
  await expect(main).toContainText('Niemand in dieser Liste');
  await main.getByRole('link', { name: 'Alle zeigen' }).click();
  const present = main.getByRole('button', {
    name: `War da: ${first.fullname}`,
  });
  await present.focus();
  await page.keyboard.press('Enter');
  await expect(present).toHaveAttribute('aria-pressed', 'true');

  await main.getByRole('link', { name: 'Warteliste (1)' }).click();
  await expectAccessible(page);
  await main
    .getByRole('button', { name: `Platz geben: ${second.fullname}` })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Platz geben' })
    .click();
  await expect(main).toContainText(`${second.fullname} hat jetzt einen Platz`);
  await expect(main).toContainText('eine Person mehr teil');
  await mailTo(second.email, /nachgerückt/);

  await main.getByRole('link', { name: 'Teilnehmende (2)' }).click();
  await main
    .getByRole('button', { name: `Stornieren: ${first.fullname}` })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Stornieren' }).click();
  await expect(dialog.getByLabel('Begründung')).toBeFocused();
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByLabel('Begründung').fill('Doppelt angemeldet.');
  await dialog.getByRole('button', { name: 'Stornieren' }).click();
  await expect(main).toContainText(`Die Anmeldung von ${first.fullname}`);
  expect((await mailTo(first.email, /storniert/)).text).toContain('Doppelt');

  const saved = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Als CSV speichern' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);

  // Others do not see it.
  await logout(page);
  await login(page, 'mitglied-b', PASSWORD);
  await open(page, `${path}/anmeldungen`);
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
  expect(errors.filter((error) => !/40[01]/.test(error))).toEqual([]);
});

test('a member is a host, with the keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const [host, guest] = [
    await newMember('Hanna Gastgeberin'),
    await newMember('Emil Teilnehmer'),
  ];
  const path = await newSeminar({ hosts: [host.id] });
  const person = await session(guest.email, SECRET);
  const said = await person.post(`${path}/@registration`, {
    consent_version: '1',
  });
  expect(said.status).toBe(201);
  await login(page, host.email, SECRET);
  await open(page, path);
  /** Go on with Tab until this has the focus, which is seen. */
  const reach = async (target: Locator) => {
    await expect(target).toBeVisible();
    for (let step = 0; step < 80; step += 1) {
      if (await target.evaluate((node) => node === document.activeElement)) {
        const shown = await target.evaluate((node) => {
          const { outlineStyle, boxShadow } = getComputedStyle(node);
          return outlineStyle !== 'none' || boxShadow !== 'none';
        });
        expect(shown).toBe(true);
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there');
  };
  const main = page.locator('main');
  const dialog = page.getByRole('dialog');

  await reach(panel(page).getByRole('link', { name: 'Anmeldungen ansehen' }));
  await page.keyboard.press('Enter');
  await expect(main.getByRole('rowheader')).toContainText(guest.fullname);

  const write = main.getByRole('button', { name: 'Nachricht schreiben' });
  await reach(write);
  await page.keyboard.press('Enter');
  await reach(dialog.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Alle (1)' })).toBeChecked();
  await reach(dialog.getByLabel('Betreff'));
  await page.keyboard.type('Bis morgen');
  await reach(dialog.getByLabel('Nachricht', { exact: true }));
  await page.keyboard.type('Bitte bringen Sie Fotos mit.');
  await reach(dialog.getByRole('button', { name: 'Nachricht senden' }));
  await page.keyboard.press('Enter');
  await expect(main).toContainText('Eine Person bekommt Ihre Nachricht');
  expect((await mailTo(guest.email, /Bis morgen/)).text).toContain('Fotos');

  const present = main.getByRole('button', {
    name: `War da: ${guest.fullname}`,
  });
  await reach(present);
  await page.keyboard.press('Space');
  await expect(present).toHaveAttribute('aria-pressed', 'true');
  await expect(present).toBeFocused();

  const cancel = main.getByRole('button', {
    name: `Stornieren: ${guest.fullname}`,
  });
  await reach(cancel);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(cancel).toBeFocused();
  expect(errors).toEqual([]);
});

test('own events stand together, with an address for the calendar', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const person = await newMember('Maja Meine');
  await login(page, person.email, SECRET);
  await open(page, '/meine-veranstaltungen');
  const main = page.locator('main');
  await expect(main).toContainText('für keine kommende Veranstaltung');
  await expectAccessible(page);
  const path = await newSeminar({ seats: 0 });
  const api = await session(person.email, SECRET);
  await api.post(`${path}/@registration`, { consent_version: '1' });
  await page
    .getByRole('banner')
    .getByRole('button', { name: 'Mein Konto' })
    .click();
  await page.getByRole('link', { name: 'Meine Veranstaltungen' }).click();
  await open(page, '/meine-veranstaltungen');
  await expect(main).toContainText('Warteliste, Platz 1');

  await main.getByRole('button', { name: 'Adresse anlegen' }).click();
  const address = main.getByLabel('Ihre Adresse für den Kalender');
  await expect(address).toHaveValue(/@calendar\/[\w-]{20,}/);
  await expectAccessible(page);
  await expectWhole(page);
  await main.getByRole('button', { name: 'Adresse zurücknehmen' }).click();
  await expectAccessible(page, { include: 'dialog' });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Adresse zurücknehmen' })
    .click();
  await expect(main).toContainText('Die Adresse gilt nicht mehr');
  expect(errors).toEqual([]);
});

test('at the entrance a code is enough; a certificate can be checked by anybody', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const path = await newSeminar({ seats: 5 });
  const person = await newMember('Edda Eingang');
  const api = await session(person.email, SECRET);
  await api.post(`${path}/@registration`, { consent_version: '1' });

  await login(page, person.email, SECRET);
  await open(page, path);
  await panel(page).getByText('Mein Code für die Anwesenheit').click();
  await expect(
    panel(page).getByRole('img', { name: /Der Code/ }),
  ).toBeVisible();
  const code = await panel(page).locator('.zr-code').textContent();
  await expectAccessible(page);
  await expectWhole(page);

  await logout(page);
  await login(page, 'geschaeftsstelle', PASSWORD);
  await open(page, `${path}/anmeldungen/anwesenheit?code=${code}`);
  const main = page.locator('main');
  await expect(main.getByLabel('Code')).toHaveValue(code!);
  await expectAccessible(page);
  await expectWhole(page);
  await main.getByRole('button', { name: 'Ist da' }).click();
  await expect(main.getByRole('status')).toContainText(
    `${person.fullname} ist da`,
  );
  await expectAccessible(page);
  await main
    .getByRole('button', { name: `Rückgängig: ${person.fullname}` })
    .click();
  await expect(main.getByRole('status')).toContainText('nicht mehr');
  await main.getByLabel('Code').fill('XXXX');
  await page.keyboard.press('Enter');
  await expect(main).toContainText('Niemand, der für diese Veranstaltung');
  await expectAccessible(page);

  await logout(page);
  await open(page, '/bescheinigung');
  await main.getByLabel('Nummer der Bescheinigung').fill('2026-UNBEKANNT');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: /keine gültige Bescheinigung/ }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectWhole(page);
  expect(errors.filter((error) => !/404/.test(error))).toEqual([]);
});
