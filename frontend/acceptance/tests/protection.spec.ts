import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { callAs, hydrated, login, open } from '../helpers';

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const EDITOR = { login: 'redaktion', password: PASSWORD };
const MEMBER = { login: 'mitglied-a', password: PASSWORD };

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');
test.slow();

/** What the policy of pages kept from happening: directive, address, page. */
async function collectViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('toldViolation', (line: string) =>
    violations.push(line),
  );
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as any).toldViolation(
        [
          event.effectiveDirective,
          event.blockedURI,
          event.sample,
          location.pathname,
        ].join(' '),
      ),
    ),
  );
  return violations;
}

test('the policy hinders no page that visitors see', async ({ page }) => {
  const violations = await collectViolations(page);
  for (const path of [
    '/',
    '/wissen',
    '/praxis',
    '/veranstaltungen',
    '/suche?q=Pflege',
    '/mitmachen',
    '/einbinden',
    '/formulare/kontakt',
    '/login',
    '/gibt-es-nicht',
  ]) {
    const response = await open(page, path);
    const headers = response!.headers();
    expect(headers['content-security-policy'], path).toMatch(
      /script-src \S+\/static\/ \S+ 'sha256-\S+ 'sha256-/,
    );
    expect(headers['content-security-policy'], path).not.toMatch(
      /script-src[^;]*unsafe/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  }
  expect(violations).toEqual([]);
});

test('the policy hinders no work of editors and members', async ({ page }) => {
  const violations = await collectViolations(page);
  await login(page, EDITOR.login, PASSWORD);
  const made = await callAs(EDITOR, 'post', '/wissen', {
    '@type': 'WikiArticle',
    title: 'Artikel zur Probe der Richtlinie',
    description: 'Ein Text.',
  });
  const path = new URL(made['@id']).pathname.replace('/++api++', '');
  try {
    await open(page, `${path}/edit`);
    const paragraphs = page.locator(
      '.block-editor-slate [contenteditable=true]',
    );
    await paragraphs.last().click();
    await page.keyboard.type('Ein Absatz');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/');
    for (const place of [
      `${path}`,
      `${path}/historyview`,
      `${path}/sharing`,
      '/wissen/contents',
      '/wissen/add?type=Seminar',
      '/wissen/add?type=Image',
      '/controlpanel',
    ]) {
      await page.goto(place);
      await hydrated(page);
    }
  } finally {
    await callAs(EDITOR, 'delete', `${path}/@lock`);
    await callAs(EDITOR, 'delete', path);
  }
  await login(page, MEMBER.login, PASSWORD);
  for (const place of ['/', '/mein-konto', '/raeume/musterstadt']) {
    await open(page, place);
  }
  expect(violations).toEqual([]);
});

test('the policy hinders no work in the form builder', async ({ page }) => {
  const violations = await collectViolations(page);
  await login(page, EDITOR.login, PASSWORD);
  for (const place of [
    'fields',
    'fields/@@add-field',
    'fields/@@modeleditor',
    'actions',
    'view',
  ]) {
    const response = await page.goto(`/klassisch/formulare/kontakt/${place}`);
    expect(response!.status(), place).toBe(200);
    expect(response!.headers()['content-security-policy']).toContain(
      "frame-ancestors 'self'",
    );
    await page.waitForLoadState('networkidle');
  }
  expect(violations).toEqual([]);
});

test('what a member uploads does not run, whichever way it is called', async ({
  page,
}) => {
  const script = 'window.caught = true';
  const made = await callAs(MEMBER, 'post', '/raeume/musterstadt', {
    '@type': 'File',
    title: 'Skript',
    file: {
      data: Buffer.from(script).toString('base64'),
      encoding: 'base64',
      filename: 'skript.js',
      'content-type': 'text/javascript',
    },
  });
  const path = new URL(made['@id']).pathname.replace('/++api++', '');
  try {
    const violations = await collectViolations(page);
    await login(page, MEMBER.login, PASSWORD);
    await open(page, '/raeume/musterstadt');
    await page.evaluate((address) => {
      for (const src of [address, `/++api++${address}`]) {
        document.head.append(
          Object.assign(document.createElement('script'), { src }),
        );
      }
      const inline = document.createElement('script');
      inline.textContent = 'window.caught = true';
      document.head.append(inline);
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="data:," onerror="window.caught = true">',
      );
    }, `${path}/@@download/file`);
    await expect.poll(() => violations.length).toBe(4);
    expect(await page.evaluate(() => (window as any).caught)).toBeUndefined();
    const file = await page.request.get(`${path}/@@download/file`);
    expect(file.headers()['content-disposition']).toContain('attachment');
    expect(file.headers()['content-security-policy']).toContain(
      "default-src 'none'",
    );
  } finally {
    await callAs(MEMBER, 'delete', path);
  }
});

test('a cookie that is no token is forgotten', async ({ page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: 'auth_token', value: 'x.y.z', url: baseURL! }]);
  const response = await open(page, '/wissen');
  expect(response!.status()).toBe(200);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain('auth_token');
});

test('the session is not sent along by other websites', async ({ page }) => {
  await page.goto('/login');
  await hydrated(page);
  await page.locator('#login').fill(MEMBER.login);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#login-form-submit').click();
  const session = async () =>
    (await page.context().cookies()).find(({ name }) => name === 'auth_token');
  await expect.poll(async () => (await session())?.sameSite).toBe('Lax');
});
