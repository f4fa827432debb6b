import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  login,
  open,
} from '../helpers';

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

const section = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('region', { name });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server sends the home page with what is new', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('h1')).toHaveText(
      /Kommunen den demografischen Wandel gemeinsam gestalten/,
    );
    const parts: [string | RegExp, number][] = [
      ['Nächste Veranstaltungen', 3],
      ['Aus der Praxis', 3],
      ['Neu im Wiki', 5],
      [/^Schwerpunkt: Gut alt werden in der Kommune/, 4],
    ];
    for (const [name, count] of parts) {
      await expect(section(page, name).locator('li h3 a')).toHaveCount(count);
    }
    await expect(section(page, 'Aus der Praxis')).toContainText(
      /\d[.\d]*\sEinwohner/,
    );
    await expect(section(page, 'Wer dabei ist')).toContainText('Musterstadt');
    await expect(page.locator('main')).not.toContainText('Wird geladen');
    await page.getByLabel('Was suchen Sie?').fill('Leerstand');
    await page.getByLabel('Was suchen Sie?').press('Enter');
    await expect(page).toHaveURL(/\/search\?SearchableText=Leerstand$/);
  });
});

test('three doors lead to knowledge, exchange and grants', async ({ page }) => {
  for (const [name, path] of [
    ['Wissen finden', '/wissen'],
    ['Sich austauschen', '/austausch'],
    ['Förderung beantragen', '/foerderung'],
  ]) {
    await open(page, '/');
    await page.locator('main').getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.locator('h1')).toBeVisible();
  }
});

test('the events are still to come, the next one first', async ({ page }) => {
  await page.goto('/');
  const answer = await page.request.get(
    '/++api++/@search?portal_type=Seminar&review_state=announced&sort_on=start&metadata_fields=start&metadata_fields=end&b_size=50',
    { headers: { Accept: 'application/json' } },
  );
  const { items } = await answer.json();
  const coming = items
    .filter(({ end }: { end: string }) => new Date(end) > new Date())
    .map(({ title }: { title: string }) => title)
    .slice(0, 3);
  expect(
    await section(page, 'Nächste Veranstaltungen')
      .locator('h3')
      .allInnerTexts(),
  ).toEqual(coming);
});

test('the page speaks English, too', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(section(page, 'Next events')).toBeVisible();
  await expect(section(page, 'Join in three steps')).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/Einwohner|Nächste/);
});

test('members see their rooms first', async ({ page }) => {
  test.skip(!PASSWORD, 'needs DEMO_PASSWORD');
  const errors = collectConsoleErrors(page);
  await login(page, 'mitglied-a', PASSWORD);
  await open(page, '/');
  await expect(page.locator('main h2').first()).toHaveText('Meine Räume');
  const first = section(page, 'Meine Räume').locator('h3 a').first();
  await expect(first).toHaveText('Musterstadt');
  await expect(section(page, 'In drei Schritten dabei')).toHaveCount(0);
  await expectAccessible(page, { include: 'main' });
  await first.click();
  await expect(page).toHaveURL(/\/raeume\/musterstadt$/);
  expect(errors).toEqual([]);
});

for (const width of [1440, 375]) {
  test(`home is accessible at ${width} px, fits, and throws nothing`, async ({
    page,
  }) => {
    const errors = collectConsoleErrors(page);
    await page.setViewportSize({ width, height: 900 });
    await open(page, '/');
    await expectAccessible(page);
    const { overflow, levels } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - window.innerWidth,
      levels: Array.from(
        document.querySelectorAll('main :is(h1,h2,h3,h4)'),
        (heading) => Number(heading.tagName[1]),
      ),
    }));
    expect(overflow).toBeLessThanOrEqual(0);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (let i = 1; i < levels.length; i++) {
      expect(levels[i] - levels[i - 1]).toBeLessThanOrEqual(1);
    }
    expect(errors).toEqual([]);
  });
}
