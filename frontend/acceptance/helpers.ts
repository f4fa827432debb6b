import AxeBuilder from '@axe-core/playwright';
import { expect, request } from '@playwright/test';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

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

/** A mail as `zukunftsraum.mail.mailbox --json` tells it. */
export interface Mail {
  to: string;
  subject: string;
  headers: Record<string, string>;
  text: string;
  html: string;
}

/** The mails to an address in the development mailbox, oldest first. */
export function mailsTo(address: string): Mail[] {
  const backend = resolve(__dirname, '../../backend');
  const instance = process.env.INSTANCE_DIR ?? `${backend}/instance`;
  const output = execFileSync(
    `${backend}/.venv/bin/python`,
    ['-m', 'zukunftsraum.mail.mailbox', `${instance}/var/mail`, '--json'],
    { encoding: 'utf-8', maxBuffer: 64 * 1024 * 1024 },
  );
  return (JSON.parse(output) as Mail[]).filter(({ to }) => to === address);
}

/** Wait for a mail to an address, the newest whose subject matches. */
export async function mailTo(address: string, subject = /./): Promise<Mail> {
  const newest = () =>
    mailsTo(address)
      .reverse()
      .find((mail) => subject.test(mail.subject));
  await expect
    .poll(newest, { message: `a mail to ${address} (${subject})` })
    .toBeDefined();
  return newest()!;
}

/** The first address in a mail that leads to this part of the website. */
export function linkIn(mail: Mail, path: string): string {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? [];
  const found = links.find((link) => new URL(link).pathname.startsWith(path));
  expect(found, `a link to ${path} in "${mail.subject}"`).toBeDefined();
  return found!;
}

/** The path of a link in a mail; the address of the website is another setting. */
export const pathOf = (link: string) => new URL(link).pathname;

const JSON_ANSWER = { Accept: 'application/json' };

/**
 * An account of Musterstadt, made over REST by sign-up and confirmation. It waits
 * for its admission.
 */
export async function newAccount(
  page: Page,
  email: string,
  { fullname, password }: { fullname: string; password: string },
) {
  const form = await page.request.get('/++api++/@signup', {
    headers: JSON_ANSWER,
  });
  const { privacy_version } = await form.json();
  const asked = await page.request.post('/++api++/@signup', {
    headers: JSON_ANSWER,
    data: {
      email,
      fullname,
      municipality: '990000000001',
      category: 'administration',
      function: '',
      privacy_version,
      accept_privacy: true,
    },
  });
  expect(asked.status(), await asked.text()).toBe(202);
  const link = linkIn(await mailTo(email), '/registrieren/bestaetigen/');
  const confirmed = await page.request.post('/++api++/@signup-confirm', {
    headers: JSON_ANSWER,
    data: { token: pathOf(link).split('/').pop(), password },
  });
  expect(confirmed.status(), await confirmed.text()).toBe(201);
}

/** Call the API as somebody, whoever is logged in in the browser. */
export async function callAs(
  user: { login: string; password: string },
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  data?: object,
) {
  const client = await request.newContext({
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    extraHTTPHeaders: JSON_ANSWER,
  });
  const session = await client.post('/++api++/@login', { data: user });
  expect(session.ok(), `login of ${user.login}`).toBe(true);
  const { token } = await session.json();
  const answer = await client[method](`/++api++${path}`, {
    headers: { Authorization: `Bearer ${token}` },
    data,
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  const body = answer.status() === 204 ? null : await answer.json();
  await client.dispose();
  return body;
}

/** Decide about a text in its panel, as author or editor; a dialog asks for the comment. */
export async function decide(page: Page, name: string, comment?: string) {
  await page
    .getByRole('region', { name: 'Bearbeitungsstand' })
    .getByRole('button', { name, exact: true })
    .click();
  const dialog = page.getByRole('dialog');
  if (comment) await dialog.getByLabel('Kommentar').fill(comment);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
