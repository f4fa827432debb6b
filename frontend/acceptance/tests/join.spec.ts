import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  hydrated,
  linkIn,
  login,
  logout,
  mailTo,
  mailsTo,
  newAccount,
  open,
  pathOf,
} from '../helpers';

// Somebody comes in: from the sign-up by the mail to the first document.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const SPACE = '/raeume/musterstadt';

const number = Date.now();
const fullname = `Erika Beispielfrau ${number}`;
const email = `erika.${number}@musterstadt.example`;
const password = 'Kaffee Ampel Wolke Tisch';
const title = `Mein erstes Dokument ${number}`;

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const main = (page: Page) => page.locator('main');
const button = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name });

/** Fill in the three steps, up to the button that sends. */
async function fillIn(page: Page, address: string, check = false) {
  const look = async () => check && (await expectAccessible(page));
  await page.getByLabel('Vor- und Nachname').fill(fullname);
  await main(page).getByLabel('E-Mail-Adresse').fill(address);
  await button(page, 'Weiter').click();
  await expect(
    page.getByRole('heading', { name: /Schritt 2 von 3/ }),
  ).toBeFocused();
  await page.getByRole('radio', { name: 'Verwaltung' }).check();
  const municipality = page.getByRole('combobox', { name: 'Ihre Kommune' });
  await municipality.pressSequentially('Musterst');
  await expect(page.getByRole('option').first()).toContainText('Landkreis');
  await look();
  await municipality.press('ArrowDown');
  await municipality.press('Enter');
  await expect(municipality).toHaveValue('Musterstadt');
  await expect(main(page)).toContainText('Musterstadt ist schon dabei');
  await look();
  await button(page, 'Weiter').click();
  await expect(
    page.getByRole('heading', { name: /Schritt 3 von 3/ }),
  ).toBeFocused();
  await look();
  await page.getByRole('checkbox', { name: /Datenschutz/ }).check();
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words] of [
    ['/registrieren', 'Vor- und Nachname'],
    ['/registrieren/bestaetigen/x', 'Ihr neues Passwort'],
    ['/passwort-vergessen', 'Link anfordern'],
    ['/einladung/x', 'Diese Einladung gilt nicht mehr'],
  ]) {
    test(`the server sends ${path} with its content`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(main(page)).toContainText(words);
      await expect(page.locator('#view h1')).toHaveCount(1);
    });
  }

  for (const path of ['/mein-konto', '/mitteilungen']) {
    test(`${path} is protected`, async ({ page }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(401);
      await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
    });
  }
});

test('pages with a token in their address keep it to themselves', async ({
  page,
}) => {
  for (const path of [
    '/registrieren/bestaetigen/x',
    '/einladung/x',
    '/passwort/x',
    '/abmelden/x',
  ]) {
    await page.goto(path);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute(
      'content',
      /noindex/,
    );
    await expect(page.locator('meta[name=referrer]')).toHaveAttribute(
      'content',
      'no-referrer',
    );
  }
});

test('from the sign-up to the first document', async ({ page }) => {
  test.setTimeout(240_000);
  const errors = collectConsoleErrors(page);

  // A stranger registers.
  await open(page, '/');
  await page
    .getByRole('banner')
    .getByRole('link', { name: 'Mitmachen' })
    .click();
  await expect(page.locator('h1')).toHaveText('Registrieren');
  await expectAccessible(page);
  await button(page, 'Weiter').click();
  await expect(
    page.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
  ).toBeFocused();
  await expectAccessible(page);
  await fillIn(page, email, true);

  // The browser's back button goes a step back; nothing is lost by it or a reload.
  await page.goBack();
  await expect(
    page.getByRole('heading', { name: /Schritt 2 von 3/ }),
  ).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(
    page.getByRole('combobox', { name: 'Ihre Kommune' }),
  ).toHaveValue('Musterstadt');
  await button(page, 'Weiter').click();
  await button(page, 'Registrierung absenden').click();
  await expect(
    page.getByRole('heading', { name: 'Prüfen Sie Ihr Postfach' }),
  ).toBeFocused();
  await expectAccessible(page);

  // The link in the mail leads to the choice of a password.
  const confirm = pathOf(
    linkIn(await mailTo(email, /bestätigen/), '/registrieren/bestaetigen/'),
  );
  await open(page, confirm);
  await expect(page.locator('h1')).toHaveText('Registrierung bestätigen');
  await page.getByLabel('Ihr neues Passwort').fill('passwort1234');
  await button(page, 'Konto anlegen').click();
  await expect(
    page.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
  ).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Ihr neues Passwort').fill(password);
  await button(page, 'Konto anlegen').click();
  await expect(
    page.getByRole('heading', { name: 'Ihr Konto ist fertig' }),
  ).toBeVisible();
  await expect(
    page.getByRole('banner').getByRole('button', { name: 'Mein Konto' }),
  ).toBeVisible();
  await expectAccessible(page);

  // Before the admission the space stays closed.
  await open(page, SPACE);
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');

  // The link works once.
  await logout(page);
  await open(page, confirm);
  await page.getByLabel('Ihr neues Passwort').fill(password);
  await button(page, 'Konto anlegen').click();
  await expect(
    page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' }),
  ).toBeVisible();
  await expectAccessible(page);

  // A coordinator of the municipality is told and admits the person.
  await login(page, 'koordination-a', PASSWORD);
  await open(page, '/aufnahmen');
  await expectAccessible(page);
  await main(page)
    .getByRole('button', { name: `${fullname} aufnehmen` })
    .click();
  await expectAccessible(page, { include: 'dialog' });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Aufnehmen' })
    .click();
  await expect(main(page)).toContainText(`${fullname} ist aufgenommen`);
  await mailTo(email, /aufgenommen|dabei|Aufnahme/i);

  // The person logs in and writes in the space.
  await logout(page);
  await open(page, `/login?return_url=${encodeURIComponent(SPACE)}`);
  await page.locator('#login').fill(email);
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
  await expect(page).toHaveURL(new RegExp(`${SPACE}$`));
  await expect(page.locator('h1')).toHaveText('Musterstadt');
  await expectAccessible(page, { include: 'main' });
  await main(page).getByRole('link', { name: 'Seite schreiben' }).click();
  const heading = page.locator('.block.title [contenteditable=true]');
  await heading.click();
  await expect(heading).toBeFocused();
  await page.keyboard.type(title);
  await expect(heading).toHaveText(title);
  await page.locator('#toolbar-save').click();
  await expect(page).not.toHaveURL(/\/add/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await hydrated(page);
  await expect(main(page)).toContainText(
    'Nur Mitglieder der Stadt Musterstadt sehen diese Seite',
  );
  await expectAccessible(page, { include: 'main' });

  // What a person may not see answers 401, a wrong password 400, a used link 410.
  expect(errors.filter((error) => !/40[01]|410/.test(error))).toEqual([]);
});

test('a known address gets the same answer and another mail', async ({
  page,
}) => {
  const known = `bekannt.${number}@musterstadt.example`;
  await newAccount(page, known, { fullname, password });
  await open(page, '/registrieren');
  await fillIn(page, known);
  await button(page, 'Registrierung absenden').click();
  await expect(
    page.getByRole('heading', { name: 'Prüfen Sie Ihr Postfach' }),
  ).toBeVisible();
  await mailTo(known, /bereits ein Konto/);
});

test('a forgotten password is chosen anew by mail', async ({ page }) => {
  const forgetful = `vergesslich.${number}@musterstadt.example`;
  const chosen = 'Regen Tasse Leiter Birne';
  await newAccount(page, forgetful, { fullname, password });
  await open(page, '/login');
  await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
  await expect(page.locator('h1')).toHaveText('Passwort vergessen');
  await expectAccessible(page);

  // The answer is the same for an address that nobody has.
  for (const address of [`niemand.${number}@example.org`, forgetful]) {
    await open(page, '/passwort-vergessen');
    await page.getByLabel('E-Mail-Adresse oder Anmeldename').fill(address);
    await button(page, 'Link anfordern').click();
    await expect(
      page.getByRole('heading', { name: 'Prüfen Sie Ihr Postfach' }),
    ).toBeFocused();
    await expect(main(page)).not.toContainText(address);
  }
  await expectAccessible(page);
  expect(mailsTo(`niemand.${number}@example.org`)).toEqual([]);

  const reset = pathOf(
    linkIn(await mailTo(forgetful, /Neues Passwort/), '/passwort/'),
  );
  await open(page, reset);
  await expectAccessible(page);
  await page.getByLabel('Ihr neues Passwort').fill(chosen);
  await button(page, 'Passwort speichern').click();
  await expect(
    page.getByRole('heading', { name: 'Ihr neues Passwort gilt ab sofort' }),
  ).toBeFocused();
  await expectAccessible(page);
  await page
    .getByRole('banner')
    .getByRole('link', { name: 'Anmelden' })
    .click();
  await page.locator('#login').fill(forgetful);
  await page.locator('#password').fill(chosen);
  await page.locator('#password').press('Enter');
  await expect(
    page.getByRole('banner').getByRole('button', { name: 'Mein Konto' }),
  ).toBeVisible();

  await logout(page);
  await open(page, reset);
  await page.getByLabel('Ihr neues Passwort').fill(password);
  await button(page, 'Passwort speichern').click();
  await expect(
    page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' }),
  ).toBeFocused();
  await expectAccessible(page);
});

for (const width of [375, 768, 1440]) {
  test(`nothing of it is cut off at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of [
      '/registrieren',
      '/registrieren/bestaetigen/x',
      '/einladung/x',
      '/passwort-vergessen',
      '/abmelden/x',
    ]) {
      await open(page, path);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}
