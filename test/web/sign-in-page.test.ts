import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hashPassword } from '../../src/people/password.ts';
import { newIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import { atRegistry, newSignedInPerson, operator } from '../support/people.ts';
import { answered, fitsWidth, Reader, sizes, textOf, violations } from './browser.ts';
import { agreement, said } from './signing.ts';

const languages = ['kk', 'ru', 'en'] as const;
const password = 'жеті рет өлше';
const login = `aigul.${randomBytes(4).toString('hex')}`;

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
  const passwordHash = await hashPassword(password);
  await atRegistry((registry) =>
    registry.addPerson(
      { issuer: 'main', login, name: 'Айгүл', scopes: [], passwordHash, openidSubject: null },
      operator,
    ),
  );
});
afterAll(() => reader.close());

test.each(languages)('the page fits phone and desktop, and axe has nothing to say, in %s', async (language) => {
  for (const size of Object.values(sizes)) {
    const use = async (page: Page) => {
      expect(await page.$eval('html', ({ lang }) => lang)).toBe(language);
      expect(await fitsWidth(page)).toBe(true);
      expect(await violations(page)).toEqual([]);
    };
    await reader.visit('/sign-in', ({ page }) => use(page), { language, size });
  }
});

test('who has typed a wrong password types it again, by keyboard alone, and is let in', async () => {
  await reader.visit('/sign-in?next=/v1/session', async ({ page, requests }) => {
    await page.waitForSelector('#login:focus');
    await page.keyboard.type(login);
    await page.keyboard.press('Tab');
    await page.keyboard.type('не тот пароль');
    expect(await answered(page, () => page.keyboard.press('Enter'))).toBe(403);
    expect(await textOf(page, '[role=alert]')).toBe('Неверный логин или пароль.');
    expect(await violations(page)).toEqual([]);
    // The login is still there, and the cursor where the password belongs.
    expect(await page.$eval('#login', (field) => (field instanceof HTMLInputElement ? field.value : ''))).toBe(login);
    await page.waitForSelector('#password:focus');
    await page.keyboard.type(password);
    expect(await answered(page, () => page.keyboard.press('Enter'))).toBe(200);
    expect(new URL(page.url()).pathname).toBe('/v1/session');
    expect(await textOf(page, 'body')).toContain(login);
    // No script of any page has it.
    expect(await page.evaluate(() => document.cookie)).not.toContain('nysan_session');
    expect(requests.every((address) => address.startsWith(inject('serviceUrl')))).toBe(true);
  });
});

test('another language is chosen without losing where to go on', async () => {
  await reader.visit('/sign-in?next=/documents', async ({ page }) => {
    await answered(page, () => page.click('[data-language=kk]'));
    expect(await textOf(page, 'h1')).toBe('Жүйеге кіру');
    expect(await page.$eval('[name=next]', (field) => field.getAttribute('value'))).toBe('/documents');
  });
});

test('a link on another site leads in, although browsers leave the cookie at home then', async () => {
  const { session } = await newSignedInPerson();
  const here = inject('serviceUrl');
  await reader.visit(
    '/verify',
    async ({ page }) => {
      await page.goto(`data:text/html,<a href="${here}/sign-in?next=/v1/session">in</a>`);
      await page.click('a');
      await page.waitForFunction(() => location.pathname === '/v1/session');
      expect(await textOf(page, 'body')).toContain('person-');
    },
    { session },
  );
});

describe('the signing page', () => {
  test('opens at once for who is signed in and may sign', async () => {
    const issuer = await newIssuer('110');
    const [document, { session }] = await Promise.all([
      issuer.desk.issued(orderOf(agreement)),
      newSignedInPerson({ issuer: issuer.issuer.id, scopes: ['sign'] }),
    ]);
    await reader.visit(
      `/sign/${document.id}`,
      async ({ page }) => {
        await page.waitForSelector('#document h2:focus');
        expect(await textOf(page, '#document')).toContain(document.number);
        expect(await page.$('#key')).toBeNull();
        expect(await page.$$('#signatory option')).toHaveLength(3);
        const [answer] = await Promise.all([
          page.waitForResponse((response) => response.url().includes('/files/')),
          page.click('#read'),
        ]);
        expect(answer.status()).toBe(200);
      },
      { session, size: sizes.desktop },
    );
  });

  test('asks who may not sign for a key', async () => {
    const { session } = await newSignedInPerson({ scopes: ['issue'] });
    const use = async ({ page }: { readonly page: Page }) => {
      await page.waitForSelector('#key:not([hidden])', { visible: true });
      expect(await textOf(page, '#told')).toBe('');
    };
    await reader.visit('/sign/zzzzzzzzzzzzzzzz', use, { session });
  });

  test('says that there is no such document, and takes a key of who has it', async () => {
    const { session } = await newSignedInPerson({ scopes: ['sign'] });
    const use = async ({ page }: { readonly page: Page }) => {
      expect(await said(page, 'refused')).toContain('Такого документа нет.');
      await page.waitForSelector('#key', { visible: true });
    };
    await reader.visit('/sign/zzzzzzzzzzzzzzzz', use, { session });
  });
});
