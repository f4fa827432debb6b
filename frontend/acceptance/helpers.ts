import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** WCAG 2.2 AA, as BITV 2.0 asks for it by way of EN 301 549. */
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Log in with a session of the REST API, as the login form does it. */
export async function login(page: Page, user: string, password: string) {
  const response = await page.request.post('/++api++/@login', {
    headers: { Accept: 'application/json' },
    data: { login: user, password },
  });
  expect(response.ok(), `login of ${user}: ${response.status()}`).toBe(true);
  const { token } = await response.json();
  const { origin } = new URL(response.url());
  await page
    .context()
    .addCookies([{ name: 'auth_token', value: token, url: origin }]);
}

/** Log out: forget both sessions, that of the website and that of the backend. */
export async function logout(page: Page) {
  await page.context().clearCookies({ name: 'auth_token' });
  await page.context().clearCookies({ name: '__ac' });
}

/**
 * Run axe over the page, or over the part that `include` selects, and fail with
 * a list of what it found. `exclude` leaves out parts that are not ours.
 */
export async function expectAccessible(
  page: Page,
  { include, exclude = [] }: { include?: string; exclude?: string[] } = {},
) {
  let builder = new AxeBuilder({ page }).withTags(WCAG_TAGS);
  if (include) builder = builder.include(include);
  for (const selector of exclude) builder = builder.exclude(selector);
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${help}): ${target} ${html}`),
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/**
 * What the page says to the console as an error, and what it throws. Ask for it
 * before the first `goto`, look at it at the end.
 */
export function collectConsoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/** Wait until Volto has taken over the page that the server has sent. */
export async function hydrated(page: Page) {
  await page.waitForFunction(() => {
    const main = document.getElementById('main');
    return (
      main !== null &&
      Object.keys(main).some((key) => key.startsWith('__reactContainer'))
    );
  });
  await page.waitForLoadState('networkidle');
}

/** Open a page and wait until it can be used. */
export async function open(page: Page, path: string) {
  const response = await page.goto(path);
  await hydrated(page);
  return response;
}
