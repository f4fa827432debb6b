import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  callAs,
  collectConsoleErrors,
  expectAccessible,
  linkIn,
  login,
  logout,
  mailTo,
  newAccount,
  open,
  pathOf,
} from '../helpers';

// What a person sees and changes about themselves: account, notices, mails.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const OWN = 'Kaffee Ampel Wolke Tisch';
const MUSTERSTADT = '990000000001';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const main = (page: Page) => page.locator('main');
const part = (page: Page, name: string) => page.getByRole('region', { name });
const dialog = (page: Page) => page.getByRole('dialog');

const coordinator = { login: 'koordination-a', password: PASSWORD };

let count = 0;
/** A person with an account of their own, admitted to Musterstadt if asked for. */
async function somebody(page: Page, { admitted = true } = {}) {
  const number = `${Date.now()}-${count++}`;
  const fullname = `Konto ${number}`;
  const email = `konto.${number}@musterstadt.example`;
  await newAccount(page, email, { fullname, password: OWN });
  if (admitted) {
    const { items } = await callAs(
      coordinator,
      'get',
      '/@admissions?b_size=100',
    );
    const request = items.find((item: any) => item.email === email);
    await callAs(coordinator, 'post', `/@admissions/${request.id}`, {
      decision: 'admit',
    });
  }
  await logout(page);
  await login(page, email, OWN);
  return { fullname, email };
}

for (const width of [1440, 375]) {
  test(`the account is accessible at ${width} px, fits, and throws nothing`, async ({
    page,
  }) => {
    const errors = collectConsoleErrors(page);
    await page.setViewportSize({ width, height: 900 });
    await somebody(page);
    for (const path of ['/mein-konto', '/mitteilungen']) {
      await open(page, path);
      await expect(page.locator('h1')).toHaveCount(1);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
  });
}

test('the profile is changed and stays changed', async ({ page }) => {
  await somebody(page);
  await open(page, '/mein-konto');
  const profile = part(page, 'Profil');
  await profile.getByLabel('Ihre Funktion oder Aufgabe').fill('Sozialamt');
  await profile.getByText('Ihre Themen').first().click();
  await profile.getByRole('checkbox', { name: 'Mobilität' }).check();
  await profile.getByRole('checkbox', { name: /Verzeichnis/ }).check();
  await profile.getByRole('button', { name: 'Speichern' }).click();
  await expect(profile).toContainText('Ihr Profil ist gespeichert.');
  const mails = part(page, 'Mitteilungen per E-Mail');
  const kind = mails.getByRole('checkbox').first();
  await kind.uncheck();
  await mails.getByRole('button', { name: 'Speichern' }).click();
  await expect(mails).toContainText('Ihre Auswahl ist gespeichert.');
  await expectAccessible(page);

  await page.reload();
  await expect(profile.getByLabel('Ihre Funktion oder Aufgabe')).toHaveValue(
    'Sozialamt',
  );
  await expect(profile).toContainText('eines gewählt');
  await expect(
    profile.getByRole('checkbox', { name: /Verzeichnis/ }),
  ).toBeChecked();
  await expect(kind).not.toBeChecked();
});

test('a municipality is left, and asked for again', async ({ page }) => {
  await somebody(page);
  await open(page, '/mein-konto');
  const places = part(page, 'Kommunen und Räume');
  await places.getByRole('button', { name: 'Musterstadt verlassen' }).click();
  await expect(dialog(page)).toContainText('auch Ihre eigenen Dokumente nicht');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Verlassen' }).click();
  await expect(places).toContainText('Sie haben Musterstadt verlassen.');
  await expect(places).toContainText('Sie sind in keiner Kommune Mitglied.');
  await open(page, '/raeume/musterstadt');
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');

  await open(page, '/mein-konto');
  await places
    .getByRole('button', { name: 'Weitere Kommune anfragen' })
    .click();
  const field = places.getByRole('combobox', { name: 'Kommune' });
  await field.pressSequentially('Beispielh');
  await page.getByRole('option', { name: /Beispielhausen/ }).click();
  await expectAccessible(page);
  await places.getByRole('button', { name: 'Anfrage absenden' }).click();
  await expect(places).toContainText('Ihre Anfrage ist abgeschickt');
  await places
    .getByRole('button', { name: 'Anfrage zurückziehen: Beispielhausen' })
    .click();
  await dialog(page)
    .getByRole('button', { name: 'Anfrage zurückziehen' })
    .click();
  await expect(places).toContainText('Die Anfrage ist zurückgezogen');
});

test('the last coordinator names a successor', async ({ page }) => {
  const { email } = await somebody(page);
  const me = await callAs({ login: email, password: OWN }, 'get', '/@me');
  // koordination-a is the only coordinator, and wants to leave
  await logout(page);
  await login(page, coordinator.login, PASSWORD);
  await open(page, '/mein-konto');
  const places = part(page, 'Kommunen und Räume');
  await places.getByRole('button', { name: 'Musterstadt verlassen' }).click();
  await dialog(page).getByRole('button', { name: 'Verlassen' }).click();
  await expect(
    page.getByRole('heading', { name: 'Wer übernimmt Musterstadt?' }),
  ).toBeFocused();
  await expectAccessible(page);
  await expect(
    dialog(page).getByRole('option', { name: me.fullname }),
  ).toHaveCount(1);
  // she stays after all: other tests need her
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(
    places.getByRole('button', { name: 'Musterstadt verlassen' }),
  ).toBeFocused();
});

test('the address is changed by a link to the new one', async ({ page }) => {
  await somebody(page);
  const address = `neu.${Date.now()}@musterstadt.example`;
  await open(page, '/mein-konto');
  const access = part(page, 'Adresse und Passwort');
  await access.getByLabel('Neue E-Mail-Adresse').fill(address);
  await access.getByLabel('Ihr Passwort', { exact: true }).fill('falsch');
  await access.getByRole('button', { name: 'Adresse ändern' }).click();
  await expect(
    access.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
  ).toBeFocused();
  await access.getByLabel('Ihr Passwort', { exact: true }).fill(OWN);
  await access.getByRole('button', { name: 'Adresse ändern' }).click();
  await expect(access).toContainText(`Wir haben an ${address} geschrieben`);

  const link = pathOf(linkIn(await mailTo(address), '/mein-konto/adresse/'));
  await open(page, link);
  await expect(
    page.getByRole('heading', { name: 'Ihre neue Adresse gilt ab sofort' }),
  ).toBeVisible();
  await expectAccessible(page);
  await open(page, link);
  await expect(
    page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' }),
  ).toBeVisible();
  await logout(page);
  await login(page, address, OWN);
});

test('a new password keeps this session and ends the others', async ({
  page,
  browser,
}) => {
  const { email } = await somebody(page);
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await login(elsewhere, email, OWN);
  // sessions are told apart by the second
  await page.waitForTimeout(1100);

  const chosen = 'Regen Tasse Leiter Birne';
  await open(page, '/mein-konto#passwort');
  const access = part(page, 'Adresse und Passwort');
  await access.getByLabel('Ihr bisheriges Passwort').fill('falsch');
  await access.getByLabel('Neues Passwort').fill(chosen);
  await access.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect(access).toContainText('Das ist nicht Ihr bisheriges Passwort.');
  await access.getByLabel('Ihr bisheriges Passwort').fill(OWN);
  await access.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect(access).toContainText('Ihr neues Passwort gilt ab sofort.');
  await page.reload();
  await expect(page.locator('h1')).toHaveText('Mein Konto');
  await elsewhere.goto('/mein-konto');
  await expect(elsewhere.locator('h1')).toHaveText('Diese Seite ist geschützt');
  await other.close();
});

test('notices are read, and mails of a kind switched off by their link', async ({
  page,
}) => {
  await somebody(page, { admitted: false });
  const { email } = await callAs(coordinator, 'get', '/@me');
  const mail = await mailTo(email);

  await logout(page);
  await login(page, coordinator.login, PASSWORD);
  await open(page, '/');
  const notices = page
    .getByRole('banner')
    .getByRole('link', { name: /^Mitteilungen/ });
  await expect(notices).toHaveText(/neu/);
  await notices.click();
  await expect(page.locator('h1')).toHaveText('Mitteilungen');
  const row = main(page).getByRole('listitem').first();
  await expect(row).toContainText('Jemand möchte aufgenommen werden');
  await expect(row).toContainText('Neu');
  await expectAccessible(page);
  await row.getByRole('button', { name: /Als gelesen markieren/ }).click();
  await expect(row).not.toContainText('Neu');
  await main(page)
    .getByRole('button', { name: 'Alle als gelesen markieren' })
    .click();
  await expect(notices).not.toHaveText(/neu/);

  // The link works without a session.
  await logout(page);
  await open(page, pathOf(linkIn(mail, '/abmelden/')));
  await expect(
    page.getByRole('heading', {
      name: /Sie bekommen diese E-Mails nicht mehr/,
    }),
  ).toBeVisible();
  await expectAccessible(page);
  await main(page).getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(
    page.getByRole('heading', { name: 'Sie bekommen diese E-Mails wieder' }),
  ).toBeFocused();
});

test('all that is stored is downloaded; then the account is deleted', async ({
  page,
}) => {
  const { email } = await somebody(page);
  await open(page, '/mein-konto');
  const data = part(page, 'Ihre Daten');
  for (const [name, file] of [
    [/JSON/, 'meine-daten.json'],
    [/ZIP/, 'meine-daten.zip'],
  ] as [RegExp, string][]) {
    const download = page.waitForEvent('download');
    await data.getByRole('button', { name }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  await data.getByRole('button', { name: 'Konto löschen …' }).click();
  await expect(dialog(page)).toContainText('Ehemaliges Mitglied');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Weiter' }).click();
  await dialog(page).getByLabel('Ihr Passwort').fill('falsch');
  await dialog(page).getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(
    dialog(page).getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' }),
  ).toBeFocused();
  await expectAccessible(page);
  await dialog(page).getByLabel('Ihr Passwort').fill(OWN);
  await dialog(page).getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(
    page.getByRole('heading', { name: 'Ihr Konto ist gelöscht' }),
  ).toBeFocused();
  await expectAccessible(page);
  await expect(
    page.getByRole('banner').getByRole('link', { name: 'Anmelden' }),
  ).toBeVisible();
  const answer = await page.request.post('/++api++/@login', {
    headers: { Accept: 'application/json' },
    data: { login: email, password: OWN },
  });
  expect(answer.status()).toBe(401);
});
