import { expect, test } from '@playwright/test';
import { collectConsoleErrors, expectAccessible, open } from '../helpers';

const ARTICLE = '/wissen/dorfladen';
const PRACTICE = '/praxis/baenke-alle-300-meter';

/** Address, and words that only its content has. */
const PAGES: [string, RegExp][] = [
  ['/wissen', /Dorfladen in Bürgerhand/],
  ['/praxis', /Alle 300 Meter eine Bank/],
  [ARTICLE, /Zuerst der Bedarf/],
  [PRACTICE, /Fünf Bänke stehen in der prallen Sonne/],
  ['/lernen', /Kurse zum Selbstlernen/],
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words] of PAGES) {
    test(`the server sends ${path} with its content`, async ({ page }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(200);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('main')).toContainText(words);
    });
  }

  test('places and sizes are there, not only keys', async ({ page }) => {
    await page.goto('/praxis');
    await expect(page.locator('main')).toContainText('Musterstadt');
    await expect(page.locator('main')).toContainText(/24\.800\sEinwohner/);
    await page.goto(PRACTICE);
    await expect(page.locator('main')).toContainText('Große Kreisstadt');
  });

  test('the list is narrowed down by a plain form', async ({ page }) => {
    await page.goto('/wissen');
    await page.getByRole('checkbox', { name: 'Nahversorgung' }).check();
    await page.getByRole('button', { name: 'Treffer anzeigen' }).click();
    await expect(page).toHaveURL(/topic=local-supply/);
    await expect(
      page.getByRole('link', { name: 'Dorfladen in Bürgerhand' }),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Mitfahrbank – einrichten' }),
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
      await expect(page.locator('h1')).toHaveCount(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    });
  }
}

test('headings go down without a gap', async ({ page }) => {
  for (const [path] of PAGES) {
    await open(page, path);
    const levels = await page
      .locator('main :is(h1, h2, h3, h4, h5, h6)')
      .evaluateAll((titles) => titles.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0], path).toBe(1);
    for (let i = 1; i < levels.length; i++) {
      expect(levels[i] - levels[i - 1], `${path}: ${levels}`).toBeLessThan(2);
    }
  }
});

test('an article says when it was checked and what it takes', async ({
  page,
}) => {
  await open(page, ARTICLE);
  await expect(page.getByText(/^Geprüft am \d+\.\s\w+ \d{4}/)).toBeVisible();
  const side = page.getByRole('region', { name: 'Auf einen Blick' });
  await expect(side).toContainText('Konzept');
  await expect(side).toContainText('unter 5.000 Einwohner');
  await expect(side).toContainText('CC BY 4.0');
});

test('the contents list leads to the part by keyboard', async ({ page }) => {
  await open(page, ARTICLE);
  const link = page
    .getByRole('navigation', { name: 'Auf dieser Seite' })
    .getByRole('link', { name: 'Frühwarnzeichen' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#fruhwarnzeichen$/);
  await expect(
    page.getByRole('heading', { name: 'Frühwarnzeichen' }),
  ).toBeInViewport();
});

test('the contents list stays in sight on a wide screen', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, ARTICLE);
  await page.mouse.wheel(0, 1500);
  await expect(
    page.getByRole('navigation', { name: 'Auf dieser Seite' }),
  ).toBeInViewport();
});

test('a practice example shows failures beside results', async ({ page }) => {
  await open(page, PRACTICE);
  const facts = page.getByRole('region', {
    name: 'Das Beispiel auf einen Blick',
  });
  await expect(facts).toContainText('Musterstadt');
  await expect(facts).toContainText('24.800');
  await expect(facts).toContainText('27.400');
  const results = page.getByRole('region', { name: 'Ergebnisse' });
  const failures = page.getByRole('region', {
    name: 'Stolpersteine und was nicht gelang',
  });
  const [a, b] = [await results.boundingBox(), await failures.boundingBox()];
  expect(b?.width).toBe(a?.width);
  expect((b?.y ?? 0) - ((a?.y ?? 0) + (a?.height ?? 0))).toBeLessThan(64);
});

test('a list is narrowed down by keyboard; the address keeps it', async ({
  page,
}) => {
  await open(page, '/wissen');
  const all = await page.getByRole('status').textContent();
  await page.getByLabel('Suchwort').focus();
  await page.keyboard.type('dorfladen');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/wissen\?SearchableText=dorfladen$/);
  await expect(page.getByRole('status')).toHaveText(/gefunden/);
  await expect(page.getByRole('status')).not.toHaveText(all as string);
  await expect(page.locator('mark').first()).toHaveText(/dorfladen/i);
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByLabel('Suchwort')).toHaveValue('dorfladen');
  await expect(
    page.getByRole('link', { name: 'Dorfladen in Bürgerhand' }),
  ).toBeVisible();

  const chip = page.getByRole('link', { name: 'Wort: dorfladen entfernen' });
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/wissen$/);
  await expect(page.getByRole('status')).toHaveText(all as string);
});

test('an empty list says what to do next', async ({ page }) => {
  await open(page, '/wissen?SearchableText=gibtesnicht');
  await expect(page.getByRole('status')).toHaveText('Nichts gefunden');
  await page.getByRole('link', { name: 'Alle Einträge anzeigen' }).click();
  await expect(page).toHaveURL(/\/wissen$/);
  await expect(page.getByRole('status')).toHaveText(/\d+ Einträge/);
});

test('one gets from the list to an article and on to what goes with it', async ({
  page,
}) => {
  await open(page, '/wissen');
  await page.getByRole('link', { name: 'Dorfladen in Bürgerhand' }).click();
  await expect(page.locator('h1')).toHaveText('Dorfladen in Bürgerhand');
  await page
    .getByRole('region', { name: 'Passt dazu' })
    .getByRole('link')
    .first()
    .click();
  await expect(page.locator('h1')).toContainText('Dorfladen Neuendorf');
  await expect(page.getByText('Praxisbeispiel').first()).toBeVisible();
});

test('everything speaks English too', async ({ page }) => {
  await open(page, PRACTICE);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(
    page.getByRole('region', { name: 'Pitfalls and what did not work' }),
  ).toBeVisible();
  await page.reload();
  const facts = page.getByRole('region', { name: 'The example in brief' });
  await expect(facts).toContainText('Large district town');
  await expect(facts).toContainText('24,800');
  await expect(facts).toContainText('Permanent');
});
