import { expect, request, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  collectConsoleErrors,
  expectAccessible,
  hydrated,
  login,
  logout,
  open,
} from '../helpers';

// The programme office makes a key, another site reads with it, and the office
// revokes it; pages of other sites read, but do not write.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const PAGE = '/schluessel';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const main = (page: Page) => page.locator('main');
const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, name: string) =>
  main(page).getByRole('row').filter({ hasText: name });
const inDialog = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name });

/** The status of a call of another site with a key. */
async function read(baseURL: string, path: string, token: string) {
  const site = await request.newContext({ baseURL });
  const answer = await site.get(`/++api++${path}`, {
    headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
  });
  const body = await answer.json();
  await site.dispose();
  return { status: answer.status(), body };
}

for (const user of ['', 'redaktion', 'koordination-a']) {
  test(`the page is protected from ${user || 'strangers'}`, async ({
    page,
  }) => {
    if (user) await login(page, user, PASSWORD);
    await page.goto(PAGE);
    await expect(main(page)).toContainText(/geschützt|nicht sehen/);
    await expect(page.locator('body')).not.toContainText('zrk_');
  });
}

test('the office makes a key, a site reads with it, the office revokes it', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = `Stadt Musterstadt ${Date.now()}`;
  await login(page, 'geschaeftsstelle', PASSWORD);
  await open(page, '/');
  await page.getByRole('button', { name: 'Mein Konto' }).click();
  await page.getByRole('link', { name: 'Schlüssel für Websites' }).click();
  await expect(page.locator('h1')).toHaveText('Schlüssel für Websites');
  await expectAccessible(page);

  await main(page).getByRole('button', { name: 'Neuer Schlüssel' }).click();
  await expectAccessible(page, { include: 'dialog' });
  await inDialog(page, 'Schlüssel anlegen').click();
  const site = dialog(page).getByLabel('Name der Website');
  await expect(site).toBeFocused();
  await expect(site).toHaveAccessibleDescription(/ausfüllen|füllen Sie/);
  await expectAccessible(page, { include: 'dialog' });
  await site.fill(name);
  await dialog(page)
    .getByLabel('E-Mail-Adresse für Rückfragen')
    .fill('web@musterstadt.example');
  await inDialog(page, 'Schlüssel anlegen').click();

  const heading = main(page).getByRole('heading', {
    name: `Der Schlüssel für ${name}`,
  });
  await expect(heading).toBeFocused();
  await expectAccessible(page);
  await main(page).getByRole('button', { name: 'Schlüssel kopieren' }).click();
  await expect(main(page)).toContainText('Der Schlüssel ist kopiert.');
  const token = await page.evaluate(() => navigator.clipboard.readText());
  expect(token).toMatch(/^zrk_[0-9a-f]{12}_[\w-]{43}$/);
  await main(page)
    .getByRole('button', { name: 'Ich habe den Schlüssel gesichert' })
    .click();
  expect(await page.content()).not.toContain(token);
  await expect(row(page, name)).toContainText('Gültig');
  await expect(row(page, name)).toContainText('noch nie');

  const found = await read(
    baseURL!,
    '/@search?review_state=network&b_size=5',
    token,
  );
  expect(found.status).toBe(200);
  expect(found.body.items_total).toBeGreaterThan(0);
  expect((await read(baseURL!, '/@directory', token)).status).toBe(403);
  await open(page, PAGE);
  await expect(row(page, name)).not.toContainText('noch nie');

  for (const width of [375, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      ),
      `${width}`,
    ).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }

  const revoke = row(page, name).getByRole('button', { name: /widerrufen/ });
  await revoke.click();
  await expectAccessible(page, { include: 'dialog' });
  await inDialog(page, 'Abbrechen').click();
  await expect(revoke).toBeFocused();
  await revoke.click();
  await inDialog(page, 'Widerrufen').click();
  await expect(main(page)).toContainText(
    `Der Schlüssel für ${name} ist widerrufen.`,
  );
  await expect(row(page, name)).toContainText('Ungültig');
  await expect(row(page, name)).not.toContainText('web@musterstadt.example');
  const refused = await read(baseURL!, '/wissen', token);
  expect(refused.status).toBe(401);
  await expectAccessible(page);
  // The form that was sent empty; nothing else.
  expect(errors.filter((error) => !/status of 400/.test(error))).toEqual([]);
  await logout(page);
});

test('the page speaks English, too', async ({ page }) => {
  await login(page, 'geschaeftsstelle', PASSWORD);
  await open(page, `${PAGE}?set_language=en`);
  await expect(page.locator('h1')).toHaveText('Keys for websites');
  await main(page).getByRole('button', { name: 'New key' }).click();
  await expect(dialog(page)).toContainText('Content of the network');
});

test('a page of another site reads, but cannot write', async ({
  page,
  baseURL,
}) => {
  // Another website: another port is another origin.
  const other = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<h1>Andere</h1>');
  });
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  const ask = (path: string, options: RequestInit) =>
    page.evaluate(
      async ([address, init]) => {
        try {
          const answer = await fetch(address as string, init as RequestInit);
          return { status: answer.status, text: await answer.text() };
        } catch {
          return { status: 0, text: '' };
        }
      },
      [`${baseURL}/++api++${path}`, options] as const,
    );
  const json = { Accept: 'application/json' };
  const read = await ask('/wissen', { headers: json });
  expect(read.status).toBe(200);
  expect(JSON.parse(read.text)['@type']).toBe('Section');
  // Even the reason of an error can be read.
  expect((await ask('/gibt-es-nicht', { headers: json })).status).toBe(404);
  const body = JSON.stringify({ login: 'niemand@example.org' });
  const type = { ...json, 'Content-Type': 'application/json' };
  const written = await ask('/@password-reset', {
    method: 'POST',
    headers: type,
    body,
  });
  expect(written.status).toBe(0);
  // Without a preflight the browser sends it; the answer stays hidden, and is 403.
  const sent = page.waitForResponse(/@password-reset/);
  await ask('/@password-reset', { method: 'POST', mode: 'no-cors', body });
  expect((await sent).status()).toBe(403);
  // Our own pages do as ever.
  await page.goto(`${baseURL}/`);
  await hydrated(page);
  const own = await ask('/@password-reset', {
    method: 'POST',
    headers: type,
    body,
  });
  expect(own.status).toBe(202);
  other.close();
});
