import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  callAs,
  collectConsoleErrors,
  decide,
  expectAccessible,
  login,
  logout,
  open,
} from '../helpers';
import { MUSTERSTADT } from '../people';

// From a member's first line to a text that readers see, and what becomes of it.

const password = process.env.DEMO_PASSWORD ?? '';
const author = { login: 'mitglied-a', password };
const neighbour = { login: 'mitglied-b', password };
const editor = { login: 'redaktion', password };

const switchTo = async (page: Page, user: { login: string }) => {
  await logout(page);
  await login(page, user.login, password);
};

const rich = (text: string) => ({
  data: `<p>${text}</p>`,
  'content-type': 'text/html',
});

/** Everything that an example needs before it can be published. */
const complete = (title: string) => ({
  '@type': 'BestPractice',
  title,
  description: 'Ein Beispiel aus den Tests.',
  municipality: MUSTERSTADT,
  topics: ['housing'],
  initial_situation: rich('Vorher'),
  goals: rich('Ziele'),
  approach: rich('Vorgehen'),
  results: rich('Ergebnis'),
  pitfalls: rich('Misslungen'),
});

/** A published example, made over REST; its path. */
async function published(title: string): Promise<string> {
  const made = await callAs(editor, 'post', '/praxis', complete(title));
  const path = new URL(made['@id']).pathname.replace(/^\/\+\+api\+\+/, '');
  await callAs(editor, 'post', `${path}/@workflow/publish`, {});
  return path;
}

test('a member submits an example, editors send it back, publish it, and change it by a copy', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const title = `Rufbus ${Date.now()}`;
  const errors = collectConsoleErrors(page);

  // The author: step by step, saved with each of them.
  await login(page, author.login, password);
  await open(page, '/praxis');
  await page.getByRole('link', { name: 'Praxisbeispiel einreichen' }).click();
  await page.getByLabel('Titel', { exact: true }).fill(title);
  await page
    .getByLabel(/^Kurzbeschreibung|^Kurzfassung|^Zusammenfassung|^Beschreibung/)
    .fill('Der Bus kommt, wenn man ihn ruft.');
  await expect(page.getByRole('combobox').first()).toHaveValue(/Musterstadt/);
  await page.getByLabel('Mobilität', { exact: true }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
    'Schritt 2',
  );
  await expect(page.getByText(/% der Teile sind ausgefüllt/)).toBeVisible();
  await page.getByLabel('Ausgangslage').fill('Kein Bus nach 18 Uhr.');
  await expect(page.getByText(/von 300 bis 800 Zeichen/)).toBeVisible();
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await page.getByLabel('Vorgehen').fill('Erst gefragt:\n\n- wer\n- wohin');
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
    'Schritt 4',
  );
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await page.getByLabel('Ergebnisse').fill('Vierzig Fahrten am Tag.');
  await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
  await expect(page.getByText('Als Entwurf gespeichert.')).toBeVisible();

  // What is missing leads to its field.
  await page
    .locator('.zr-completeness')
    .getByRole('link', { name: /Stolpersteine/ })
    .click();
  const pitfalls = page.getByLabel(/^Stolpersteine/);
  await expect(pitfalls).toBeFocused();
  await pitfalls.fill('Die Fahrzeuge waren zu groß.');
  await page
    .getByRole('navigation', { name: 'Schritte' })
    .getByRole('link', { name: 'Prüfen und einreichen' })
    .click();
  await page
    .getByRole('button', { name: 'Bei der Redaktion einreichen' })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Bei der Redaktion einreichen' })
    .click();
  await expect(
    page.getByRole('heading', { name: 'Ihr Text liegt bei der Redaktion' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Zum Text' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  const path = new URL(page.url()).pathname;
  await open(page, '/meine-texte');
  await expect(
    page
      .getByRole('region')
      .or(page.locator('section'))
      .filter({
        hasText: 'Bei der Redaktion',
      })
      .first(),
  ).toContainText(title);
  await expectAccessible(page);

  // An editor sends it back.
  await switchTo(page, editor);
  await open(page, '/redaktion');
  await expectAccessible(page);
  await page.getByRole('link', { name: title }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await decide(page, 'Zurückgeben', 'Bitte nennen Sie die Kosten.');
  await expect(
    page.getByText(/mit Ihrem Kommentar zurückgegeben/),
  ).toBeVisible();

  // The author reads why, and submits again.
  await switchTo(page, author);
  await open(page, path);
  await expect(
    page.getByText('Bitte nennen Sie die Kosten.').first(),
  ).toBeVisible();
  await expectAccessible(page);
  await decide(page, 'Bei der Redaktion einreichen', 'Es kostet nichts.');

  // Published.
  await switchTo(page, editor);
  await open(page, path);
  await decide(page, 'Veröffentlichen');
  await expect(page.getByText('Alle können diesen Text lesen.')).toBeVisible();

  // A copy: readers go on seeing the approved version.
  await decide(page, 'Arbeitskopie anlegen');
  await expect(page).not.toHaveURL(new RegExp(`${path}$`));
  await expect(
    page.getByText('Arbeitskopie: Leserinnen und Leser sehen sie nicht.'),
  ).toBeVisible();
  const copy = new URL(page.url()).pathname;
  await callAs(editor, 'patch', copy, { results: rich('Sechzig Fahrten.') });
  await logout(page);
  await open(page, path);
  await expect(page.locator('main')).toContainText('Vierzig Fahrten am Tag.');
  await expect(page.locator('main')).not.toContainText('Arbeitskopie');
  expect((await page.goto(copy))?.status()).toBe(401);

  await login(page, editor.login, password);
  await open(page, copy);
  await decide(page, 'Arbeitskopie übernehmen', 'Neue Zahlen.');
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await logout(page);
  await open(page, path);
  await expect(page.locator('main')).toContainText('Sechzig Fahrten.');
  // The one that was provoked above.
  expect(errors.filter((error) => !/40[13]/.test(error))).toEqual([]);
});

test('another municipality tells what came of reusing an example', async ({
  page,
}) => {
  const path = await published(`Bänke ${Date.now()}`);
  await login(page, neighbour.login, password);
  await open(page, path);
  await page.getByRole('button', { name: 'Wir haben das nachgenutzt' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Hat teilweise geklappt').check();
  await dialog
    .getByLabel('Was ist daraus geworden?')
    .fill('Zehn Bänke stehen.');
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByRole('button', { name: 'Eintrag veröffentlichen' }).click();
  const records = page.getByRole('region', { name: 'Nachgenutzt von' });
  await expect(records).toContainText('1 × teilweise geklappt');
  await expect(records).toContainText('Beispielhausen');
  await expectAccessible(page);

  // An editor hides it; strangers do not see it any more.
  await switchTo(page, editor);
  await open(page, path);
  await records.getByRole('button', { name: 'Ausblenden' }).click();
  await dialog.getByLabel('Begründung').fill('Bitte ohne Werbung.');
  await dialog.getByRole('button', { name: 'Eintrag ausblenden' }).click();
  await expect(records).toContainText('Bitte ohne Werbung.');
  await logout(page);
  await open(page, path);
  await expect(records).not.toContainText('Zehn Bänke stehen.');

  // The municipality withdraws it.
  await login(page, neighbour.login, password);
  await open(page, path);
  await records.getByRole('button', { name: 'Zurückziehen' }).click();
  await dialog.getByRole('button', { name: 'Eintrag zurückziehen' }).click();
  await expect(records).not.toContainText('Zehn Bänke stehen.');
});

test('an archived text says where to read on, with status 410', async ({
  page,
}) => {
  const stamp = Date.now();
  const old = await published(`Altbestand ${stamp}`);
  const successor = await published(`Neufassung ${stamp}`);
  await login(page, editor.login, password);
  await open(page, old);
  await page.getByRole('button', { name: 'Archivieren' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nachfolger suchen').fill(`Neufassung ${stamp}`);
  await dialog.getByLabel(new RegExp(`^Neufassung ${stamp}`)).check();
  await expectAccessible(page, { include: 'dialog' });
  await dialog.getByRole('button', { name: 'Archivieren' }).click();
  await expect(dialog).toHaveCount(0);

  await logout(page);
  const response = await open(page, old);
  expect(response?.status()).toBe(410);
  await expect(page.locator('h1')).toHaveText('Dieser Text ist archiviert');
  await expectAccessible(page);
  await page.getByRole('link', { name: `Neufassung ${stamp}` }).click();
  await expect(page).toHaveURL(new RegExp(`${successor}$`));
  await expect(page.locator('h1')).toHaveText(`Neufassung ${stamp}`);
});

test('scripts, styles and addresses that run scripts do nothing in any part', async ({
  page,
}) => {
  const attack =
    '<script>window.hit=1</script><img src=x onerror="window.hit=1"><style>h1{display:none}</style><a href="javascript:window.hit=1">Link</a>';
  const example = await callAs(editor, 'post', '/praxis', {
    ...complete(`Angriff ${Date.now()} <img src=x onerror="window.hit=1">`),
    description: attack.slice(0, 300),
    financing: attack,
    staff: attack,
    partners: [attack.slice(0, 200)],
    target_groups: [attack.slice(0, 120)],
    ...Object.fromEntries(
      [
        'initial_situation',
        'goals',
        'approach',
        'participation',
        'results',
        'evidence',
        'success_factors',
        'pitfalls',
        'lessons',
        'prerequisites',
        'adaptation',
      ].map((field) => [field, rich(attack)]),
    ),
  });
  const article = await callAs(editor, 'post', '/wissen', {
    '@type': 'WikiArticle',
    title: `Angriff ${Date.now()} <img src=x onerror="window.hit=1">`,
    description: attack.slice(0, 300),
    suitability: attack,
    effort_time: attack.slice(0, 200),
    effort_people: attack.slice(0, 200),
    sources: [attack, 'javascript:window.hit=1'],
    target_groups: [attack.slice(0, 120)],
    responsible: attack.slice(0, 200),
    blocks: {
      a: {
        '@type': 'slate',
        value: [
          {
            type: 'p',
            children: [
              { text: attack },
              {
                type: 'link',
                data: { url: 'javascript:window.hit=1' },
                children: [{ text: 'Verweis' }],
              },
              { text: '' },
            ],
          },
        ],
      },
    },
    blocks_layout: { items: ['a'] },
  });
  await login(page, editor.login, password);
  for (const { '@id': address } of [example, article]) {
    await open(page, new URL(address).pathname.replace(/^\/\+\+api\+\+/, ''));
    await expect(page.locator('h1')).toBeVisible();
    expect(await page.evaluate(() => (window as any).hit)).toBeUndefined();
    const bad = await page.locator('main').evaluate((main) =>
      Array.from(main.querySelectorAll('script, style, [onerror], a[href]'))
        .filter(
          (element) =>
            !(element instanceof HTMLAnchorElement) ||
            /^\s*javascript:/i.test(element.getAttribute('href') ?? ''),
        )
        .map((element) => element.outerHTML),
    );
    expect(bad).toEqual([]);
  }
});

for (const width of [1440, 375]) {
  for (const path of [
    '/redaktion',
    '/redaktion/import',
    '/meine-texte',
    '/einreichen/praxisbeispiel',
    '/einreichen/artikel',
  ]) {
    test(`${path} at ${width} px is whole and accessible`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await login(page, editor.login, password);
      const errors = collectConsoleErrors(page);
      await open(page, path);
      await expect(page.locator('h1')).toHaveCount(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    });
  }
}

test('strangers are asked to log in', async ({ page }) => {
  for (const path of ['/redaktion', '/meine-texte', '/einreichen/artikel']) {
    expect((await page.goto(path))?.status(), path).toBe(401);
  }
});
