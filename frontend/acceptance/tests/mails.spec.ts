import { expect, test } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import { expectAccessible, linkIn, mailTo, mailsTo } from '../helpers';

const JSON_HEADERS = { Accept: 'application/json' };
const ROOM = '/++api++/austausch/leerstand-und-nachnutzung';

/** The headers of somebody who is logged in. */
async function headersOf(request: APIRequestContext, user: string) {
  const response = await request.post('/++api++/@login', {
    headers: JSON_HEADERS,
    data: { login: user, password: process.env.DEMO_PASSWORD },
  });
  expect(response.ok(), `login of ${user}`).toBe(true);
  const { token } = await response.json();
  return { ...JSON_HEADERS, Authorization: `Bearer ${token}` };
}

test('a mail can be read in light and dark, as HTML and as text', async ({
  page,
}) => {
  const address = 'lea.probe@example.org';
  const offer = await (
    await page.request.get('/++api++/@signup', { headers: JSON_HEADERS })
  ).json();
  const answer = await page.request.post('/++api++/@signup', {
    headers: JSON_HEADERS,
    data: {
      email: address,
      fullname: 'Lea Probe',
      municipality: '990000000001',
      category: 'administration',
      function: 'Sachbearbeitung',
      privacy_version: offer.privacy_version,
      accept_privacy: true,
    },
  });
  expect(answer.status()).toBe(202);
  const mail = await mailTo(address);
  expect(mail.text).toContain('Guten Tag,');
  const link = linkIn(mail, '/registrieren');
  expect(new URL(link).origin).toBe(new URL(answer.url()).origin);

  await page.setContent(mail.html);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByText('Guten Tag,', { exact: true })).toBeVisible();
  await expect(page.locator(`a[href="${link}"]`)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  expect(tooWide, 'a mail that has to be moved sideways').toBe(false);
});

test('a mail program unsubscribes with one click, through the website', async ({
  request,
}) => {
  const member = await headersOf(request, 'finanzen');
  const host = 'koordination-b@example.org';
  const asked = await request.post(`${ROOM}/@membership`, {
    headers: member,
    data: {},
  });
  expect(asked.status()).toBe(202);
  const mail = await mailTo(host, /Raum/);
  const address = mail.headers['List-Unsubscribe'].replace(/[<>]/g, '');
  expect(mail.headers['List-Unsubscribe-Post']).toBe(
    'List-Unsubscribe=One-Click',
  );

  const clicked = await request.post(address, {
    headers: { Accept: '*/*' },
    form: { 'List-Unsubscribe': 'One-Click' },
  });
  expect(clicked.status()).toBe(200);
  expect((await clicked.json()).mail).toBe(false);

  const before = mailsTo(host).length;
  await request.delete(`${ROOM}/@membership`, { headers: member });
  await request.post(`${ROOM}/@membership`, { headers: member, data: {} });
  expect(mailsTo(host)).toHaveLength(before);

  const back = await request.delete(address, { headers: JSON_HEADERS });
  expect((await back.json()).mail).toBe(true);
  await request.delete(`${ROOM}/@membership`, { headers: member });
});
