import { expect, test } from '@playwright/test';
import { login, open } from '../helpers';
import { session } from '../people';

// What the office does with a seminar in the editor: further dates, and materials for participants.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';
test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const inDays = (days: number) =>
  new Date(Date.now() + days * 24 * 3600_000).toISOString();

async function newSeminar(): Promise<string> {
  const office = await session('geschaeftsstelle');
  const made = await office.post('/veranstaltungen', {
    '@type': 'Seminar',
    title: `Reihe ${Date.now()}`,
    start: inDays(10),
    end: inDays(10.1),
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const path = new URL(made.body['@id']).pathname.replace(/^\/Plone/, '');
  await office.post(`${path}/@workflow/announce`);
  return path;
}

test('a seminar becomes a series, with a material for participants', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const path = await newSeminar();
  const office = await session('geschaeftsstelle');
  await login(page, 'geschaeftsstelle', PASSWORD);

  await open(page, `${path}/edit`);
  const dates = page.locator('.objectlist-widget', {
    hasText: 'Weitere Termine der Reihe',
  });
  await dates.getByRole('button', { name: 'Termin hinzufügen' }).click();
  for (const [name, day] of [
    ['start', '02.01.2040'],
    ['end', '03.01.2040'],
  ]) {
    const field = dates.locator(`.field-wrapper-${name}, [class*="-${name}"]`);
    await field.locator('input').first().fill(day);
    await page.keyboard.press('Tab');
  }
  await page.locator('#toolbar-save').click();
  await page.waitForURL(`**${path}`);
  await expect
    .poll(async () => (await office.get(path)).body.dates.length)
    .toBe(2);

  await open(page, `${path}/add?type=File`);
  await expect(page.locator('.field-wrapper-material_when')).toContainText(
    'Zur Vorbereitung, für Teilnehmende',
  );
  await page.locator('#field-title').fill('Vorab lesen');
  await page.locator('.field-wrapper-file input[type=file]').setInputFiles({
    name: 'vorab.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Inhalt'),
  });
  await page.locator('#toolbar-save').click();
  await expect
    .poll(async () => (await office.get(path)).body.materials)
    .toEqual([
      expect.objectContaining({ title: 'Vorab lesen', when: 'before' }),
    ]);
  await office.delete(path);
});
