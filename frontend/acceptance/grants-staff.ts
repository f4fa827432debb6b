import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, login, logout } from './helpers';

// What examiners, approvers and finance click on the page of a grant application.

/** Go on as somebody else of the demo. */
export async function become(page: Page, user: string) {
  await logout(page);
  await login(page, user, process.env.DEMO_PASSWORD ?? '');
}

/** Open the dialog of a step in the panel of the grants office. */
export async function begin(page: Page, name: string): Promise<Locator> {
  await page
    .getByRole('region', { name: 'Für die Förderstelle' })
    .getByRole('button', { name, exact: true })
    .click();
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog.getByRole('heading').first()).toBeFocused();
  await expectAccessible(page, { include: 'dialog' });
  return dialog;
}

/** Send what a dialog asks; it says what was done, and that is read on. */
export async function send(
  page: Page,
  dialog: Locator,
  name: string,
  words: RegExp,
) {
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const said = page.getByRole('status').filter({ hasText: words });
  await expect(said).toBeFocused();
}

export const confirm = (dialog: Locator) =>
  dialog.getByLabel(/dass dieser Schritt endgültig ist/).check();
