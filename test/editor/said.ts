import type { Page } from 'puppeteer';
import { textOf } from '../web/browser.ts';

/** Waits until a place of the page holds the words. */
export async function saidIn(page: Page, selector: string, words: string): Promise<void> {
  await page
    .waitForFunction(
      (where, what) => document.querySelector(where)?.textContent.includes(what),
      { timeout: 10_000 },
      selector,
      words,
    )
    .catch(async (cause: unknown) => {
      const found = await page.$(selector);
      const said = found === null ? 'nothing' : `«${await textOf(page, selector)}»`;
      throw new Error(`${selector} says ${said}, not «${words}»`, { cause });
    });
}
