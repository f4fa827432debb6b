import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import {
  collectConsoleErrors,
  expectAccessible,
  hydrated,
  login,
  logout,
  open,
} from '../helpers';
import { session } from '../people';

// Forms of editors, filled in by visitors; what came in; the form builder; the block.

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

test.skip(!PASSWORD, 'needs DEMO_PASSWORD');

const model = (fields: string) =>
  `<model xmlns="http://namespaces.plone.org/supermodel/schema"
    xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
    <schema>${fields}</schema></model>`;

const field = (name: string, type: string, title: string, more = '') =>
  `<field name="${name}" type="${type}" ${more.startsWith('easyform:') ? more : ''}>
    <title>${title}</title>${more.startsWith('<') ? more : ''}</field>`;

const FIELDS = model(
  field('name', 'zope.schema.TextLine', 'Ihr Name') +
    field('mail', 'plone.schema.email.Email', 'E-Mail-Adresse') +
    field(
      'anlass',
      'zope.schema.Choice',
      'Anlass',
      '<values><element>Frage</element><element>Hinweis</element></values>',
    ) +
    field(
      'seite',
      'zope.schema.TextLine',
      'Um welche Seite geht es?',
      'easyform:depends_on="anlass=Hinweis"',
    ) +
    field(
      'urteil',
      'collective.easyform.fields.Likert',
      'Wie gefällt Ihnen das Portal?',
      '<required>False</required><questions><element>Inhalt</element><element>Aufbau</element></questions><answers><element>gut</element><element>geht so</element></answers>',
    ) +
    field(
      'anlage',
      'plone.namedfile.field.NamedBlobFile',
      'Anlage',
      '<required>False</required>',
    ) +
    field('nachricht', 'zope.schema.Text', 'Ihre Nachricht'),
);

const ACTIONS = model(
  field('saver', 'collective.easyform.actions.SaveData', 'Speichern'),
);

const editor = () => session('redaktion');

/** A published form, made over REST; gone after `use`. */
async function withForm(
  use: (path: string, title: string) => Promise<void>,
  more: object = {},
) {
  const api = await editor();
  const mark = process.hrtime.bigint();
  const title = `Formularprobe ${mark}`;
  const path = `/formulare/probe-${mark}`;
  const made = await api.post('/formulare', {
    '@type': 'EasyForm',
    id: `probe-${mark}`,
    title,
    fields_model: FIELDS,
    actions_model: ACTIONS,
    thankstitle: 'Danke für Ihre Nachricht',
    thanksdescription: 'Wir melden uns.',
    ...more,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  try {
    await api.post(`${path}/@workflow/publish`);
    await use(path, title);
  } finally {
    await api.delete(path);
  }
}

/** Send a form over REST, as another website would. */
async function sendIn(page: Page, path: string, name: string) {
  const answer = await page.request.post(`/++api++${path}/@form`, {
    headers: { Accept: 'application/json' },
    data: {
      data: {
        name,
        mail: 'ada@post.example',
        anlass: 'Frage',
        nachricht: `Nachricht von ${name}`,
      },
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

const expectNoOverflow = async (page: Page) =>
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    ),
  ).toBeLessThanOrEqual(0);

/** Each link of a page leads to something, but for what it deletes. */
async function expectLinksLead(page: Page) {
  const links = await page
    .locator('a[href]:not(.schemaeditor-delete-field)')
    .evaluateAll((all) =>
      all
        .map((link) => (link as HTMLAnchorElement).href.split('#')[0])
        .filter((href) => new URL(href).origin === window.location.origin),
    );
  expect(links.length).toBeGreaterThan(5);
  for (const link of new Set(links)) {
    const answer = await page.request.get(link, {
      headers: { Accept: 'text/html' },
    });
    expect(answer.status(), link).toBe(200);
  }
}

const send = (page: Page) => page.getByRole('button', { name: 'Absenden' });

for (const width of [1280, 320]) {
  test(`a visitor fills in a form at ${width} px: errors, then thanks`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const errors = collectConsoleErrors(page);
    await withForm(async (path) => {
      await open(page, path);
      await expect(send(page)).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);

      // Asked only where it matters.
      const asked = page.getByLabel('Um welche Seite geht es?');
      await expect(asked).toHaveCount(0);
      await page.getByLabel('Anlass').selectOption('Hinweis');
      await expect(asked).toBeVisible();
      await page.getByLabel('Ihr Name').fill('Ada Beispiel');
      await page.getByLabel('E-Mail-Adresse').fill('keine Adresse');
      await page
        .getByRole('group', { name: /^Inhalt/ })
        .getByLabel('gut')
        .check();
      await page.getByLabel('Anlage').setInputFiles({
        name: 'plan.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Ein Plan'),
      });
      await expect(page.getByText('Gewählt: plan.txt')).toBeVisible();

      // By keyboard; the summary takes the focus and leads to the field.
      await send(page).focus();
      await page.keyboard.press('Enter');
      const summary = page.getByRole('group', { name: /Bitte prüfen Sie/ });
      await expect(summary).toBeFocused();
      await expect(summary.getByRole('link')).toHaveCount(3);
      await expectAccessible(page);
      await expectNoOverflow(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const mail = page.getByLabel('E-Mail-Adresse');
      await expect(mail).toBeFocused();
      await expect(mail).toHaveAttribute('aria-invalid', 'true');
      await expect(mail).toHaveValue('keine Adresse');
      await expect(page.getByLabel('Ihr Name')).toHaveValue('Ada Beispiel');
      await expect(page.getByText('Gewählt: plan.txt')).toBeVisible();

      await mail.fill('ada@post.example');
      await asked.fill('/wissen');
      await page.getByLabel('Ihre Nachricht').fill('Bitte größer.');
      await send(page).click();
      const thanks = page.getByRole('heading', {
        name: 'Danke für Ihre Nachricht',
      });
      await expect(thanks).toBeFocused();
      await expect(page.getByText('Wir melden uns.')).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);

      const saved = await (await editor()).get(`${path}/@saved-data`);
      expect(saved.body.items_total).toBe(1);
      const values = Object.values(saved.body.items[0].values).join(' ');
      expect(values).toContain('Ada Beispiel');
      expect(values).toContain('Bitte größer.');
      expect(values).toContain('/wissen');
    });
    // The browser itself reports refusals, also that of who is very fast, which is waited out.
    expect(errors.filter((one) => !/status of (400|429)/.test(one))).toEqual(
      [],
    );
  });
}

test('nothing arrives twice when the answer is lost, and nothing is lost', async ({
  page,
}) => {
  await withForm(async (path) => {
    await open(page, path);
    await page.getByLabel('Ihr Name').fill('Bo Beispiel');
    await page.getByLabel('E-Mail-Adresse').fill('bo@post.example');
    await page.getByLabel('Anlass').selectOption('Frage');
    await page.getByLabel('Ihre Nachricht').fill('Nur einmal.');
    // Nobody is so fast.
    await page.waitForTimeout(3000);
    let lost = 0;
    await page.route(`**/++api++${path}/@form`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) {
        await route.continue();
        return;
      }
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await send(page).click();
    await expect(page.getByText(/Es kam keine Antwort/)).toBeVisible();
    await expect(page.getByLabel('Ihr Name')).toHaveValue('Bo Beispiel');
    await expectAccessible(page);
    await send(page).click();
    await expect(
      page.getByRole('heading', { name: 'Danke für Ihre Nachricht' }),
    ).toBeFocused();
    expect(lost).toBe(1);
    const saved = await (await editor()).get(`${path}/@saved-data`);
    expect(saved.body.items_total).toBe(1);
  });
});

test('without JavaScript a form is filled in at its other view', async ({
  browser,
}) => {
  await withForm(async (path, title) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const answer = await page.goto(path);
    expect(await answer?.text()).toContain('Ihre Nachricht');
    // Nothing that could not be sent.
    await expect(page.getByLabel('Ihre Nachricht')).toBeHidden();
    await expect(send(page)).toBeHidden();
    await page
      .getByRole('link', { name: 'Die andere Ansicht des Formulars' })
      .click();
    await expect(page).toHaveURL(new RegExp(`/klassisch${path}/view$`));
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await page.waitForLoadState('networkidle');
    for (const width of [1440, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoOverflow(page);
    }
    await expectLinksLead(page);

    // Browsers check what they can themselves; what the server finds comes with all that was entered.
    const classic = page.locator('form.easyformForm');
    await page.getByLabel('Ihr Name').fill('Ada Beispiel');
    await page.getByLabel('E-Mail-Adresse').fill('ada@post.example');
    await page.getByLabel('Anlass').selectOption('Hinweis');
    await page.getByLabel('Um welche Seite geht es?').fill(' ');
    await page.getByLabel('Ihre Nachricht').fill('Ohne Skript.');
    await page.locator('input[type=file]').setInputFiles({
      name: 'plan.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Ein Plan'),
    });
    await classic.getByRole('button', { name: 'Absenden' }).click();
    await expect(page.locator('.invalid-feedback')).toBeVisible();
    await expect(page.getByLabel('Ihre Nachricht')).toHaveValue('Ohne Skript.');
    await expect(page.getByText('plan.txt')).toBeVisible();
    await page.getByLabel('Um welche Seite geht es?').fill('/wissen');
    await classic.getByRole('button', { name: 'Absenden' }).click();
    await expect(
      page.getByRole('heading', { name: 'Danke für Ihre Nachricht' }),
    ).toBeVisible();
    await expectNoOverflow(page);
    await context.close();

    const saved = await (await editor()).get(`${path}/@saved-data`);
    expect(saved.body.items_total).toBe(1);
    expect(saved.body.items[0].values).toMatchObject({
      name: 'Ada Beispiel',
      seite: '/wissen',
      anlage: 'plan.txt',
      nachricht: 'Ohne Skript.',
    });
  });
});

test('an editor reads, saves and deletes what came in', async ({ page }) => {
  const errors = collectConsoleErrors(page);
  await withForm(async (path, title) => {
    for (const name of ['Ada', 'Bo', 'Cem']) await sendIn(page, path, name);
    await login(page, 'redaktion', PASSWORD);
    await open(page, path);
    await page.getByRole('link', { name: 'Einsendungen' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: `Einsendungen: ${title}` }),
    ).toBeVisible();
    const rows = page.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(1)).toContainText('Nachricht von Cem');
    await expectAccessible(page, { exclude: ['#toolbar'] });
    for (const width of [375, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoOverflow(page);
    }

    const loading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Als CSV speichern' }).click();
    const table = await readFile(await (await loading).path(), 'utf-8');
    expect(table).toContain('Nachricht von Ada');

    await page
      .getByRole('button', { name: 'Einsendung Nr. 1 löschen' })
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Nachricht von Ada');
    await expectAccessible(page, { include: 'dialog' });
    await dialog.getByRole('button', { name: 'Löschen' }).click();
    await expect(page.getByText('Die Einsendung ist gelöscht.')).toBeVisible();
    await expect(rows).toHaveCount(3);
    await page.getByRole('button', { name: 'Alle löschen …' }).click();
    await expect(dialog).toContainText('2 Einsendungen');
    await dialog.getByRole('button', { name: 'Alle löschen' }).click();
    await expect(page.getByText('Noch ist nichts eingegangen.')).toBeVisible();

    // Nobody else reads it.
    await sendIn(page, path, 'Dora');
    await logout(page);
    for (const person of ['', 'mitglied-a']) {
      if (person) await login(page, person, PASSWORD);
      await open(page, `${path}/einsendungen`);
      await expect(page.locator('main')).not.toContainText('Dora');
      await expect(page.getByRole('table')).toHaveCount(0);
    }
  });
  expect(errors.filter((one) => !/status of (401|403|404)/.test(one))).toEqual(
    [],
  );
});

test('the form builder works at the address of the website', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url().includes('/klassisch')) {
      failed.push(`${response.status()} ${response.url()}`);
    }
  });
  await withForm(async (path, title) => {
    // Strangers log in first, and come to where they wanted to go.
    await page.goto(`/klassisch${path}/fields`);
    await expect(page).toHaveURL(/\/login\?return_url=/);

    await login(page, 'redaktion', PASSWORD);
    await open(page, path);
    await page.getByRole('link', { name: /Formularbaukasten/ }).click();
    await expect(page).toHaveURL(new RegExp(`/klassisch${path}/fields`));
    // Its scripts make a dialog of the link.
    await page.waitForLoadState('networkidle');
    await page.locator('#add-field').click();
    const modal = page.locator('.modal-dialog');
    await modal.locator('[name="form.widgets.title"]').fill('Telefon');
    // The short name comes by itself.
    await page.keyboard.press('Tab');
    await expect(modal.locator('[name="form.widgets.__name__"]')).toHaveValue(
      'telefon',
    );
    await modal.locator('.modal-footer button').first().click();
    await expect(page.locator('[data-field_id=telefon]')).toBeVisible();

    const described = await page.request.get(`/++api++${path}/@form`, {
      headers: { Accept: 'application/json' },
    });
    expect((await described.json()).uischema.order).toContain('telefon');

    // The list is saved though its required questions have no default.
    await page.locator('[name="form.buttons.save"]').click();
    await page.waitForURL((url) => url.pathname === path);
    await page.goto(`/klassisch${path}/fields`);

    // The way back is the breadcrumb of the form.
    const way = page.locator('#portal-breadcrumbs').getByRole('link');
    await way.filter({ hasText: title }).first().click();
    await page.waitForURL((url) => url.pathname === path);
    await expect(page.getByLabel('Telefon')).toBeVisible();
    await hydrated(page);

    await page
      .getByRole('link', { name: 'Was nach dem Absenden geschieht' })
      .click();
    await expect(page.locator('[data-field_id=saver]')).toBeVisible();
  });
  expect(failed).toEqual([]);
});

test('settings in the form builder keep what was chosen, and can choose more', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const consent =
    '<field name="ja" type="zope.schema.Bool" easyform:validators="isChecked"><title>Einverstanden</title></field>';
  const models = {
    fields_model: model(field('ort', 'zope.schema.TextLine', 'Ort') + consent),
    actions_model: model(
      '<field name="saver" type="collective.easyform.actions.SaveData"><title>Speichern</title><showFields><element>ort</element></showFields></field>',
    ),
  };
  await withForm(async (path) => {
    const api = await editor();
    const stored = async (name: string) =>
      String((await api.get(path)).body[name]);
    await login(page, 'redaktion', PASSWORD);

    /** Open the settings of a field or an action, do something there, and save. */
    const change = async (
      part: string,
      name: string,
      use: (modal: Locator) => Promise<void>,
    ) => {
      // Each time on a page of its own: after saving it loads itself again.
      const page = await context.newPage();
      const errors = collectConsoleErrors(page);
      await page.goto(`/klassisch${path}/${part}`);
      await page.waitForLoadState('networkidle');
      await page.locator(`[data-field_id=${name}] .fieldSettings`).click();
      const modal = page.locator('.modal-dialog');
      await expect(modal.locator('form')).toBeVisible();
      await use(modal);
      await modal
        .locator('.modal-footer')
        .getByRole('button', { name: 'Sichern' })
        .click();
      await expect(modal).toHaveCount(0);
      expect(errors).toEqual([]);
      await page.close();
    };
    const choose =
      (name: string, checked: boolean, tab?: string) =>
      async (modal: Locator) => {
        if (tab)
          await modal.locator('.autotoc-nav a', { hasText: tab }).click();
        await modal.getByLabel(name, { exact: true }).setChecked(checked);
      };
    const nothing = async () => {};

    await change('fields', 'ja', nothing);
    expect(await stored('fields_model')).toContain('validators="isChecked"');
    await change('fields', 'ort', choose('isURL', true, 'Erweitert'));
    expect(await stored('fields_model')).toContain('validators="isURL"');
    await change('fields', 'ja', choose('isChecked', false, 'Erweitert'));
    expect(await stored('fields_model')).not.toContain('isChecked');

    await change('actions', 'saver', nothing);
    expect(await stored('actions_model')).toContain('<element>ort</element>');
    await change('actions', 'saver', choose('Einverstanden', true));
    expect(await stored('actions_model')).toContain('<element>ja</element>');
    await change('actions', 'saver', choose('Ort', false));
    expect(await stored('actions_model')).not.toContain('>ort<');
  }, models);
});

test('pages of the form builder lead to what there is', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  await withForm(async (path) => {
    await login(page, 'redaktion', PASSWORD);
    for (const part of [
      'fields',
      'fields/name',
      'fields/@@modeleditor',
      'actions',
      'actions/saver',
      'actions/@@modeleditor',
      'view',
    ]) {
      for (const width of [1440, 375]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`/klassisch${path}/${part}`);
        await page.waitForLoadState('networkidle');
        await expectNoOverflow(page);
      }
      await expectLinksLead(page);
    }

    // Before something is deleted it is asked for, in German.
    let asked = '';
    page.on('dialog', (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.goto(`/klassisch${path}/actions`);
    await page.waitForLoadState('networkidle');
    await page
      .locator('[data-field_id=saver] .schemaeditor-delete-field')
      .click();
    expect(asked).toBe('Möchten Sie diese Aktion wirklich löschen?');

    // What came in is read on the website.
    await page.goto(`/klassisch${path}/actions/saver/@@data`);
    await expect(page).toHaveURL(`${path}/einsendungen?action=saver`);
  });
  expect(failed).toEqual([]);
  expect(errors).toEqual([]);
});

test('a foreign page cannot use the form builder', async ({ page }) => {
  await withForm(async (path) => {
    await login(page, 'redaktion', PASSWORD);
    // As an image or a form on another page would: with the cookies, without the token.
    await page.request.get(`/klassisch${path}/fields/name/@@delete`);
    await page.request.post(`/klassisch${path}/fields/name/@@delete`, {
      headers: { Origin: 'https://fremd.example' },
      form: { x: '1' },
    });
    const form = await page.request.get(`/++api++${path}/@form`, {
      headers: { Accept: 'application/json' },
    });
    expect((await form.json()).uischema.order).toContain('name');
  });
});

test('an editor puts a form on a page; visitors send it from there', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await withForm(async (path, title) => {
    const name = `Formularseite ${process.hrtime.bigint()}`;
    await login(page, 'redaktion', PASSWORD);
    await open(page, '/wissen/add?type=Document');
    await page.getByRole('textbox', { name: 'Inhaltstitel' }).click();
    await page.keyboard.type(name);
    const paragraph = page
      .locator('.block-editor-slate [contenteditable=true]')
      .last();
    await paragraph.click();
    await expect(paragraph).toBeFocused();
    await page.keyboard.type('/formular');
    await page
      .getByRole('option', { name: 'Formular zum Ausfüllen' })
      .or(page.getByText('Formular zum Ausfüllen'))
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    const sidebar = page.locator('#sidebar');
    await expect(
      page.getByText('Bitte wählen Sie in der Seitenleiste ein Formular.'),
    ).toBeVisible();
    await sidebar
      .locator('.field-wrapper-href .objectbrowser-field')
      .getByRole('button')
      .last()
      .click();
    await page
      .locator('.object-listing li', { hasText: title })
      .first()
      .click();
    await page.keyboard.press('Escape');
    await expect(
      page.locator('.zr-form-block').getByText('Ihre Nachricht'),
    ).toBeVisible();
    await page.locator('#toolbar-save').click();
    await page.waitForURL((url) => !url.pathname.endsWith('/add'));
    const at = new URL(page.url()).pathname;
    const api = await editor();
    try {
      await api.post(`${at}/@workflow/publish`);
      const stored = await api.get(at);
      expect(JSON.stringify(stored.body.blocks)).not.toContain(title);
      await logout(page);
      const html = await (await page.request.get(at)).text();
      expect(html).toContain('Ihre Nachricht');
      await open(page, at);
      const block = page.getByRole('region', { name: title });
      await expect(block.getByRole('heading', { level: 2 })).toHaveText(title);
      await expectAccessible(page);
      await block.getByLabel('Ihr Name').fill('Eva Beispiel');
      await block.getByLabel('E-Mail-Adresse').fill('eva@post.example');
      await block.getByLabel('Anlass').selectOption('Frage');
      await block.getByLabel('Ihre Nachricht').fill('Aus der Seite.');
      await block.getByRole('button', { name: 'Absenden' }).click();
      await expect(
        page.getByRole('heading', { name: 'Danke für Ihre Nachricht' }),
      ).toBeFocused();
      await expect(page.locator('h1')).toHaveText(name);
      const saved = await api.get(`${path}/@saved-data`);
      expect(saved.body.items_total).toBe(1);
    } finally {
      await api.delete(at);
    }
  });
});

test('a page with blocks that nobody has filled in is shown without them', async ({
  page,
}) => {
  const api = await editor();
  const id = `leere-bloecke-${process.hrtime.bigint()}`;
  const types = ['zukunftsraumForm', 'zukunftsraumItems'];
  const made = await api.post('/wissen', {
    '@type': 'Document',
    id,
    title: 'Leere Blöcke',
    blocks: {
      title: { '@type': 'title' },
      ...Object.fromEntries(types.map((type) => [type, { '@type': type }])),
      gone: {
        '@type': 'zukunftsraumForm',
        href: [{ '@id': '../../resolveuid/00000000000000000000000000000000' }],
      },
    },
    blocks_layout: { items: ['title', ...types, 'gone'] },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  try {
    await api.post(`/wissen/${id}/@workflow/publish`);
    const response = await open(page, `/wissen/${id}`);
    expect(response?.status()).toBe(200);
    await expect(page.locator('h1')).toHaveText('Leere Blöcke');
    await expect(page.locator('.zr-form-block')).toHaveCount(0);
  } finally {
    await api.delete(`/wissen/${id}`);
  }
});

test('who may not add a form is told so', async ({ page }) => {
  const stranger = await open(page, '/formulare/add?type=EasyForm');
  expect(stranger?.status()).toBe(401);
  await login(page, 'mitglied-a', PASSWORD);
  const response = await open(page, '/formulare/add?type=EasyForm');
  expect(response?.status()).toBe(401);
  await expect(page.getByLabel('Titel')).toHaveCount(0);
  await logout(page);
  await login(page, 'redaktion', PASSWORD);
  await open(page, '/formulare/add?type=EasyForm');
  await expect(page.getByLabel('Titel').first()).toBeVisible();
});

test('a file of another kind is refused before it is sent', async ({
  page,
}) => {
  await open(page, '/formulare/barriere-melden');
  const field = page.getByLabel('Bild vom Bildschirm');
  await expect(field).toHaveAccessibleDescription(/Höchstens \d+ MB.*Bilder/);
  await page.getByLabel('Was geht nicht?').fill('Das Menü.');
  await field.setInputFiles({
    name: 'x.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Kein Bild'),
  });
  await expect(field).toHaveAccessibleDescription(/nicht möglich/);
  await page.getByRole('button', { name: 'Barriere melden' }).click();
  await page
    .getByRole('group', { name: /Bitte prüfen Sie/ })
    .getByRole('link', { name: /^Bild vom Bildschirm/ })
    .click();
  await expect(field).toBeFocused();
  await expectAccessible(page);
});

test('every form of the demo is whole and accessible', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = collectConsoleErrors(page);
  const found = await page.request.get(
    '/++api++/@search?portal_type=EasyForm&review_state=published&b_size=50',
    { headers: { Accept: 'application/json' } },
  );
  const { items } = await found.json();
  const paths: string[] = items
    .map((item: { '@id': string }) => new URL(item['@id']).pathname)
    .map((path: string) => path.replace(/^\/(\+\+api\+\+|Plone)/, ''))
    .filter((path: string) => !/\/probe-\d/.test(path));
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    for (const width of [1440, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await open(page, path);
      await expect(page.locator('form.zr-easyform')).toBeVisible();
      await expect(page.locator('h1')).toHaveCount(1);
      await expectNoOverflow(page);
    }
    await expectAccessible(page);
  }
  expect(errors).toEqual([]);
});
