import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible, open } from '../helpers';

/** An article of the demo in which „Ehrenamt“ stands, a form of a term. */
const ARTICLE = '/wissen/kick-off-demografiestrategie';

/**
 * The first term of the glossary in an article, and its explanation. The browser
 * asks for the terms again when it takes over from the server; what is shown is
 * put in place anew then, so nothing may be pointed at before.
 */
async function termIn(page: Page) {
  await open(page, ARTICLE);
  await page.waitForLoadState('networkidle');
  const term = page.locator('.zr-term').first();
  await term.scrollIntoViewIfNeeded();
  return { link: term.getByRole('link'), tip: term.locator('[role=tooltip]') };
}

test('a term is explained where the pointer rests, until Escape', async ({
  page,
}) => {
  const { link, tip } = await termIn(page);
  await expect(tip).toBeHidden();
  await link.hover();
  await expect(tip).toBeVisible();
  // The pointer may go on to the explanation itself.
  await tip.hover();
  await expect(tip).toBeVisible();
  await expectAccessible(page, { include: 'main' });
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await page.mouse.move(0, 0);
});

test('a term is explained where the focus is, and described by it', async ({
  page,
}) => {
  const { link, tip } = await termIn(page);
  await link.focus();
  await expect(tip).toBeVisible();
  await expect(link).toHaveAccessibleDescription(/Glossar: /);
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(link).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(tip).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/wissen\/begriff-/);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 375, height: 800 } });

  test('a term leads to its explanation, and nothing stands out', async ({
    page,
  }) => {
    const { link } = await termIn(page);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await link.tap();
    await expect(page).toHaveURL(/\/wissen\/begriff-/);
    await expect(page.locator('h1')).toBeVisible();
  });
});
