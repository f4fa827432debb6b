import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { collectConsoleErrors, expectAccessible } from '../helpers';

const PORTAL = process.env.BASE_URL ?? 'http://localhost:3000';

/** The website of a municipality: another origin, another look, a strict policy. */
const page = (lists: string) => `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Stadt Musterstadt</title>
<style>
  body { font: 18px/1.5 Georgia, serif; margin: 2em; }
  zukunftsraum-liste { --zr-liste-link: #7a1f1f; }
  zukunftsraum-liste::part(link) { font-style: italic; }
</style>
<script src="${PORTAL}/zukunftsraum-liste.js" defer></script>
</head><body><main><h1>Willkommen</h1>${lists}</main></body></html>`;

let server: Server;
let address: string;
let lists = '';

test.beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${PORTAL}; connect-src ${PORTAL}; style-src 'unsafe-inline'`,
    );
    response.end(page(lists));
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterAll(() => {
  server.close();
});

test('another website shows what the portal offers', async ({ page }) => {
  const errors = collectConsoleErrors(page);
  const sent: { url: string; referer?: string; cookie?: string }[] = [];
  page.on('request', (request) => {
    const { referer, cookie } = request.headers();
    if (request.url().includes('@feed'))
      sent.push({ url: request.url(), referer, cookie });
  });
  lists =
    '<zukunftsraum-liste type="BestPractice" limit="3" heading="Aus der Praxis"></zukunftsraum-liste>' +
    '<zukunftsraum-liste type="Seminar" heading="Termine" lang="en"></zukunftsraum-liste>';
  await page.goto(address);
  const practice = page.locator('zukunftsraum-liste').first();
  await expect(
    practice.getByRole('heading', { name: 'Aus der Praxis', level: 2 }),
  ).toBeVisible();
  await expect(practice.getByRole('listitem')).toHaveCount(3);
  const link = practice.getByRole('link').first();
  await expect(link).toHaveAttribute('href', new RegExp(`^${PORTAL}/`));
  await expect(link).toHaveCSS('font-style', 'italic');
  await expect(link).toHaveCSS('color', 'rgb(122, 31, 31)');
  await expect(practice.getByText('Quelle:')).toBeVisible();
  await expect(
    page.locator('zukunftsraum-liste').nth(1).getByText('Source:'),
  ).toBeVisible();
  expect(sent).toHaveLength(2);
  for (const request of sent) {
    expect(request.referer ?? '').toBe('');
    expect(request.cookie ?? '').toBe('');
  }
  expect(await page.context().cookies()).toEqual([]);
  await expectAccessible(page);
  expect(errors).toEqual([]);
  const title = await link.textContent();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '');
});

test('it fits on a phone, and says when there is nothing', async ({ page }) => {
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  await page.setViewportSize({ width: 320, height: 600 });
  lists =
    '<zukunftsraum-liste type="BestPractice"></zukunftsraum-liste>' +
    '<zukunftsraum-liste topic="gibt-es-nicht"></zukunftsraum-liste>';
  await page.goto(address);
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await expect(
    page.getByText('Diese Liste ist nicht richtig eingerichtet.'),
  ).toBeVisible();
  expect(told.join()).toContain('<zukunftsraum-liste>: topic: ');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
  ).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

test('it is readable on a dark page', async ({ page }) => {
  lists =
    '<style>body { background: #111; color: #eee; } zukunftsraum-liste { --zr-liste-link: initial !important; }</style>' +
    '<zukunftsraum-liste type="BestPractice" limit="3"></zukunftsraum-liste>';
  await page.goto(address);
  await expect(page.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('link').first()).toHaveCSS(
    'color',
    'rgb(238, 238, 238)',
  );
  await expectAccessible(page);
});

test('the portal makes the lines for it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Inhalte einbinden' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Inhalte einbinden',
  );
  await page.getByLabel('Art der Inhalte').selectOption('BestPractice');
  await page.getByLabel('Anzahl der Einträge').selectOption('3');
  const preview = page.locator('zukunftsraum-liste');
  await expect(preview.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  lists = (
    await page.getByRole('textbox', { name: 'Für Ihre Seite' }).inputValue()
  ).replace(/<script.*<\/script>/, '');
  await page.goto(address);
  await expect(page.getByRole('listitem')).toHaveCount(3);
});

test('feed readers find what is new', async ({ page, request }) => {
  await page.goto('/praxis');
  const feeds = await page
    .locator('head link[rel=alternate][type="application/atom+xml"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  expect(feeds).toHaveLength(2);
  for (const feed of feeds) {
    const answer = await request.get(feed);
    expect(answer.headers()['content-type']).toContain('application/atom+xml');
    expect(await answer.text()).toContain('<entry');
  }
});

test('search engines find the map of the site, and nothing hidden in it', async ({
  request,
}) => {
  const robots = await (await request.get('/robots.txt')).text();
  const named = /Sitemap: (.+)/.exec(robots)?.[1];
  expect(named).toContain('/sitemap');
  const index = await (await request.get('/sitemap-index.xml')).text();
  const placesOf = (map: string) =>
    [...map.matchAll(/<loc>(.+?)<\/loc>/g)].map(([, loc]) => loc);
  const maps = placesOf(index);
  expect(maps).toEqual([
    `${PORTAL}/sitemap-sections.xml.gz`,
    `${PORTAL}/sitemap1.xml.gz`,
  ]);
  expect(await (await request.get('/sitemap.xml')).text()).toBe(index);
  const [sections, map] = await Promise.all(
    maps.map(async (address) =>
      gunzipSync(await (await request.get(address)).body()).toString(),
    ),
  );
  for (const path of ['/einbinden', '/wissen', '/praxis', '/veranstaltungen'])
    expect(placesOf(sections)).toContain(`${PORTAL}${path}`);
  for (const section of placesOf(sections))
    expect((await request.get(section)).status(), section).toBe(200);
  const pages = placesOf(map);
  expect(pages.length).toBeGreaterThan(20);
  expect(map.match(/<lastmod>\d{4}-\d\d-\d\dT[^<]+<\/lastmod>/g)).toHaveLength(
    pages.length,
  );
  expect(pages.every((page) => page.startsWith(PORTAL))).toBe(true);
  expect(pages.filter((page) => page.includes('/raeume/'))).toEqual([]);
  // What stands in it can be opened by everybody.
  for (const page of pages.filter((_page, number) => number % 10 === 0))
    expect((await request.get(page)).status(), page).toBe(200);
});

test('programs follow the links of the API', async ({ request }) => {
  const answer = await request.get('/++api++/@search?b_size=2');
  const { next } = (await answer.json()).batching;
  const led = await request.get(next, { maxRedirects: 0 });
  expect(led.status()).toBe(308);
  expect(led.headers()['access-control-allow-origin']).toBe('*');
  const page = await (await request.get(next)).json();
  expect(page.items).toHaveLength(2);
  expect((await request.get('/@gibtsnicht')).status()).toBe(404);
});

test('programs learn the same by HEAD as by GET', async ({ request }) => {
  for (const [path, status] of [
    ['/wissen', 200],
    ['/gibtsnicht', 404],
    // Only Zope has something there.
    ['/event_listing', 404],
    ['/++api++/wissen', 200],
    ['/++api++/@feed', 200],
    ['/++api++/gibtsnicht', 404],
    ['/zukunftsraum-liste.js', 200],
    ['/wissen/%ff', 400],
  ] as const) {
    const [head, get] = [await request.head(path), await request.get(path)];
    expect(get.status(), path).toBe(status);
    expect(head.status(), path).toBe(status);
    expect(head.headers()['content-type'], path).toBe(
      get.headers()['content-type'],
    );
  }
});

test('a page that has not changed is not sent again', async ({ request }) => {
  for (const path of ['/', '/wissen', '/wissen/swot-analyse', '/praxis']) {
    const { etag } = (await request.get(path)).headers();
    for (let visit = 0; visit < 3; visit += 1) {
      const headers = { 'If-None-Match': etag };
      const again = await request.get(path, { headers });
      expect(again.status(), path).toBe(304);
    }
  }
});
