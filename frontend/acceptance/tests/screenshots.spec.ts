import path from 'node:path';
import { test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { login, open } from '../helpers';
import { session } from '../people';

// Run by `make screenshots`, not with the tests.
const folder = path.resolve(__dirname, '../../../docs/screenshots');

const PASSWORD = process.env.DEMO_PASSWORD ?? '';

/** People of the demo register for this one, so that its pages have something to show. */
const SEMINAR = '/veranstaltungen/werkstatt-barrierefreie-beteiligung';

const inTwoWeeks = new Date(Date.now() + 14 * 24 * 3600_000);
const MONTH = inTwoWeeks.toISOString().slice(0, 7);

/** Name of the file and address of the main pages for strangers. */
const PAGES: [string, string][] = [
  ['start', '/'],
  ['wissen', '/wissen'],
  ['praxis', '/praxis'],
  ['veranstaltungen', '/veranstaltungen'],
  ['foerderung', '/foerderung'],
  ['austausch', '/austausch'],
  ['lernen', '/lernen'],
  ['suche', '/search?SearchableText=Wohnen'],
  ['suche-karte', '/search?view=map&type=BestPractice'],
  ['anmelden', '/login'],
  ['mitmachen', '/mitmachen'],
  ['registrieren', '/registrieren'],
  ['passwort-vergessen', '/passwort-vergessen'],
  ['artikel', '/wissen/mehrgenerationenwohnen'],
  ['praxisbeispiel', '/praxis/mehrgenerationenhof-altmusterhausen'],
  ['seminar', '/veranstaltungen/mitfahrbaenke-die-wirklich-genutzt-werden'],
  ['veranstaltungen-monat', `/veranstaltungen?month=${MONTH}`],
  ['geschuetzt', '/raeume/musterstadt'],
  ['formular', '/formulare/kontakt'],
];

/** The same for a member of a municipality, or who is named; they need DEMO_PASSWORD. */
const MEMBER_PAGES: [string, string, string?][] = [
  ['start-mitglied', '/'],
  ['raum', '/raeume/musterstadt'],
  ['dokument-im-raum', '/raeume/musterstadt/ideenspeicher'],
  ['antrag', '/raeume/musterstadt/antrag-moderation-buergerwerkstatt'],
  ['antrag-bewilligt', '/raeume/musterstadt/antrag-moderation-jugendrat'],
  [
    'foerderantrag',
    '/einreichen/foerderantrag?text=%2Fraeume%2Fmusterstadt%2Fantrag-moderation-buergerwerkstatt&schritt=4',
  ],
  [
    'verwendungsnachweis',
    '/einreichen/foerderantrag?text=%2Fraeume%2Fmusterstadt%2Fantrag-beratung-nachbarschaftshilfe&schritt=2',
  ],
  ['austauschraum', '/austausch/gut-alt-werden'],
  ['mein-konto', '/mein-konto'],
  ['mitteilungen', '/mitteilungen'],
  ['austausch-mitglied', '/austausch'],
  ['austauschraum-geschlossen', '/austausch/leerstand-und-nachnutzung'],
  ['verzeichnis', '/verzeichnis'],
  ['raum-mitglieder', '/raeume/musterstadt/mitglieder', 'koordination-a'],
  ['aufnahmen', '/aufnahmen', 'geschaeftsstelle'],
  ['mitglieder', '/mitglieder', 'geschaeftsstelle'],
  ['mitglieder-import', '/mitglieder/import', 'geschaeftsstelle'],
  ['seminar-mitglied', SEMINAR],
  ['meine-veranstaltungen', '/meine-veranstaltungen'],
  ['anmeldungen', `${SEMINAR}/anmeldungen`, 'geschaeftsstelle'],
  ['anwesenheit', `${SEMINAR}/anmeldungen/anwesenheit`, 'geschaeftsstelle'],
  ['einsendungen', '/formulare/kontakt/einsendungen', 'redaktion'],
  ['foerderantraege', '/foerderantraege?list=all', 'pruefung'],
  ['foerderung-kennzahlen', '/foerderantraege/kennzahlen', 'entscheidung'],
  ['auszahlungen', '/foerderantraege/auszahlungen?state=all', 'finanzen'],
];

test.beforeAll(async () => {
  if (!PASSWORD) return;
  for (const person of [
    'mitglied-a',
    'koordination-b',
    'mitglied-b',
    'wissenschaft',
  ]) {
    const api = await session(person);
    await api.post(`${SEMINAR}/@registration`, { consent_version: '1' });
  }
});

async function screenshot(
  page: Page,
  name: string,
  address: string,
  width: number,
) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, address);
  await page.screenshot({
    path: path.join(folder, `${name}-${width}.png`),
    fullPage: true,
  });
}

for (const width of [1440, 375]) {
  for (const [name, address] of PAGES) {
    test(`${name} at ${width} px`, async ({ page }) => {
      await screenshot(page, name, address, width);
    });
  }
  for (const [name, address, person = 'mitglied-a'] of MEMBER_PAGES) {
    test(`${name} at ${width} px`, async ({ page }) => {
      test.skip(!PASSWORD, 'needs DEMO_PASSWORD');
      await login(page, person, PASSWORD);
      await screenshot(page, name, address, width);
    });
  }
}
