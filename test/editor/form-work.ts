import type { Page } from 'puppeteer';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import type { KeptState } from '../../src/clerk/drafts/draft-keeper.ts';
import { textOf } from '../web/browser.ts';

/** Waits until the page says that the draft is kept so. */
export async function kept(page: Page, state: KeptState): Promise<void> {
  await page.waitForSelector(`.draft-menu > summary[data-state="${state}"]`, { timeout: 15_000 });
}

/** Gives the page a file, as choosing it does. */
export async function giveFile(page: Page, name: string, content: Uint8Array | string): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  await page.$eval(
    '.action-bar input[type=file]',
    (chooser, fileName, text) => {
      if (!(chooser instanceof HTMLInputElement)) throw new Error('there is nothing to choose a file with');
      const chosen = new DataTransfer();
      chosen.items.add(new File([Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))], fileName));
      chooser.files = chosen.files;
      chooser.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    base64,
  );
}

/** Fills the empty form in, as by taking over a file. */
export async function fillIn(page: Page, payload: JsonObject): Promise<void> {
  await giveFile(page, 'filled.json', JSON.stringify(payload));
  await kept(page, 'server');
}

/** Types into a blank of the paper, after what stands there. */
export async function typeAt(page: Page, path: string, text: string): Promise<void> {
  const blank = `#paper [data-path="${path}"][contenteditable]`;
  await page.waitForSelector(blank);
  await page.focus(blank);
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

/** Types into a blank, and waits until the draft is kept with it: it is on its way for some time. */
export async function typeAndKeep(page: Page, path: string, text: string): Promise<void> {
  await typeAt(page, path, text);
  await kept(page, 'saving');
  await kept(page, 'server');
}

export function textAt(page: Page, path: string): Promise<string> {
  return page.$eval(`#paper [data-path="${path}"]`, ({ textContent }) => textContent);
}

/** Waits until a blank of the paper reads so. */
export async function reads(page: Page, path: string, text: string): Promise<void> {
  await page
    .waitForFunction(
      (selector, wanted) => document.querySelector(selector)?.textContent === wanted,
      { timeout: 10_000 },
      `#paper [data-path="${path}"]`,
      text,
    )
    .catch(async (cause: unknown) => {
      throw new Error(`${path} reads «${await textAt(page, path)}», not «${text}»`, { cause });
    });
}

/** Clicks what is called so, once it is there. */
export async function press(page: Page, words: string, within = 'body'): Promise<void> {
  const selector = `:is(${within}) :is(button, summary, a)`;
  const found = await page.waitForFunction(
    (where, what) =>
      [...document.querySelectorAll<HTMLElement>(where)].find(
        (one) => one.textContent.trim() === what && one.checkVisibility(),
      ),
    { timeout: 10_000 },
    selector,
    words,
  );
  const element = found.asElement();
  if (element === null) throw new Error(`no «${words}» to be pressed`);
  await (element as unknown as { click(): Promise<void> }).click();
}

/** Opens the menu of the draft and chooses from it. */
export async function chooseOfDraft(page: Page, words: string): Promise<void> {
  await page.click('.draft-menu > summary');
  await press(page, words, '.draft-menu');
}

/** Waits until a dialog stands there that says so, and is still. */
export async function dialogSays(page: Page, words: string): Promise<void> {
  await page
    .waitForFunction((what) => document.querySelector('dialog[open]')?.textContent.includes(what), {}, words)
    .catch(async (cause: unknown) => {
      throw new Error(`there is no dialog with «${words}»: ${await textOf(page, 'body')}`, { cause });
    });
  await page.$eval('dialog[open]', (dialog) =>
    Promise.allSettled(dialog.getAnimations().map(({ finished }) => finished)),
  );
}

/** Waits until the page tells something in passing. */
export async function told(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (what) => [...document.querySelectorAll('.toast')].some(({ textContent }) => textContent.includes(what)),
    { timeout: 10_000 },
    words,
  );
}

/** The drafts that the browser keeps. */
export function draftsInBrowser(page: Page): Promise<readonly { readonly [member: string]: Json }[]> {
  return page.evaluate(
    () =>
      new Promise<{ [member: string]: Json }[]>((resolve, reject) => {
        const opening = indexedDB.open('nysan-drafts');
        opening.onerror = () => {
          reject(new Error('the drafts cannot be read'));
        };
        opening.onsuccess = () => {
          const all = opening.result.transaction('drafts').objectStore('drafts').getAll() as IDBRequest<
            { [member: string]: Json }[]
          >;
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
  );
}
