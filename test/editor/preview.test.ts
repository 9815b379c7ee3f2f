import type { HTTPRequest, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readPng } from '../golden/pictures.ts';
import { catalogue, unnumbered } from '../issuing/orders.ts';
import { textOf, type Visit, violations } from '../web/browser.ts';
import { Clerk, editorReady } from './clerk.ts';
import { fillIn, giveFile, press, typeAt } from './form-work.ts';

const form = 'registry-inclusion-notice';
const example = unnumbered(form);
let clerk: Clerk;
beforeAll(async () => {
  clerk = await Clerk.open();
});
afterAll(() => clerk.close());

/** The editor with its printed pages beside it. */
function visit(use: (visit: Visit) => Promise<void>, id = form): Promise<void> {
  return clerk.visit(`/forms/${id}`, async (one) => {
    await editorReady(one.page);
    await press(one.page, 'Как в печати');
    await printed(one.page);
    await use(one);
  });
}

/** Waits until what is seen is as new as what is typed. */
async function printed(page: Page): Promise<void> {
  await page.waitForSelector('.preview-pages[aria-busy="false"] canvas', { timeout: 15_000 });
}

/** Does something, and waits until the pages have followed. */
async function followed(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => {
    performance.clearMeasures('preview-drawn');
  });
  await act();
  await page.waitForFunction(() => performance.getEntriesByName('preview-drawn').length > 0, { timeout: 15_000 });
  await printed(page);
}

function pagesOf(page: Page): Promise<readonly string[]> {
  return page.$$eval('.preview-pages > .sheet', (sheets) => sheets.map((sheet) => sheet.ariaLabel ?? ''));
}

/** How much of the first page is dark: more words, more ink. */
async function inkOf(page: Page): Promise<number> {
  const canvas = await page.$('.preview-pages > .sheet canvas');
  const { pixels } = readPng(Buffer.from((await canvas?.screenshot()) ?? []));
  return pixels.filter((pixel) => pixel < 128).length;
}

function zoomOf(page: Page): Promise<string> {
  return textOf(page, '.preview .zoom-now');
}

describe('the printed pages', () => {
  test('follow what is typed, from our own files alone, under a policy that forbids eval', async () => {
    await visit(async ({ page, requests }) => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      const empty = await inkOf(page);
      await followed(page, () => fillIn(page, example));
      const full = await inkOf(page);
      expect(full).toBeGreaterThan(empty);
      await followed(page, () => typeAt(page, 'applicant.bin', '999999999999'));
      expect(await inkOf(page)).not.toBe(full);
      expect(complaints).toEqual([]);
      const origin = new URL(inject('serviceUrl')).origin;
      expect(
        requests.filter((address) => !/^(?:blob|data):/.test(address) && new URL(address).origin !== origin),
      ).toEqual([]);
      expect(await violations(page)).toEqual([]);
    });
  });

  test('never go out of sight while new ones are made', async () => {
    await visit(async ({ page }) => {
      await followed(page, () => fillIn(page, example));
      await page.evaluate(() => {
        const root = document.querySelector('.preview-pages');
        const look = () => {
          const [first] = document.querySelectorAll('.preview-pages > .sheet');
          if (first?.querySelector('canvas') === null) document.documentElement.dataset['flickered'] = 'yes';
        };
        if (root !== null) new MutationObserver(look).observe(root, { childList: true, subtree: true });
      });
      for (const letter of ['1', '2', '3']) await followed(page, () => typeAt(page, 'applicant.bin', letter));
      expect(await page.evaluate(() => document.documentElement.dataset['flickered'])).toBeUndefined();
    });
  });

  test('are those of the other language, and of both', async () => {
    await visit(async ({ page }) => {
      expect(await pagesOf(page)).toEqual(['Страница 1 из 1']);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).search));
      await followed(page, () => press(page, 'На двух', '.preview'));
      expect(await pagesOf(page)).toEqual(['Страница 1 из 2', 'Страница 2 из 2']);
      await followed(page, () => press(page, 'Қазақша', '.preview'));
      expect(await pagesOf(page)).toEqual(['Страница 1 из 1']);
      expect(asked.filter((query) => query !== '')).toEqual(['?language=ru,kk', '?language=kk']);
    });
  });

  test('are enlarged and made smaller; what is read stays in view', async () => {
    await visit(async ({ page }) => {
      await press(page, 'На двух', '.preview');
      await page.waitForFunction(() => document.querySelectorAll('.preview-pages > .sheet').length === 2);
      await printed(page);
      const fit = await zoomOf(page);
      await page.focus('.preview-pages');
      await page.keyboard.press('+');
      await page.waitForFunction((before) => document.querySelector('.zoom-now')?.textContent !== before, {}, fit);
      await page.keyboard.press('0');
      await page.waitForFunction((before) => document.querySelector('.zoom-now')?.textContent === before, {}, fit);
      const pane = await page.$('.preview-pages');
      const box = await pane?.boundingBox();
      await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
      await page.keyboard.down('Control');
      for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel({ deltaY: -200 });
      await page.keyboard.up('Control');
      await page.waitForFunction(() => document.querySelector('.zoom-now')?.textContent.trim() === '300 %');
      await page.$eval('.preview-pages', (element) => {
        element.scrollTop = 1700;
      });
      await followed(page, () => typeAt(page, 'applicant.bin', '1'));
      expect(await page.$eval('.preview-pages', ({ scrollTop }) => scrollTop)).toBe(1700);
      expect(await zoomOf(page)).toBe('300 %');
    });
  });

  test('are drawn near the view only', async () => {
    const long = 'expert-conclusion';
    await visit(async ({ page }) => {
      await followed(page, () => fillIn(page, catalogue.get(long).example));
      await press(page, 'На двух', '.preview');
      await page.waitForFunction(() => document.querySelectorAll('.preview-pages > .sheet').length >= 6);
      await printed(page);
      expect(await page.$$eval('.preview-pages canvas', (drawn) => drawn.length)).toBeLessThan(5);
      await page.$eval('.preview-pages', (pane) => {
        pane.scrollTop = pane.scrollHeight;
      });
      await page.waitForSelector('.preview-pages > .sheet:last-child canvas');
    }, long);
  });
});

describe('one request at a time', () => {
  test('and the newest wins', async () => {
    await visit(async ({ page }) => {
      await page.setRequestInterception(true);
      const held: HTTPRequest[] = [];
      const ended: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/preview?') && held.length === 0) held.push(request);
        else void request.continue();
      });
      page.on('requestfailed', (request) => ended.push(request.failure()?.errorText ?? ''));
      const first = page.waitForRequest((request) => request.url().includes('/preview?'));
      await typeAt(page, 'applicant.bin', '1');
      await first;
      await followed(page, () => typeAt(page, 'applicant.bin', '2'));
      expect(held).toHaveLength(1);
      expect(ended).toEqual(['net::ERR_ABORTED']);
    });
  });
});

describe('a service that does not print', () => {
  test('is told of, and the last pages stay', async () => {
    await visit(async ({ page }) => {
      await followed(page, () => fillIn(page, example));
      const before = await inkOf(page);
      await page.setOfflineMode(true);
      await typeAt(page, 'applicant.bin', '9');
      await page.waitForSelector('.preview-trouble');
      expect(await textOf(page, '.preview-trouble')).toContain('Сервис не отвечает');
      expect(await page.$('.preview-pages.stale canvas')).not.toBeNull();
      await page.setOfflineMode(false);
      await followed(page, () => press(page, 'Показать снова', '.preview'));
      expect(await page.$('.preview-trouble')).toBeNull();
      expect(await inkOf(page)).not.toBe(before);
    });
  });

  test('too many rows for pages are told in words', async () => {
    const register = catalogue.get('excluded-organisations-registry');
    if (register.about.rows === undefined) throw new Error('there is no register');
    const { field, pageLimit } = register.about.rows;
    await visit(async ({ page }) => {
      const [row = {}] = (register.example[field] ?? []) as readonly object[];
      const rows = Array.from({ length: pageLimit + 1 }, () => ({ ...row }));
      await giveFile(page, 'register.json', JSON.stringify({ ...register.example, [field]: rows }));
      await page.waitForSelector('.preview-trouble');
      expect(await textOf(page, '.preview-trouble')).toContain(String(pageLimit));
    }, register.id);
  });
});

describe('the reader of PDF files', () => {
  test('is kept by the browser for ever, and obeys the strictest policy', async () => {
    await visit(async ({ requests }) => {
      const files = requests.filter((address) => address.includes('/clerk/pdf/'));
      expect(files).toHaveLength(2);
      for (const file of files) {
        const answer = await fetch(file, { headers: { 'Accept-Encoding': 'gzip' } });
        expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
        expect(answer.headers.get('Content-Encoding')).toBe('gzip');
        expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none';frame-ancestors 'none'");
        expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(400_000);
      }
    });
  });

  test('is not loaded by who does not ask for pages', async () => {
    await clerk.visit(`/forms/${form}`, async ({ page, requests }) => {
      await editorReady(page);
      await typeAt(page, 'applicant.bin', '1');
      expect(requests.filter((address) => /clerk\/pdf\/|preview\?/.test(address))).toEqual([]);
    });
  });
});
