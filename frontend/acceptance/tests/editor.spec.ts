import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { login, open } from '../helpers';

// An account that may edit /wissen; without a password there is nothing to test.
const USER = process.env.EDITOR_LOGIN ?? 'redaktion';
const PASSWORD = process.env.EDITOR_PASSWORD ?? process.env.DEMO_PASSWORD ?? '';

test.skip(!PASSWORD, 'needs EDITOR_PASSWORD or DEMO_PASSWORD');

const paragraphs = (page: Page) =>
  page.locator('.block-editor-slate [contenteditable=true]');

/** Open a new document, which is never saved, with one paragraph. */
async function startWriting(page: Page, text: string) {
  await login(page, USER, PASSWORD);
  await open(page, '/wissen/add?type=Document');
  await paragraphs(page).last().click();
  await expect(paragraphs(page).last()).toBeFocused();
  await page.keyboard.type(text);
  await expect(paragraphs(page).last()).toHaveText(text);
}

for (const delay of [10, 50]) {
  test(`nothing is lost when a new paragraph follows fast (${delay} ms a key)`, async ({
    page,
  }) => {
    await startWriting(page, 'Erster Absatz');
    const before = await paragraphs(page).count();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Zweiter: 5 € @ Amt', { delay });
    await expect(paragraphs(page)).toHaveCount(before + 1);
    await expect(paragraphs(page).nth(before - 1)).toHaveText('Erster Absatz');
    await expect(paragraphs(page).nth(before)).toHaveText('Zweiter: 5 € @ Amt');
  });

  test(`a paragraph is split at the caret (${delay} ms a key)`, async ({
    page,
  }) => {
    await startWriting(page, 'Anfang Ende');
    const before = await paragraphs(page).count();
    for (let i = 0; i < 'Ende'.length; i++) {
      await page.keyboard.press('ArrowLeft');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.type('Mitte ', { delay });
    await expect(paragraphs(page).nth(before - 1)).toHaveText('Anfang');
    await expect(paragraphs(page).nth(before)).toHaveText('Mitte Ende');
  });
}

test('an empty page fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await login(page, USER, PASSWORD);
  await open(page, '/wissen/add?type=WikiArticle');
  await expect(
    page.locator('h1 [data-slate-placeholder=true]').first(),
  ).toBeAttached();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
