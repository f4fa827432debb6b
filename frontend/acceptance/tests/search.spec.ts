import { expect, test } from '@playwright/test';
import { collectConsoleErrors, expectAccessible, open } from '../helpers';

const PAGES: [string, RegExp][] = [
  ['/search', /Oder wählen Sie ein Thema/],
  ['/search?SearchableText=Wohnen', /Mehrgenerationenwohnen/],
  ['/search?topic=local-supply&type=BestPractice', /Dorfladen Neuendorf/],
  ['/search?SearchableText=gibtesnicht', /Das hilft oft weiter/],
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words] of PAGES) {
    test(`the server sends ${path} with its results`, async ({ page }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(200);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('main')).toContainText(words);
    });
  }

  test('filters are a plain form', async ({ page }) => {
    await page.goto('/search?SearchableText=Dorfladen');
    await page.getByRole('checkbox', { name: 'Praxisbeispiel' }).check();
    await page.getByRole('button', { name: 'Treffer anzeigen' }).click();
    await expect(page).toHaveURL(/SearchableText=Dorfladen&type=BestPractice/);
    await expect(
      page.getByRole('link', { name: /^Dorfladen Neuendorf/ }),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Dorfladen in Bürgerhand' }),
    ).toHaveCount(0);
  });
});

for (const width of [1440, 375]) {
  for (const [path, words] of PAGES) {
    test(`${path} at ${width} px is whole, accessible and throws nothing`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      const errors = collectConsoleErrors(page);
      await open(page, path);
      await expect(page.locator('main')).toContainText(words);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    });
  }
}

test('searching, narrowing down and going back work by keyboard', async ({
  page,
}) => {
  await open(page, '/search');
  await page.getByLabel('Wonach suchen Sie?').focus();
  await page.keyboard.type('Dorfladen');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?SearchableText=Dorfladen$/);
  await expect(page.getByRole('status')).toHaveText(/\d+ Treffer/);
  await expect(page.locator('main mark').first()).toHaveText(/^dorfladen/i);
  const all = await page.getByRole('status').textContent();

  const practice = page.getByRole('checkbox', { name: 'Praxisbeispiel' });
  await practice.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/type=BestPractice/);
  await expect(practice).toBeFocused();
  await expect(practice).toBeChecked();
  await expect(page.getByRole('status')).not.toHaveText(all as string);
  await expectAccessible(page);

  await page.goBack();
  await expect(practice).not.toBeChecked();
  await expect(page.getByRole('status')).toHaveText(all as string);
});

test('the search field of the frame leads here and shows its words', async ({
  page,
}) => {
  await open(page, '/wissen');
  await page
    .getByRole('searchbox', { name: 'Auf der ganzen Seite suchen' })
    .fill('Wohnen & Pflege');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('Suche: Wohnen & Pflege');
  await expect(page.getByLabel('Wonach suchen Sie?')).toHaveValue(
    'Wohnen & Pflege',
  );
});

test('the order can be by date; the address keeps it', async ({ page }) => {
  await open(page, '/search?SearchableText=Kommune');
  await page.getByRole('link', { name: 'Neueste zuerst' }).click();
  await expect(page).toHaveURL(/sort=date/);
  await page.reload();
  await expect(
    page.getByRole('link', { name: 'Neueste zuerst' }),
  ).toHaveAttribute('aria-current', 'true');
});

for (const [words, answer] of [
  ['foo AND', /Treffer/],
  ['-Pflege', /Treffer/],
  ['NOT', /Treffer/],
  ['im', /Treffer/],
  ['("*%', /Oder wählen Sie ein Thema/],
] as [string, RegExp][]) {
  test(`“${words}” is no error`, async ({ page }) => {
    const errors = collectConsoleErrors(page);
    await open(
      page,
      `/search?${new URLSearchParams({ SearchableText: words })}`,
    );
    await expect(page.locator('main')).toContainText(answer);
    await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
    await expect(page.getByLabel('Wonach suchen Sie?')).toHaveValue(words);
    expect(errors).toEqual([]);
  });
}

test('on a phone the filters are a drawer that keeps the focus', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await open(page, '/search?SearchableText=Dorfladen');
  const button = page.getByRole('button', { name: /^Filter/ });
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await button.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Treffer eingrenzen' });
  await expectAccessible(page);
  const practice = drawer.getByRole('checkbox', { name: 'Praxisbeispiel' });
  await practice.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/type=BestPractice/);
  await expect(practice).toBeChecked();
  await expect(practice).toBeFocused();
  await drawer.getByRole('button', { name: /Treffer anzeigen/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(button).toHaveText('Filter (1 gesetzt)');
});

test('nothing of a protected space is found by strangers', async ({ page }) => {
  await open(page, '/search?SearchableText=Musterstadt');
  await expect(page.getByRole('status')).toHaveText(/Treffer/);
  await expect(page.locator('main a[href^="/raeume/"]')).toHaveCount(0);
});
