import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  collectConsoleErrors,
  decide,
  expectAccessible,
  hydrated,
  login,
  logout,
  open,
} from '../helpers';

// The main path: written in a space, proposed, published, found by a stranger.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const SPACE = '/raeume/musterstadt';

/** The header by which a demo account speaks to the API. */
const basic = (login: string) => ({
  Authorization: `Basic ${Buffer.from(`${login}:${PASSWORD}`).toString('base64')}`,
});

/** A word that occurs nowhere else, so that a search finds this text only. */
const word = `Quittenkreis${Date.now()}`;
const title = `Nachbarschaftshilfe ${word}`;
const published = `Nachbarschaftshilfe organisieren: ${word}`;

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

/** What a person finds on the website's search page. */
async function hits(page: Page) {
  await open(page, `/search?SearchableText=${word}`);
  return page.locator('main').locator('h2 a, h3 a').filter({ hasText: word });
}

/** Log in with the form, as a person does. */
async function logInByForm(page: Page, user: string) {
  await page.goto('/');
  await page
    .getByRole('banner')
    .getByRole('link', { name: 'Anmelden' })
    .click();
  await expect(page.locator('#login')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#login').fill(user);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#password').press('Enter');
  await expect(
    page.getByRole('banner').getByRole('link', { name: 'Meine Räume' }),
  ).toBeVisible();
}

test('a text goes from a space to the public', async ({ page }) => {
  test.setTimeout(240_000);
  const errors = collectConsoleErrors(page);

  // A member writes a page in the space of the municipality.
  await logInByForm(page, 'mitglied-a');
  await open(page, SPACE);
  await expect(page.locator('main')).toContainText(
    'Nur Mitglieder der Stadt Musterstadt sehen diese Seite',
  );
  await expectAccessible(page, { include: 'main' });
  await page
    .locator('main')
    .getByRole('link', { name: 'Seite schreiben' })
    .click();
  const heading = page.locator('.block.title [contenteditable=true]');
  await heading.click();
  await expect(heading).toBeFocused();
  await page.keyboard.type(title);
  await expect(heading).toHaveText(title);
  const text = page.locator('.block-editor-slate [contenteditable=true]');
  await text.last().click();
  await expect(text.last()).toBeFocused();
  await page.keyboard.type('Wir helfen uns beim Einkaufen.');
  await expect(text.last()).toHaveText('Wir helfen uns beim Einkaufen.');
  // Volto's text blocks have no name of their own.
  await expectAccessible(page, {
    include: 'main',
    exclude: ['[data-slate-editor]'],
  });
  await page.locator('#toolbar-save').click();
  await expect(page).not.toHaveURL(/\/add/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await hydrated(page);
  const document = new URL(page.url()).pathname;
  expect(document).toContain(`${SPACE}/`);
  await expect(page.locator('main')).toContainText(
    'Nur Mitglieder der Stadt Musterstadt sehen diese Seite',
  );
  await expectAccessible(page, { include: 'main' });

  // The member proposes it to the wiki.
  await page.getByRole('button', { name: 'Dem Wiki vorschlagen' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Das Original bleibt unverändert im Raum');
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByRole('button', { name: 'Vorschlag senden' }).click();
  await expect(dialog).toContainText('Ihr Vorschlag liegt bei der Redaktion');
  const draft = dialog.getByRole('link', { name: /Entwurf/ });
  const proposal = await draft.getAttribute('href');
  expect(proposal).toMatch(/\/wissen\//);
  expect(errors).toEqual([]);

  // Neither a stranger nor a member of another municipality sees any of it.
  for (const other of ['', 'mitglied-b']) {
    await logout(page);
    if (other) await login(page, other, PASSWORD);
    for (const hidden of [document, proposal!]) {
      await open(page, hidden);
      await expect(
        page.locator('h1, #login, [role=alert]').first(),
      ).toBeVisible();
      await expect(page.locator('body')).not.toContainText(word);
      await expectAccessible(page);
    }
    await expect(await hits(page)).toHaveCount(0);
  }

  // An editor finds the proposal, edits it and publishes it.
  await logout(page);
  await login(page, 'redaktion', PASSWORD);
  await (await hits(page)).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await hydrated(page);
  await expect(
    page.getByRole('group', { name: 'Wer diese Seite sehen kann' }),
  ).toContainText('Redaktion');
  await expectAccessible(page, { include: 'main' });
  await page.locator('a.edit').click();
  await expect(heading).toHaveText(title);
  await heading.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(published);
  await expect(heading).toHaveText(published);
  await page.locator('#toolbar-save').click();
  await expect(page).not.toHaveURL(/\/edit/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(published);
  // What the editors owe every reader: a short version and a topic.
  const completed = await page.request.patch(
    `/++api++${new URL(page.url()).pathname}`,
    {
      headers: { Accept: 'application/json', ...basic('redaktion') },
      data: { description: 'Wie Nachbarn helfen.', topics: ['volunteering'] },
    },
  );
  expect(completed.status(), await completed.text()).toBe(204);
  await open(page, new URL(page.url()).pathname);
  await decide(page, 'Veröffentlichen');
  await expect(page.getByText('Alle können diesen Text lesen.')).toBeVisible();

  // A stranger finds it by the search of the website, and reads it.
  await logout(page);
  await expect(async () => {
    await expect(await hits(page)).toHaveCount(1);
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);
  await (await hits(page)).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(published);
  await expectAccessible(page);
  await open(page, document);
  await expect(page.locator('body')).not.toContainText(word);

  // What a person may not see answers 401, and the browser tells that as an error.
  expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
});
