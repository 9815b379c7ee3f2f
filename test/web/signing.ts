import type { Page } from 'puppeteer';
import { textOf } from './browser.ts';

/** Two signatories, one place each. */
export const agreement = 'productivity-reimbursement-agreement';
/** Milliseconds until a page must have said what it has to say. */
export const patience = 10_000;

export async function giveKey(page: Page, key: string): Promise<void> {
  await page.type('#key', key);
  await page.click('#open button');
}

/** Gives a key that opens the document. */
export async function opened(page: Page, key: string): Promise<void> {
  await giveKey(page, key);
  await page.waitForSelector('#document h2');
}

/** Who signs, as typed into the form. */
export interface TypedSigner {
  readonly signatory?: string;
  readonly name?: string;
  readonly iin?: string;
  readonly bin?: string;
  readonly position?: string;
}

export async function fill(
  page: Page,
  { signatory = 'applicant', name, iin, bin, position }: TypedSigner,
): Promise<void> {
  await page.select('#signatory', signatory);
  for (const [field, text] of Object.entries({ name, iin, bin, position })) {
    if (text !== undefined) await page.type(`#${field}`, text);
  }
}

/** What the page says when it has come to this outcome. */
export async function said(page: Page, outcome: string): Promise<string> {
  await page
    .waitForSelector(`#told[data-outcome="${outcome}"]`, { timeout: patience })
    .catch(async (cause: unknown) => {
      throw new Error(`the page does not come to «${outcome}»; it says: ${await textOf(page, '#told')}`, { cause });
    });
  return textOf(page, '#told');
}

export function focusedId(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}

/** Presses Tab until a field has the focus. */
export async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 10; presses += 1) {
    if ((await focusedId(page)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${id}`);
}
