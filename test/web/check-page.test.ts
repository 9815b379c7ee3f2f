import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { answered, fitsWidth, Reader, sizes, textOf, violations } from './browser.ts';
import { issuePapers, type Papers } from './papers.ts';

const languages = ['kk', 'ru', 'en'] as const;
const inForce = 'Документ подлинный, действует';

let reader: Reader;
let papers: Papers;
beforeAll(async () => {
  [reader, papers] = await Promise.all([Reader.open(), issuePapers()]);
});
afterAll(() => reader.close());

async function typed(page: Page, number: string, shortCode: string): Promise<number> {
  await page.type('#number', number);
  await page.type('#shortCode', shortCode);
  return answered(page, () => page.keyboard.press('Enter'));
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

function post(number: string, shortCode: string): Promise<Response> {
  const body = new URLSearchParams({ number, shortCode });
  return ask('/verify', { method: 'POST', body, headers: { 'Accept-Language': 'ru' } });
}

async function lookup(number: string, shortCode: string): Promise<string> {
  const answer = await post(number, shortCode);
  expect(answer.status).toBe(200);
  return answer.text();
}
