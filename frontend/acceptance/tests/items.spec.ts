import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible, login, logout, open } from '../helpers';
import { session } from '../people';

// The block "Neueste und verwandte Inhalte", put on a page with the real editor.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const sidebar = (page: Page) => page.locator('#sidebar');

/** Choose in a select field of the sidebar. */
async function choose(page: Page, field: string, option: string) {
  await sidebar(page).locator(`.field-wrapper-${field} input`).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('.react-select__option', { hasText: option }).click();
}

test('an editor puts content on a page; readers see it, sent by the server', async ({
  page,
}) => {
  test.setTimeout(60_000);
  const title = `Blockprobe ${process.hrtime.bigint()}`;
  await login(page, 'redaktion', PASSWORD);
  await open(page, '/wissen/add?type=Document');
  await page.getByRole('textbox', { name: 'Inhaltstitel' }).click();
  await page.keyboard.type(title);
  const paragraph = page
    .locator('.block-editor-slate [contenteditable=true]')
    .last();
  await paragraph.click();
  await expect(paragraph).toBeFocused();
  await page.keyboard.type('/neueste');
  await expect(page.getByText('Neueste und verwandte Inhalte')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(sidebar(page).getByLabel('Überschrift')).toBeVisible();
  await sidebar(page).getByLabel('Überschrift').fill('Neu aus der Praxis');
  await choose(page, 'types', 'Praxisbeispiel');
  await choose(page, 'layout', 'Karten');
  await sidebar(page)
    .getByText('Verweis auf die Suche', { exact: true })
    .click();
  const preview = page.locator('.zr-items-block');
  await expect(preview).toContainText('Neu aus der Praxis');
  await expect(
    preview.getByRole('listitem', { includeHidden: true }),
  ).toHaveCount(3);

  await page.locator('#toolbar-save').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/add'));
  const path = new URL(page.url()).pathname;
  const editor = await session('redaktion');
  try {
    const block = page.getByRole('region', { name: 'Neu aus der Praxis' });
    await expect(block.getByRole('listitem')).toHaveCount(3);
    await expect(block.getByText('Praxisbeispiel').first()).toBeVisible();
    await expectAccessible(page, { include: '.zr-items-block' });

    await editor.post(`${path}/@workflow/publish`);
    await logout(page);
    const html = await (await page.request.get(path)).text();
    expect(html).toContain('Neu aus der Praxis');
    expect(html).toContain('zr-start-items--cards');
    await open(page, path);
    await block.getByRole('link', { name: /^Mehr davon/ }).click();
    await expect(page).toHaveURL(/\/search\?type=BestPractice&sort=date/);
  } finally {
    await editor.delete(path);
  }
});
