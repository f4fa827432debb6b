import { expect, test } from '@playwright/test';
import { collectConsoleErrors, expectAccessible, open } from '../helpers';

const MEETING = '/veranstaltungen/jahrestreffen-musterstadt';
const CANCELLED = '/veranstaltungen/exkursion-mehrgenerationenhof';
const COMPLETED = '/veranstaltungen/dorfladen-gruenden';

const PAGES: [string, RegExp][] = [
  ['/veranstaltungen', /Kommende Termine/],
  [MEETING, /Das nehmen Sie mit/],
  [CANCELLED, /Dieser Termin ist abgesagt/],
  [COMPLETED, /Unterlagen/],
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

test('coming dates stand first, the next one on top; past ones follow backwards', async ({
  page,
}) => {
  await open(page, '/veranstaltungen');
  const dates = (name: string) =>
    page
      .getByRole('region', { name, exact: true })
      .locator('.zr-item-facts strong')
      .allTextContents();
  const months =
    'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
      ' ',
    );
  const numbers = (texts: string[]) =>
    texts.map((text) => {
      const [, day, month, year] = text.match(/(\d+)\.\s(\S+)\s(\d{4})/) ?? [];
      return Number(year) * 10000 + months.indexOf(month) * 100 + Number(day);
    });
  const coming = numbers(await dates('Kommende Termine'));
  const past = numbers(await dates('Vergangene Termine'));
  expect(coming.length).toBeGreaterThan(0);
  expect(past.length).toBeGreaterThan(0);
  expect(coming).toEqual([...coming].sort((a, b) => a - b));
  expect(past).toEqual([...past].sort((a, b) => b - a));
  expect(coming[0]).toBeGreaterThanOrEqual(past[0]);
});

test('a date is said in words with its zone', async ({ page }) => {
  await open(page, MEETING);
  await expect(page.locator('.zr-when')).toContainText(
    /\w+tag, \d+\.\s\w+ \d{4}, \d\d:\d\d\sUhr, bis .*\s\((MEZ|MESZ)\)/,
  );
});

test('a state is a word, not only a colour', async ({ page }) => {
  await open(page, '/veranstaltungen');
  await expect(page.getByText('Abgesagt').first()).toBeVisible();
  await expect(page.getByText('Abgeschlossen').first()).toBeVisible();
});

test('strangers see no access link', async ({ page }) => {
  const response = await page.goto(COMPLETED);
  expect(await response?.text()).not.toContain('example.org/seminarraum');
  await expect(page.getByText('Ihr Zugang')).toHaveCount(0);
});

test('materials can be downloaded', async ({ page }) => {
  await open(page, COMPLETED);
  const link = page.getByRole('link', {
    name: 'Fragebogen für die Haustürbefragung',
  });
  const answer = await page.request.get(
    (await link.getAttribute('href')) as string,
  );
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('Frage;Antwort');
});

test('dates are narrowed down by topic, by keyboard', async ({ page }) => {
  await open(page, '/veranstaltungen');
  await page.getByRole('checkbox', { name: 'Mobilität' }).focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/veranstaltungen\?topic=mobility$/);
  await expect(page.getByRole('status')).toHaveText(/gefunden/);
  await expect(page.getByRole('link', { name: /^Mitfahrbänke/ })).toBeVisible();
});

test('the dates of a month stand in a calendar', async ({ page }) => {
  const errors = collectConsoleErrors(page);
  await open(page, MEETING);
  const when = await page.locator('.zr-when').textContent();
  await open(page, '/veranstaltungen');
  await page.getByRole('link', { name: 'Als Kalender' }).click();
  await expect(page).toHaveURL(/\?month=\d{4}-\d\d$/);
  const months = page.getByRole('navigation', { name: 'Andere Monate' });
  const dated = page.getByRole('table').getByRole('link', {
    name: /Jahrestreffen/,
  });
  for (let step = 0; step < 6 && !(await dated.count()); step += 1) {
    const shown = page.url();
    await months.getByRole('link').last().focus();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(shown);
    await expect(page.locator('.zr-month [aria-busy]')).toHaveCount(0);
    await page.waitForLoadState('networkidle');
  }
  const month = await page.locator('#zr-month-title').textContent();
  expect(when).toContain(month!.split(' ')[0]);
  await expectAccessible(page);
  // The address is enough, also without a script.
  const answer = await page.request.get(page.url());
  expect(await answer.text()).toContain('Jahrestreffen');
  await page.setViewportSize({ width: 375, height: 800 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await expect(dated.first()).toBeVisible();
  expect(errors).toEqual([]);
});
