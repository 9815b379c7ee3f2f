import type { HTTPRequest, Page, ResponseForRequest } from 'puppeteer';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unnumbered } from '../issuing/orders.ts';
import { readPdf } from '../readers/pdf.ts';
import { textOf, type Visit, violations } from '../web/browser.ts';
import { Clerk, editorReady } from './clerk.ts';
import { downloaded } from './downloaded.ts';
import { dialogSays, fillIn, press, typeAt } from './form-work.ts';

const form = 'end-user-refusal';
const title = 'Мотивированный отказ';
let clerk: Clerk;
beforeAll(async () => {
  clerk = await Clerk.open();
});
afterAll(() => clerk.close());

function visit(use: (visit: Visit) => Promise<void>): Promise<void> {
  return clerk.visit(`/forms/${form}`, async (one) => {
    await editorReady(one.page);
    await use(one);
  });
}

/** Chooses from the menu of files. */
async function choose(page: Page, words: string, edition?: 'казахском' | 'двух'): Promise<void> {
  await press(page, 'Скачать', '.action-bar');
  if (edition !== undefined) {
    const labels = await page.$$('.download-list .editions label');
    for (const label of labels) {
      if ((await label.evaluate(({ textContent }) => textContent)).includes(edition)) await label.click();
    }
  }
  await press(page, words, '.download-list');
}

/** A service that has not made the file yet, and tells of it so. */
async function slowService(page: Page, progress: Partial<ResponseForRequest>) {
  await page.setRequestInterception(true);
  const held = Promise.withResolvers<HTTPRequest>();
  const watched = Promise.withResolvers<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('/render')) {
      held.resolve(request);
    } else if (pathname.startsWith('/v1/progress/')) {
      watched.resolve(pathname.slice('/v1/progress/'.length));
      void request.respond(progress);
    } else void request.continue();
  });
  return { held: held.promise, watched: watched.promise };
}

async function pagesOf(bytes: Uint8Array): Promise<number> {
  const file = await readPdf(bytes);
  try {
    return file.pages.length;
  } finally {
    file.close();
  }
}

test('an unfinished form comes as PDF, DOCX and XLSX under its own name, in either language and both', async () => {
  await visit(async ({ page }) => {
    await typeAt(page, 'applicant.bin', '170340004195');
    const ru = await downloaded(page, () => choose(page, 'PDF'));
    expect(ru.name).toBe(`${title}.pdf`);
    expect(await pagesOf(ru.bytes)).toBe(1);
    const both = await downloaded(page, () => choose(page, 'PDF', 'двух'));
    expect(await pagesOf(both.bytes)).toBe(2);
    const docx = await downloaded(page, () => choose(page, 'DOCX (Word)', 'казахском'));
    expect(docx.name).toBe('Дәлелді бас тарту.docx');
    const xlsx = await downloaded(page, () => choose(page, 'XLSX (Excel)'));
    expect(xlsx.name).toBe('Дәлелді бас тарту.xlsx');
    for (const { bytes } of [docx, xlsx]) expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
  });
});

test('the empty form comes to be filled in', async () => {
  await visit(async ({ page }) => {
    const { bytes } = await downloaded(page, () => choose(page, 'PDF для заполнения'));
    const fields = (await PDF.load(bytes)).getForm()?.getFieldNames() ?? [];
    expect(fields).toContain('applicant.bin');
  });
});

test('what is wrong is told, with a way to the field', async () => {
  await visit(async ({ page }) => {
    await fillIn(page, unnumbered(form));
    await typeAt(page, 'applicant.bin', '9');
    await choose(page, 'PDF');
    await dialogSays(page, 'Файл сделать нельзя');
    expect(await textOf(page, 'dialog .refusals')).toContain('БИН');
    await page.click('dialog .field-link');
    await page.waitForSelector('[data-path="applicant.bin"]:focus');
  });
});

test('it is printed page by page as the service prints it', async () => {
  await visit(async ({ page }) => {
    await fillIn(page, unnumbered(form));
    await page.evaluate(() => {
      window.print = () => {
        document.documentElement.dataset['printing'] = 'yes';
      };
    });
    await choose(page, 'Печать…', 'двух');
    await page.waitForSelector('html[data-printing]');
    const paper = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    try {
      expect(paper.pages).toHaveLength(2);
      for (const sheet of paper.pages) {
        const { pixels } = sheet.draw(50);
        expect(pixels.filter((pixel) => pixel < 200).length).toBeGreaterThan(pixels.length / 100);
      }
    } finally {
      paper.close();
    }
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.$('.print-pages')).toBeNull();
  });
});

describe('a file that takes its time', () => {
  test('is seen to come, with what is left, until it is there', async () => {
    await visit(async ({ page }) => {
      const state = JSON.stringify({ step: 'print', done: 0.42, secondsLeft: 21 });
      const { held, watched } = await slowService(page, {
        contentType: 'text/event-stream',
        body: `event: progress\ndata: ${state}\n\n`,
      });
      const { name } = await downloaded(page, async () => {
        await choose(page, 'PDF');
        await page.waitForSelector('.download-progress[data-step="print"]');
        const request = await held;
        expect(request.headers()['nysan-progress']).toBe(await watched);
        expect(await textOf(page, '.download-progress > p')).toBe('Печатается, осталось около 20 с');
        expect(await page.$eval('.download-progress progress', ({ value, max }) => value / max)).toBe(0.42);
        expect((await violations(page)).join('\n')).not.toContain('progress');
        await request.continue();
      });
      expect(name).toBe(`${title}.pdf`);
      expect(await page.$('.download-progress')).toBeNull();
    });
  });

  test('is told of without figures where the service tells none', async () => {
    await visit(async ({ page }) => {
      const { held, watched } = await slowService(page, { status: 404, contentType: 'application/problem+json' });
      await choose(page, 'PDF');
      await page.waitForSelector('.download-progress progress:indeterminate');
      await watched;
      expect(await textOf(page, '.download-progress > p')).toBe('Файл готовится…');
      await (await held).abort();
      await page.waitForSelector('.download-progress', { hidden: true });
    });
  });
});
