import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IssuedDocument } from '../issuing/answers.ts';
import { newIssuer, type TestIssuer, withRegistry } from '../issuing/desk.ts';
import { catalogue, orderOf } from '../issuing/orders.ts';
import { ask } from '../support/ask.ts';
import { fitsWidth, Reader, sizes, textOf, violations } from './browser.ts';
import { agreement, giveKey, opened, said, tabTo } from './signing.ts';

const languages = ['kk', 'ru', 'en'] as const;

let reader: Reader;
let issuer: TestIssuer;
let document: IssuedDocument;
beforeAll(async () => {
  [reader, issuer] = await Promise.all([Reader.open(), newIssuer('110')]);
  document = await issuer.desk.issued(orderOf(agreement));
});
afterAll(() => reader.close());

function visit(
  { id }: { readonly id: string },
  use: (page: Page) => Promise<void>,
  { language = 'ru', size = sizes.desktop }: { language?: string; size?: (typeof sizes)[keyof typeof sizes] } = {},
): Promise<void> {
  return reader.visit(`/sign/${id}`, ({ page }) => use(page), { language, size });
}

describe('the page before a key is given', () => {
  test.each(languages)('fits phone and desktop, and axe has nothing to say, in %s', async (language) => {
    for (const size of Object.values(sizes)) {
      const use = async (page: Page) => {
        expect(await page.$eval('html', ({ lang }) => lang)).toBe(language);
        expect(await fitsWidth(page)).toBe(true);
        expect(await violations(page)).toEqual([]);
      };
      await visit({ id: 'any' }, use, { language, size });
    }
  });

  test('tells nothing of the document, not even that it exists', async () => {
    const page = async (id: string) => (await ask(`/sign/${id}`)).text();
    const other = 'zzzzzzzzzzzzzzzz';
    expect((await page(document.id)).replaceAll(document.id, other)).toBe(await page(other));
  });

  test('lets scripts of the service ask the service and NCALayer alone; other pages ask nobody', async () => {
    const policy = async (path: string) => (await ask(path)).headers.get('Content-Security-Policy')?.split('; ') ?? [];
    const own = await policy('/sign/any');
    expect(own).toContain("connect-src 'self' wss://127.0.0.1:13579");
    expect(own).toContain("default-src 'none'");
    expect(own).toContain("script-src 'self'");
    expect((await policy('/verify')).join()).not.toContain('connect-src');
  });

  test('keeps the language that the reader chooses', async () => {
    await visit({ id: 'any' }, async (page) => {
      await Promise.all([page.waitForNavigation(), page.click('nav a[lang=kk]')]);
      expect(await textOf(page, 'h1')).toBe('Құжатқа қол қою');
    });
  });

  test('says on a phone that NCALayer needs a computer', async () => {
    for (const [size, isTold] of [
      [sizes.phone, true],
      [sizes.desktop, false],
    ] as const) {
      const use = async (page: Page) => {
        expect(await page.$eval('.phone', (note) => note.checkVisibility())).toBe(isTold);
      };
      await visit({ id: 'any' }, use, { size });
    }
  });
});

describe('a key', () => {
  test('that is unknown, is none, or may not sign opens nothing, and the page says why', async () => {
    const withoutSigning = { issuer: issuer.issuer.id, name: 'clerk', scopes: ['issue', 'admin'] } as const;
    const clerk = await withRegistry((registry) => registry.addKey(withoutSigning, { id: 'operator', name: 'tests' }));
    const refusals = [
      ['nysan_unknown', 'refused', 'Ключ API не опознан.'],
      [clerk.secret, 'refused', 'sign'],
      ['ключ', 'key-unreadable', 'Это не ключ API'],
    ] as const;
    for (const [key, outcome, words] of refusals) {
      await visit(document, async (page) => {
        await giveKey(page, key);
        expect(await said(page, outcome)).toContain(words);
        expect(await textOf(page, '#document')).toBe('');
        expect(await violations(page)).toEqual([]);
      });
    }
  });

  test('opens no document that its issuer does not have', async () => {
    await visit({ id: 'zzzzzzzzzzzzzzzz' }, async (page) => {
      await giveKey(page, issuer.key);
      expect(await said(page, 'refused')).toContain('Сервис отказал.');
    });
  });

  test.each(languages)('opens number, form, holder and places, and axe has nothing to say, in %s', async (language) => {
    for (const size of Object.values(sizes)) {
      const use = async (page: Page) => {
        await opened(page, issuer.key);
        const text = await textOf(page, '#document');
        for (const fact of [document.number, catalogue.get(agreement).locales.ru.title, '«Ертіс Полимер»']) {
          expect(text).toContain(fact);
        }
        expect(await page.$$('.places .open')).toHaveLength(2);
        expect(await page.$$('#signatory option')).toHaveLength(3);
        expect(await fitsWidth(page)).toBe(true);
        expect(await violations(page)).toEqual([]);
      };
      await visit(document, use, { language, size });
    }
  });

  test('can be given with the keyboard alone; the document has the focus then', async () => {
    await visit(document, async (page) => {
      await tabTo(page, 'key');
      await page.keyboard.type(issuer.key);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#document h2:focus');
    });
  });

  test('stays in memory alone', async () => {
    await visit(document, async (page) => {
      await opened(page, issuer.key);
      const kept = await page.evaluate(() =>
        JSON.stringify([
          Object.entries(localStorage),
          Object.entries(sessionStorage),
          window.document.cookie,
          location.href,
          window.document.documentElement.outerHTML,
          [...window.document.querySelectorAll('input')].map(({ value }) => value),
        ]),
      );
      expect(kept).not.toContain(issuer.key);
      await page.reload();
      expect(await textOf(page, '#document')).toBe('');
    });
  });

  test('gives the file to read, as it will be signed', async () => {
    await visit(document, async (page) => {
      await opened(page, issuer.key);
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().includes('/files/')),
        page.click('#read'),
      ]);
      expect(answer.status()).toBe(200);
      expect(answer.url()).toMatch(/\/files\/ru\.pdf$/);
    });
  });
});
