import path from 'node:path';
import { test } from '@playwright/test';
import { open } from '../helpers';

// Run by `make screenshots`, not with the tests.
const folder = path.resolve(__dirname, '../../../docs/screenshots');

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
  ['anmelden', '/login'],
  ['mitmachen', '/mitmachen'],
];

for (const width of [1440, 768, 375]) {
  for (const [name, address] of PAGES) {
    test(`${name} at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, address);
      await page.screenshot({
        path: path.join(folder, `${name}-${width}.png`),
        fullPage: true,
      });
    });
  }
}
