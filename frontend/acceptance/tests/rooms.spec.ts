import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  login,
  logout,
  open,
} from '../helpers';
import { BEISPIELHAUSEN, SECRET, newMember } from '../people';

// Exchange rooms: found, joined, asked for, left; comments in a space.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
const OPEN_ROOM = '/austausch/gut-alt-werden';
const CLOSED_ROOM = '/austausch/leerstand-und-nachnutzung';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const main = (page: Page) => page.locator('main');
const button = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name });
const card = (page: Page, name: string) =>
  main(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) });
const dialog = (page: Page) => page.getByRole('dialog');
const said = (page: Page) =>
  main(page).locator('[role=status]').filter({ hasText: /./ });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server sends the rooms with what one is in them', async ({
    page,
  }) => {
    await login(page, 'mitglied-a', PASSWORD);
    await page.goto('/austausch');
    await expect(card(page, 'Gut alt werden')).toContainText('Mitglied');
    await expect(card(page, 'Leerstand')).toContainText('Geschlossener Raum');
    await page.goto('/austausch?topic=mobility');
    await expect(main(page)).toContainText(
      'Zu diesem Thema gibt es noch keinen Raum',
    );
    await page.goto(CLOSED_ROOM);
    await expect(main(page)).toContainText(
      'Ihre Anfrage liegt bei der Leitung',
    );
    await expect(main(page)).not.toContainText('Wird geladen');
  });
});

test('strangers see no rooms, only how to come in', async ({ page }) => {
  await open(page, '/austausch');
  await expect(main(page)).not.toContainText('Gut alt werden in der Kommune');
  await expect(
    main(page).getByRole('link', { name: 'Anmelden' }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('a member joins an open room, writes, and leaves', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const mia = await newMember('Mia Mitwirkend');
  await login(page, mia.email, SECRET);
  await open(page, '/austausch');
  await expectAccessible(page);
  await card(page, 'Gut alt werden')
    .getByRole('button', { name: /beitreten/ })
    .click();
  await expect(dialog(page)).toContainText('Die Mitglieder sehen Ihren Namen');
  await expectAccessible(page, { include: 'dialog' });
  await dialog(page).getByRole('button', { name: 'Beitreten' }).click();
  await expect(said(page).first()).toContainText('Sie sind jetzt Mitglied');
  await expect(card(page, 'Gut alt werden')).toContainText('Mitglied');
  await expectAccessible(page);

  await card(page, 'Gut alt werden').getByRole('link').click();
  await expect(page.locator('h1')).toContainText('Gut alt werden');
  await expect(
    main(page).getByRole('link', { name: 'Seite schreiben' }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Mitglieder' })).toContainText(
    'Leitung',
  );
  await expectAccessible(page);

  await button(page, 'Raum verlassen').click();
  await expect(dialog(page)).toContainText(
    'auch nicht Ihre eigenen Seiten und Dateien',
  );
  await expectAccessible(page, { include: 'dialog' });
  await dialog(page).getByRole('button', { name: 'Verlassen' }).click();
  await expect(said(page).first()).toContainText(
    'Sie haben diesen Raum verlassen',
  );
  await expect(
    main(page).getByRole('link', { name: 'Seite schreiben' }),
  ).toHaveCount(0);
  await expect(button(page, 'Beitreten')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a member asks for a closed room, and its host admits', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const berta = await newMember('Berta Bittend', {
    municipality: BEISPIELHAUSEN,
  });
  const norbert = await newMember('Norbert Neugierig', {
    municipality: BEISPIELHAUSEN,
  });
  for (const person of [berta, norbert]) {
    await login(page, person.email, SECRET);
    await open(page, CLOSED_ROOM);
    await button(page, 'Anfragen').click();
    await dialog(page)
      .getByLabel(/Nachricht an die Leitung/)
      .fill(`Ich habe Fragen, ${person.fullname}.`);
    await expectAccessible(page, { include: 'dialog' });
    await dialog(page).getByRole('button', { name: 'Anfrage senden' }).click();
    await expect(main(page)).toContainText('Angefragt');
    await expect(button(page, 'Anfrage zurückziehen')).toBeVisible();
    await expectAccessible(page);
    await logout(page);
  }

  await login(page, 'koordination-b', PASSWORD);
  await open(page, CLOSED_ROOM);
  await main(page)
    .getByRole('region', { name: 'Mitmachen' })
    .getByRole('link', { name: 'Mitglieder und Anfragen' })
    .click();
  const requests = page.getByRole('region', { name: 'Wer dazukommen möchte' });
  await expect(requests).toContainText(`Ich habe Fragen, ${berta.fullname}.`);
  await expectAccessible(page);
  await button(page, `${berta.fullname} aufnehmen`).click();
  await expectAccessible(page, { include: 'dialog' });
  await dialog(page).getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(said(page).first()).toContainText('ist jetzt im Raum');
  // Both lists are loaded again, each for itself.
  await expect(
    requests.getByRole('row').filter({ hasText: berta.fullname }),
  ).toHaveCount(0);
  await expect(
    main(page).getByRole('row').filter({ hasText: berta.fullname }),
  ).toContainText('Mitglied');
  await button(page, `${norbert.fullname} ablehnen`).click();
  await dialog(page).getByLabel('Begründung').fill('Im Moment ist es voll.');
  await dialog(page).getByRole('button', { name: 'Ablehnen' }).click();
  await expect(said(page).first()).toContainText('ist abgelehnt');
  await expect(
    requests.getByRole('row').filter({ hasText: norbert.fullname }),
  ).toHaveCount(0);

  await logout(page);
  await login(page, berta.email, SECRET);
  await open(page, CLOSED_ROOM);
  await expect(main(page)).toContainText('Sie sind Mitglied in diesem Raum');
  await logout(page);
  await login(page, norbert.email, SECRET);
  await open(page, CLOSED_ROOM);
  await expect(button(page, 'Anfragen')).toBeVisible();
  await expect(
    main(page).getByRole('link', { name: /Alle \d+ Mitglieder/ }),
  ).toHaveCount(0);
});

test('members comment on a page of their space; others see nothing of it', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const words = `Das sehe ich auch so ${Date.now()}`;
  const document = '/raeume/musterstadt/ideenspeicher';
  await login(page, 'mitglied-a', PASSWORD);
  await open(page, document);
  await main(page).getByLabel('Ihr Kommentar').fill(words);
  await expectAccessible(page, { include: 'main' });
  await button(page, 'Kommentar senden').click();
  await expect(said(page).last()).toContainText(
    'Ihr Kommentar steht jetzt auf der Seite.',
  );
  const comment = page
    .getByRole('article')
    .filter({ hasText: words })
    .filter({ has: page.getByText('Martina Muster') });
  await expect(comment).toContainText(words);
  await expectAccessible(page, { include: 'main' });

  await logout(page);
  await login(page, 'koordination-a', PASSWORD);
  await open(page, document);
  await comment.getByRole('button', { name: /antworten/ }).click();
  await page.getByRole('textbox', { name: /antworten/ }).fill('Danke!');
  await button(page, 'Antwort senden').click();
  await expect(said(page).last()).toContainText('Ihre Antwort steht jetzt');
  expect(errors).toEqual([]);

  await logout(page);
  await login(page, 'mitglied-b', PASSWORD);
  await open(page, document);
  await expect(page.locator('h1')).toHaveText('Diese Seite ist geschützt');
  await expect(page.locator('body')).not.toContainText(words);

  await logout(page);
  await login(page, 'koordination-a', PASSWORD);
  await open(page, document);
  await comment.getByRole('button', { name: /löschen/ }).click();
  await expect(dialog(page)).toContainText('Auch die Antwort darauf');
  await dialog(page).getByRole('button', { name: 'Kommentar löschen' }).click();
  await expect(said(page).last()).toContainText('Der Kommentar ist gelöscht');
  await expect(main(page)).not.toContainText(words);
});

test('who opens a page that somebody edits is told so', async ({ browser }) => {
  const contexts = await Promise.all([
    browser.newContext(),
    browser.newContext(),
  ]);
  const [editor, reader] = await Promise.all(
    contexts.map((context) => context.newPage()),
  );
  const document = '/raeume/musterstadt/ideenspeicher';
  await login(editor, 'koordination-a', PASSWORD);
  await login(reader, 'mitglied-a', PASSWORD);
  await open(editor, `${document}/edit`);
  await expect(editor.locator('#toolbar-save')).toBeVisible();
  await open(reader, document);
  await expect(main(reader).getByRole('note')).toContainText(
    'Karim Muster (Beispiel) bearbeitet diese Seite seit',
  );
  await expectAccessible(reader, { include: 'main' });
  await editor.locator('.cancel').first().click();
  await expect(editor).not.toHaveURL(/edit/);
  await open(reader, document);
  await expect(main(reader).getByRole('note')).toHaveCount(0);
  await main(reader)
    .getByRole('link', { name: /Frühere Fassungen/ })
    .click();
  await expect(reader).toHaveURL(/historyview/);
  await expect(reader.locator('#page-history')).toBeVisible();
  await Promise.all(contexts.map((context) => context.close()));
});

for (const width of [1440, 375]) {
  test(`rooms fit at ${width} px`, async ({ page }) => {
    await login(page, 'mitglied-b', PASSWORD);
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/austausch', CLOSED_ROOM, OPEN_ROOM]) {
      await open(page, path);
      await expectAccessible(page, { include: 'main' });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}
