import { expect, test } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  login,
  open,
} from '../helpers';

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const SPACE = '/raeume/musterstadt';
const LABEL = 'Nur Mitglieder der Stadt Musterstadt sehen diese Seite';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server sends a space with what lies in it', async ({ page }) => {
    await login(page, 'mitglied-a', PASSWORD);
    await page.goto(SPACE);
    const main = page.locator('main');
    await expect(main.locator('h1')).toHaveText('Musterstadt');
    await expect(main).toContainText(LABEL);
    for (const name of [
      'Neueste Dokumente',
      'Seiten und Dateien',
      'Unsere Anträge',
      'Nächste Termine',
    ]) {
      await expect(
        main.getByRole('region', { name }).getByRole('link').first(),
      ).toBeVisible();
    }
    await expect(
      main.getByRole('link', { name: 'Seite schreiben' }),
    ).toHaveAttribute('href', `${SPACE}/add?type=Document`);
    await expect(main).not.toContainText('Wird geladen');
  });

  for (const [kind, path] of [
    ['a page', 'ideenspeicher'],
    ['a file', 'offene-punkte'],
    ['a date', 'sitzung-der-steuerungsgruppe'],
    ['an application', 'antrag-moderation-buergerwerkstatt'],
  ]) {
    test(`the server says once who can see ${kind}`, async ({ page }) => {
      await login(page, 'mitglied-a', PASSWORD);
      await page.goto(`${SPACE}/${path}`);
      const line = page.getByRole('group', {
        name: 'Wer diese Seite sehen kann',
      });
      await expect(line).toHaveCount(1);
      await expect(line).toContainText(LABEL);
      await expect(page.locator('h1')).toHaveCount(1);
    });
  }
});

test('the line names readers and editors by keyboard', async ({ page }) => {
  await login(page, 'mitglied-a', PASSWORD);
  await open(page, SPACE);
  const line = page.getByRole('group', { name: 'Wer diese Seite sehen kann' });
  await expect(line.getByText('Lesen können:')).toBeHidden();
  await line.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(line.locator('dd').first()).toContainText(
    'Musterstadt: Mitglieder',
  );
  await expect(line.locator('dd').first()).toContainText('Administration');
  await expectAccessible(page, { include: 'main' });
});

test('public pages ask nobody who can see them', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('@visibility')) asked.push(request.url());
  });
  await open(page, '/');
  await page
    .getByRole('navigation', { name: 'Hauptnavigation' })
    .getByRole('link', { name: 'Wissen', exact: true })
    .click();
  await expect(page.locator('h1')).toHaveText('Wissen');
  await page.locator('main h3 a').first().click();
  await expect(page.locator('h1')).not.toHaveText('Wissen');
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
});

test('an application says where it stands and who acts next', async ({
  page,
}) => {
  const errors = collectConsoleErrors(page);
  await login(page, 'mitglied-a', PASSWORD);
  await open(page, SPACE);
  await page
    .getByRole('region', { name: 'Unsere Anträge' })
    .getByRole('link', { name: /Moderation der Bürgerwerkstatt/ })
    .click();
  await expect(page.locator('h1')).toContainText('Moderation');
  const main = page.locator('main');
  await expect(main).toContainText('Entwurf');
  await expect(main).toContainText('Nächster Schritt: Die Kommune');
  await expect(
    main.getByRole('region', { name: 'Auf einen Blick' }),
  ).toContainText(/3\.400\s€/);
  await expectAccessible(page, { include: 'main' });
  expect(errors).toEqual([]);
});

test('a room says in words who can join, and to others whom to ask', async ({
  page,
}) => {
  await login(page, 'mitglied-b', PASSWORD);
  await open(page, '/austausch/leerstand-und-nachnutzung');
  await expect(page.locator('main')).toContainText('Geschlossener Raum');
  await expectAccessible(page, { include: 'main' });
});

test('strangers are told that a space is protected, and can log in', async ({
  page,
}) => {
  const response = await open(page, SPACE);
  expect(response?.status()).toBe(401);
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
  await expect(page.locator('body')).not.toContainText('Musterstadt');
  await expectAccessible(page);
  await page.locator('main').getByRole('link', { name: 'Anmelden' }).click();
  await expect(page).toHaveURL(/\/login\?/);
  await expectAccessible(page);

  await page.getByLabel('Anmeldename oder E-Mail-Adresse').fill('mitglied-a');
  await page.getByLabel('Passwort').fill('falsch');
  await page.getByLabel('Passwort').press('Enter');
  await expect(page.locator('main').getByRole('alert')).toContainText(
    'Die Anmeldung hat nicht geklappt',
  );
  await expectAccessible(page);

  await page.getByLabel('Passwort').fill(PASSWORD);
  await page.getByLabel('Passwort').press('Enter');
  await expect(page).toHaveURL(new RegExp(`${SPACE}$`));
  await expect(page.locator('h1')).toHaveText('Musterstadt');
});

test('members of another municipality can change the account', async ({
  page,
}) => {
  await login(page, 'mitglied-b', PASSWORD);
  await open(page, SPACE);
  await expect(page.locator('main')).toContainText(
    'Ihr Konto darf diese Seite nicht sehen',
  );
  await expect(page.locator('main')).not.toContainText('Musterstadt');
  await page
    .getByRole('link', { name: 'Mit einem anderen Konto anmelden' })
    .click();
  await page.getByLabel('Anmeldename oder E-Mail-Adresse').fill('mitglied-a');
  await page.getByLabel('Passwort').fill(PASSWORD);
  await page.getByLabel('Passwort').press('Enter');
  await expect(page.locator('h1')).toHaveText('Musterstadt');
});

test('a page that does not exist helps to go on', async ({ page }) => {
  const response = await open(page, '/gibt-es-nicht');
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('Diese Seite gibt es nicht');
  await expectAccessible(page);
  await page.getByLabel('Was suchen Sie?').fill('Leerstand');
  await page.getByLabel('Was suchen Sie?').press('Enter');
  await expect(page).toHaveURL(/\/search\?SearchableText=Leerstand/);
});

test('a municipality is chosen from the register by keyboard', async ({
  page,
}) => {
  await login(page, 'redaktion', PASSWORD);
  await open(page, '/wissen/add?type=WikiArticle');
  const field = page.getByRole('combobox', {
    name: /Herkunftskommune|Kommune/,
  });
  await field.scrollIntoViewIfNeeded();
  await field.click();
  await page.keyboard.type('muster');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('option').first()).toContainText('Musterstadt');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Musterstadt');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expectAccessible(page, { include: '.zr-municipality-field' });
});

for (const width of [1440, 375]) {
  test(`a space is accessible at ${width} px, fits, and throws nothing`, async ({
    page,
  }) => {
    const errors = collectConsoleErrors(page);
    await login(page, 'mitglied-a', PASSWORD);
    await page.setViewportSize({ width, height: 900 });
    await open(page, SPACE);
    await expectAccessible(page, { include: 'main' });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });
}

for (const [width, person, path] of [
  [375, 'mitglied-a', `${SPACE}/contents`],
  [375, 'mitglied-a', `${SPACE}/ideenspeicher/diff?one=0&two=0`],
  [375, 'admin', '/controlpanel/usergroupmembership'],
  [768, 'admin', '/controlpanel/users'],
] as const) {
  test(`${path} fits at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await login(page, person, PASSWORD);
    await open(page, path);
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(tooWide).toBeLessThanOrEqual(0);
  });
}

test('readers see no bar for editors, and who may not look is told so', async ({
  page,
}) => {
  await login(page, 'mitglied-a', PASSWORD);
  await open(page, '/');
  await expect(page.locator('#toolbar')).toBeHidden();
  await open(page, SPACE);
  await expect(page.locator('#toolbar-add')).toBeVisible();
  await open(page, '/contents');
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
});
