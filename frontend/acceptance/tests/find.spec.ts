import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible, login, open } from '../helpers';
import { session } from '../people';

// A reader's path: search in other words, narrow down, map, hand on, save, print.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

for (const width of [1440, 375]) {
  test(`inflected words are found, marked and counted (${width} px)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, '/search?SearchableText=Wohnformen');
    await expect(
      page.getByRole('link', { name: /^Mehrgenerationenhof/ }),
    ).toBeVisible();
    await expect(page.locator('main mark').first()).toHaveText(/wohnform/i);
    await expectAccessible(page);
  });
}

test('what is chosen gives as many results as its number said', async ({
  page,
}) => {
  await open(page, '/search?SearchableText=Bank');
  const results = page.getByRole('status');
  for (const name of [/^Praxisbeispiel/, /^Gut alt werden/]) {
    const box = page.getByRole('checkbox', { name });
    const count = await box
      .locator('..')
      .locator('.zr-facet-count [aria-hidden]')
      .textContent();
    // The next number is read when the numbers, too, know of this choice.
    const counted = page.waitForResponse(/@facets/);
    await box.focus();
    await page.keyboard.press('Space');
    await counted;
    await expect(results).toHaveText(new RegExp(`^${count} Treffer`));
    await expect(box).toBeFocused();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Alle entfernen' }).click();
  await expect(page).toHaveURL(/\/search$/);
});

test('several values of a facet find more, not less; the address shares them', async ({
  page,
  browser,
}) => {
  await open(page, '/search?type=BestPractice');
  await page.locator('summary', { hasText: 'Stand des Vorhabens' }).click();
  await page.getByRole('checkbox', { name: /^Pilot/ }).check();
  await expect(page).toHaveURL(/status=pilot/);
  const results = page.getByRole('status');
  await expect(results).toHaveText(/^\d+ Treffer/);
  const some = parseInt((await results.textContent()) ?? '', 10);
  await page.getByRole('checkbox', { name: /^Läuft/ }).check();
  await expect(page).toHaveURL(/status=pilot&status=running/);
  await expect
    .poll(async () => parseInt((await results.textContent()) ?? '', 10))
    .toBeGreaterThan(some);
  await page.getByRole('link', { name: 'Titel', exact: true }).click();
  await expect(page).toHaveURL(/sort=title/);

  // Somebody else, without JavaScript, sees the same.
  const context = await browser.newContext({ javaScriptEnabled: false });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('status')).toHaveText(
    (await results.textContent()) ?? '',
  );
  await expect(other.getByRole('checkbox', { name: /^Läuft/ })).toBeChecked();
  await context.close();

  await page.goBack();
  await page.goBack();
  await expect(
    page.getByRole('checkbox', { name: /^Läuft/ }),
  ).not.toBeChecked();
});

for (const width of [1440, 375]) {
  test(`a Land is chosen on the map by keyboard, and in the table (${width} px)`, async ({
    page,
  }) => {
    test.skip(!PASSWORD, 'needs DEMO_PASSWORD');
    const editor = await session('redaktion');
    const [place] = (await editor.get('/@municipalities?q=Zwickau')).body.items;
    const title = `Kartenprobe ${width} ${process.hrtime.bigint()}`;
    const made = await editor.post('/praxis', {
      '@type': 'BestPractice',
      title,
      municipality: place.ars,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    try {
      await page.setViewportSize({ width, height: 900 });
      await login(page, 'redaktion', PASSWORD);
      await open(page, '/search?view=map&type=BestPractice');
      const land = page.getByRole('button', { name: /^Sachsen: \d+ Treffer/ });
      await land.focus();
      await expect(page.locator('.zr-map-tip')).toContainText('Sachsen');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/state=14/);
      await expect(land).toHaveAttribute('aria-pressed', 'true');
      await expect(land).toBeFocused();
      await expect(page.getByRole('link', { name: title })).toBeVisible();
      await expectAccessible(page, { include: 'main' });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);

      const table = page.getByRole('table', { name: 'Treffer nach Ländern' });
      await table.getByRole('button', { name: 'Treffer' }).click();
      await expect(
        table.getByRole('columnheader', { name: 'Treffer' }),
      ).toHaveAttribute('aria-sort', 'descending');
      await table.getByRole('link', { name: /^Musterland/ }).click();
      await expect(page).toHaveURL(/state=14&state=99/);
    } finally {
      await editor.delete(new URL(made.body['@id']).pathname);
    }
  });
}

test('results are saved as a file, and printed without buttons', async ({
  page,
}) => {
  await open(page, '/search?SearchableText=Bank&type=BestPractice');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Treffer als CSV speichern' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('Alle 300 Meter eine Bank');
  expect(text).not.toContain('Wiki-Artikel');

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(
    page.getByRole('link', { name: 'Treffer als CSV speichern' }),
  ).toHaveCount(0);
  await expect(page.getByText('Wort: Bank')).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^Alle 300 Meter/ }),
  ).toBeVisible();
});

test('a section counts what lies in it', async ({ page }) => {
  await open(page, '/praxis');
  await expect(page.getByRole('checkbox', { name: /^Leitfaden/ })).toHaveCount(
    0,
  );
  const box = page.getByRole('checkbox', { name: /^Nahversorgung/ });
  await page.getByRole('button', { name: /^Weitere zeigen/ }).click();
  await box.check();
  await expect(page).toHaveURL(/\/praxis\?topic=local-supply$/);
  await expect(page.getByRole('status')).toHaveText(/gefunden/);
  await expectAccessible(page);
});

test('search engines are told of public pages, and of nothing else', async ({
  page,
}) => {
  const data = async () =>
    (
      await page.locator('script[type="application/ld+json"]').allTextContents()
    ).map((text) => JSON.parse(text)['@type']);
  await page.goto('/');
  expect(await data()).toEqual(['WebSite']);
  await page.goto('/praxis/baenke-alle-300-meter');
  expect(await data()).toEqual(['Article', 'BreadcrumbList']);
  await expect(page.locator('meta[property="og:image"]')).toHaveCount(1);
  await expect(page.locator('link[rel="canonical"]')).toHaveCount(1);
  await page.goto('/veranstaltungen/mitfahrbaenke-die-wirklich-genutzt-werden');
  expect(await data()).toEqual(['Event', 'BreadcrumbList']);

  const robots = page.locator('meta[name="robots"]');
  await page.goto('/raeume/musterstadt');
  expect(await data()).toEqual([]);
  await expect(robots).toHaveAttribute('content', /noindex/);
  await expect(page.locator('meta[property="og:title"]')).toHaveCount(0);

  test.skip(!PASSWORD, 'needs DEMO_PASSWORD');
  await login(page, 'mitglied-a', PASSWORD);
  await page.goto('/raeume/musterstadt');
  await expect(page.locator('h1')).toContainText('Musterstadt');
  expect(await data()).toEqual([]);
  await expect(robots).toHaveAttribute('content', /noindex/);
  await expect(page.locator('meta[property="og:title"]')).toHaveCount(0);
});
