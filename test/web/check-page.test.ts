import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { ask } from '../support/ask.ts';
import { answered, fitsWidth, Reader, sizes, textOf, violations } from './browser.ts';
import { foreignPdf, recordIn, withData, withRecord } from './files.ts';
import { issuePapers, type Papers } from './papers.ts';

const languages = ['kk', 'ru', 'en'] as const;
const inForce = 'Документ подлинный, действует';

let reader: Reader;
let papers: Papers;
const folder = mkdtempSync(join(tmpdir(), 'nysan-web-'));
beforeAll(async () => {
  [reader, papers] = await Promise.all([Reader.open(), issuePapers()]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await reader.close();
});

async function typed(page: Page, number: string, shortCode: string): Promise<number> {
  await page.type('#number', number);
  await page.type('#shortCode', shortCode);
  return answered(page, () => page.keyboard.press('Enter'));
}

async function uploaded(page: Page, name: string, bytes: Uint8Array): Promise<number> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const input = (await page.$('#file')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(file);
  return answered(page, () => page.click('form[enctype] button'));
}

describe('the page to check without a phone camera', () => {
  test.each(languages)('fits phone and desktop, and axe has nothing to say, in %s', async (language) => {
    for (const size of Object.values(sizes)) {
      await reader.visit(
        '/verify',
        async ({ page, requests }) => {
          expect(await page.$eval('html', ({ lang }) => lang)).toBe(language);
          expect(await fitsWidth(page)).toBe(true);
          expect(await violations(page)).toEqual([]);
          const { origin } = new URL(page.url());
          expect(requests.filter((address) => !address.startsWith('data:') && !address.startsWith(origin))).toEqual([]);
        },
        { language, size },
      );
    }
  });

  test('keeps the language that the reader chooses, through an answer too', async () => {
    await reader.visit('/verify', async ({ page }) => {
      await answered(page, () => page.click('nav a[lang=kk]'));
      expect(await textOf(page, 'h1')).toBe('Құжатты тексеру');
      await typed(page, 'x', 'y');
      expect(await textOf(page, 'h1')).toBe('Мұндай құжат берілмеген');
    });
  });
});

describe('number and short code', () => {
  test('answer as the code on the paper does', async () => {
    const { number, verification } = papers.certificate;
    await reader.visit('/verify', async ({ page }) => {
      expect(await typed(page, number, verification.shortCode)).toBe(200);
      expect(await textOf(page, 'h1')).toBe(inForce);
      expect(await textOf(page, '.issuer')).toContain(papers.issuer.issuer.name.ru);
      expect(await fitsWidth(page)).toBe(true);
      expect(await violations(page)).toEqual([]);
    });
  });

  test('may be typed as people type', async () => {
    const { number, verification } = papers.certificate;
    const confused = verification.shortCode.replaceAll('0', 'O').replaceAll('1', 'l');
    const spellings = [
      [` № ${number} `, confused.toLowerCase()],
      [number, confused.replace('-', ' ')],
      [`№${number}`, ` ${Array.from(confused.replace('-', ''), (letter) => `${letter} `).join('')}`],
    ];
    for (const [numberTyped = '', codeTyped = ''] of spellings) {
      const html = await lookup(numberTyped, codeTyped);
      expect(html, codeTyped).toContain(`<h1>${inForce}</h1>`);
    }
  });

  test('are asked for again where they name nothing, with nothing told and nothing lost', async () => {
    const { number, verification } = papers.certificate;
    for (const [one, other] of [
      [number, papers.revoked.verification.shortCode],
      ['0', verification.shortCode],
      [number, '"><b>'],
      ['', ''],
    ] as const) {
      const html = await lookup(one, other);
      expect(html).toContain('<h1>Такой документ не выдавался</h1>');
      expect(html).not.toContain(papers.issuer.issuer.name.ru);
      expect(html).not.toContain('"><b>');
    }
    await reader.visit('/verify', async ({ page }) => {
      await typed(page, number, '00000-00000');
      expect(
        await page.$$eval('#number, #shortCode', (inputs) => inputs.map((input) => input.getAttribute('value'))),
      ).toEqual([number, '00000-00000']);
      expect(await violations(page)).toEqual([]);
    });
  });

  test('can be checked with the keyboard alone', async () => {
    const { number, verification } = papers.revoked;
    await reader.visit('/verify', async ({ page }) => {
      const focused = () => page.evaluate(() => document.activeElement?.id);
      for (let presses = 0; presses < 10 && (await focused()) !== 'number'; presses += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.type(number);
      await page.keyboard.press('Tab');
      await page.keyboard.type(verification.shortCode);
      await page.keyboard.press('Tab');
      await answered(page, () => page.keyboard.press('Space'));
      expect(await textOf(page, 'h1')).toBe('Документ аннулирован');
    });
  });

  test('that are too long for any number are refused', async () => {
    const answer = await post('number', 'x'.repeat(5000));
    expect(answer.status).toBe(413);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
  });
});

describe('a file', () => {
  test.each(['kk.pdf', 'ru.pdf', 'kk.docx', 'ru.xlsx'])(
    '%s that is as it was issued reads as its paper',
    async (name) => {
      const bytes = await papers.issuer.desk.file(papers.certificate.id, name);
      await reader.visit('/verify', async ({ page }) => {
        expect(await uploaded(page, name, bytes)).toBe(200);
        expect(await textOf(page, '.found')).toContain('Файл полностью совпадает с выданным');
        expect(await textOf(page, 'h1')).toBe(inForce);
        expect(await violations(page)).toEqual([]);
      });
    },
  );

  test('of a revoked document is told to be so, whole as it is', async () => {
    const bytes = await papers.issuer.desk.file(papers.revoked.id, 'ru.pdf');
    await reader.visit('/verify', async ({ page }) => {
      await uploaded(page, 'ru.pdf', bytes);
      expect(await textOf(page, 'h1')).toBe('Документ аннулирован');
    });
  });

  test('that was changed is told to be so first; values of public facts alone are shown', async () => {
    const issued = await papers.issuer.desk.file(papers.certificate.id, 'ru.docx');
    const record = await recordIn(issued);
    const [name, secret] = ['Подменённое имя', '+7 (000) 000-00-00'];
    const other = withData(record, { 'applicant.name.ru': name, 'applicant.phone': secret });
    const changed = await withRecord(issued, recordBytes(other));
    await reader.visit('/verify', async ({ page }) => {
      await uploaded(page, 'changed.docx', changed);
      expect(await textOf(page, 'h1')).toBe('Файл изменён');
      const differences = await textOf(page, '.differences');
      expect(differences).toContain(name);
      expect(differences).toContain('отличается (значение не показывается)');
      expect(await textOf(page)).not.toContain(secret);
      expect(await violations(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
    });
  });

  test('that was written anew is not called genuine, though its data agree', async () => {
    const issued = await papers.issuer.desk.file(papers.certificate.id, 'ru.pdf');
    const rewritten = await withRecord(issued, recordBytes(await recordIn(issued)));
    await reader.visit('/verify', async ({ page }) => {
      await uploaded(page, 'rewritten.pdf', rewritten);
      expect(await textOf(page, 'h1')).toBe('Файл не в том виде, в каком выдан');
      expect(await page.$$('.state.valid')).toEqual([]);
    });
  });

  test.each([
    ['foreign.pdf', foreignPdf(), 'В файле нет сведений для проверки'],
    ['junk.pdf', Buffer.from('junk'), 'Это не файл PDF, DOCX или XLSX'],
    ['empty.docx', Buffer.alloc(0), 'Это не файл PDF, DOCX или XLSX'],
  ])('%s is none of ours', async (name, bytes, headline) => {
    await reader.visit('/verify', async ({ page }) => {
      expect(await uploaded(page, name, bytes)).toBe(200);
      expect(await textOf(page, 'h1')).toBe(headline);
      expect(await violations(page)).toEqual([]);
    });
  });

  test('that is missing is asked for on the page', async () => {
    const answer = await ask('/verify/file?language=ru', { method: 'POST', body: new FormData() });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<h1>Выберите один файл</h1>');
  });
});

function post(number: string, shortCode: string): Promise<Response> {
  const body = new URLSearchParams({ number, shortCode });
  return ask('/verify', { method: 'POST', body, headers: { 'Accept-Language': 'ru' } });
}

async function lookup(number: string, shortCode: string): Promise<string> {
  const answer = await post(number, shortCode);
  expect(answer.status).toBe(200);
  return answer.text();
}
