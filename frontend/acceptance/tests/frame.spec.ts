import { expect, test } from '@playwright/test';
import { collectConsoleErrors, expectAccessible, open } from '../helpers';

const SECTIONS = [
  'Wissen',
  'Praxis',
  'Veranstaltungen',
  'Förderung',
  'Austausch',
  'Lernen',
];

const FOOTER: [string, string][] = [
  ['Impressum', '/impressum'],
  ['Datenschutz', '/datenschutz'],
  ['Barrierefreiheit', '/barrierefreiheit'],
  ['Barriere melden', '/formulare/barriere-melden'],
  ['Leichte Sprache', '/leichte-sprache'],
  ['Gebärdensprache', '/gebaerdensprache'],
  ['Kontakt', '/kontakt'],
  ['Inhalte einbinden', '/einbinden'],
];

test('no public page names the address at which the server finds the API', async ({
  request,
}) => {
  test.setTimeout(180_000);
  const found = await request.get(
    '/++api++/@search?review_state=published&sort_on=path&b_size=100',
    { headers: { Accept: 'application/json' } },
  );
  const { items } = await found.json();
  const paths: string[] = items.map((item: { '@id': string }) =>
    new URL(item['@id']).pathname.replace(/^\/(\+\+api\+\+|Plone)/, ''),
  );
  expect(paths.length).toBeGreaterThan(20);
  const named: string[] = [];
  for (const path of ['/', ...paths]) {
    const html = await (await request.get(path)).text();
    // Volto's own store names it; people and search engines do not read that.
    const shown = html.replace(
      /<script(?![^>]*ld\+json)[\s\S]*?<\/script>/g,
      '',
    );
    const inner = shown.match(/[^"\s]*(?:\/\/127\.0\.0\.1|\/Plone\b)[^"\s]*/);
    if (inner) named.push(`${path}: ${inner[0]}`);
  }
  expect(named).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server sends the home page with its content', async ({ page }) => {
    const response = await page.goto('/');
    expect(response?.status()).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('main')).toContainText(/\w{4,}/);
    for (const section of SECTIONS) {
      await expect(
        page
          .getByRole('navigation', { name: 'Hauptnavigation' })
          .getByRole('link', { name: section, exact: true }),
      ).toBeVisible();
    }
  });

  test('the search is a form that leads to the search page', async ({
    page,
  }) => {
    await page.goto('/');
    const field = page.getByRole('banner').getByRole('searchbox');
    await field.fill('Wohnen');
    await field.press('Enter');
    await expect(page).toHaveURL(/\/search\?SearchableText=Wohnen$/);
    await expect(page.getByRole('searchbox').first()).toHaveValue('Wohnen');
  });

  test('the language is a link that comes back to the page', async ({
    page,
  }) => {
    await page.goto('/wissen');
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page).toHaveURL(/\/wissen$/);
    await expect(
      page.getByRole('navigation', { name: 'Main navigation' }),
    ).toBeVisible();
  });
});

test('German is the language, whatever the browser prefers', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await open(page, '/');
  await expect(page.getByRole('link', { name: 'Mitmachen' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Anmelden' })).toBeVisible();
  await context.close();
});

test('the chosen language stays from page to page', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('link', { name: 'Join in' })).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Main navigation' });
  await navigation.getByRole('link', { name: 'Praxis' }).click();
  await expect(page).toHaveURL(/\/praxis$/);
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('link', { name: 'Join in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Join in' })).toBeVisible();
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page.getByRole('link', { name: 'Mitmachen' })).toBeVisible();
});

test('the first Tab offers to skip to the content', async ({ page }) => {
  await open(page, '/wissen');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Zum Inhalt springen' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('the keyboard reaches everything in the header in reading order', async ({
  page,
}) => {
  await open(page, '/');
  const names: string[] = [];
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    const { name, inHeader, ring } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const style = getComputedStyle(element);
      return {
        name: element.innerText?.trim() || element.getAttribute('name') || '',
        inHeader: element.closest('header') !== null,
        ring: style.outlineStyle !== 'none' && style.boxShadow !== 'none',
      };
    });
    if (!inHeader) continue;
    expect(ring, `the focus is seen on ${name}`).toBe(true);
    names.push(name.replace(/\s+/g, ' '));
  }
  expect(names.join(' | ')).toMatch(
    /Zukunftsraum Demografie \| SearchableText \| Suchen \| DE.* \| EN.* \| Anmelden \| Mitmachen \| Wissen \| Praxis \| Veranstaltungen \| Förderung \| Austausch \| Lernen$/,
  );
});

test('a section opens by keyboard and is marked', async ({ page }) => {
  await open(page, '/');
  const link = page
    .getByRole('navigation', { name: 'Hauptnavigation' })
    .getByRole('link', { name: 'Wissen', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/wissen$/);
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(
    page.getByRole('navigation', { name: 'Sie sind hier' }),
  ).toContainText('Wissen');
});

test('the footer links what the law asks for', async ({ page }) => {
  await open(page, '/');
  const footer = page.getByRole('contentinfo');
  for (const [name, path] of FOOTER) {
    await expect(
      footer.getByRole('link', { name, exact: true }),
    ).toHaveAttribute('href', path);
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
  }
});

for (const width of [375, 768]) {
  test(`the menu works by keyboard at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/');
    const button = page.getByRole('button', { name: 'Menü' });
    const section = page
      .getByRole('navigation', { name: 'Hauptnavigation' })
      .getByRole('link', { name: 'Praxis', exact: true });
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(section).toBeHidden();

    await button.focus();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect(section).toBeVisible();
    await expectAccessible(page);
    await section.focus();
    await page.keyboard.press('Escape');
    await expect(section).toBeHidden();
    await expect(button).toBeFocused();

    await page.keyboard.press('Space');
    await section.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/praxis$/);
    await expect(section).toBeHidden();
  });
}

for (const path of [
  '/',
  '/wissen',
  '/search?SearchableText=Wohnen',
  '/login',
  '/raeume/musterstadt',
  '/gibt-es-nicht',
]) {
  test(`the skip link of ${path} leads into the content without JavaScript`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(path);
    const link = page.getByRole('link', { name: 'Zum Inhalt springen' });
    const target = (await link.getAttribute('href')) ?? '';
    await expect(page.locator(`main ${target}`)).toHaveCount(1);
    await expect(page.locator(`main ${target} h1`)).toHaveCount(1);
    await context.close();
  });
}

for (const width of [320, 375, 768, 1440]) {
  test(`nothing is cut off at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/wissen');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

for (const path of [
  '/',
  '/wissen',
  '/search?SearchableText=Wohnen',
  '/login',
]) {
  test(`${path} is accessible and throws nothing`, async ({ page }) => {
    const errors = collectConsoleErrors(page);
    await open(page, path);
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });
}
