import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changed } from '../http/payloads.ts';
import type { IssuedDocument } from '../issuing/answers.ts';
import { newIssuer } from '../issuing/desk.ts';
import { orderOf, unnumbered } from '../issuing/orders.ts';
import { askSignedIn, newSignedInPerson } from '../support/people.ts';
import { fitsWidth, Reader, sizes, textOf, type Visit, violations } from '../web/browser.ts';
import { saidIn } from './said.ts';

const certificate = 'industrial-certificate';
const refusal = 'end-user-refusal';
const { desk, issuer } = await newIssuer('110');
const { session } = await newSignedInPerson({ issuer: issuer.id, name: 'Айгерім Сәрсенова' });
let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(() => reader.close());

interface Settings {
  readonly language?: string;
  readonly size?: (typeof sizes)[keyof typeof sizes];
  readonly as?: string;
}

function visit(path: string, use: (visit: Visit) => Promise<void>, { as = session, ...settings }: Settings = {}) {
  return reader.visit(path, use, { size: sizes.desktop, session: as, ...settings });
}

function holding(kk: string, ru: string, bin: string) {
  return { data: changed(unnumbered(certificate), { 'applicant.bin': bin, 'applicant.name': { kk, ru } }) };
}

const steel = await desk.issued(
  orderOf(certificate, { number: '110600417', ...holding('«Болат» ЖШС', 'ТОО «Сталь»', '120340001230') }),
);
const letters: IssuedDocument[] = [];
for (let count = 1; count <= 26; count += 1) letters.push(await desk.issued(orderOf(refusal)));

function numbersOn(page: Page): Promise<string[]> {
  return page.$$eval('table.found tbody th', (cells) => cells.map(({ textContent }) => textContent));
}

function said(page: Page, words: string, selector = '.shown'): Promise<void> {
  return saidIn(page, selector, words);
}

async function changeWith(page: Page, button: string, reason: string): Promise<void> {
  await openDialog(page, button);
  await page.type('#change-reason', reason);
  await page.click('dialog footer button:last-child');
}

/** Opens the dialog of a change, and waits until it stands there. */
async function openDialog(page: Page, button: string): Promise<void> {
  await press(page, '.actions button', button);
  await page.waitForSelector('dialog[open]');
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

async function press(page: Page, selector: string, words: string): Promise<void> {
  for (const button of await page.$$(selector)) {
    if ((await button.evaluate(({ textContent }) => textContent)) === words) {
      await button.click();
      return;
    }
  }
  throw new Error(`no «${words}» to be pressed`);
}

function actionsOn(page: Page): Promise<string[]> {
  return page.$$eval('.actions :is(button, a)', (all) => all.map(({ textContent }) => textContent));
}

describe('issued documents', () => {
  test('are listed at once, the newest first, page after page', async () => {
    await visit('/documents', async ({ page }) => {
      await said(page, 'Показано 25 документов, есть ещё');
      expect(await numbersOn(page)).toHaveLength(25);
      await press(page, 'main button', 'Показать ещё');
      await said(page, 'Показано 27 документов');
      const numbers = await numbersOn(page);
      expect(new Set(numbers)).toEqual(new Set([steel, ...letters].map(({ number }) => number)));
      expect(await textOf(page)).not.toContain('Показать ещё');
    });
  });

  test.each([
    ['a part of the name in Kazakh', '#holder', 'болат'],
    ['a part of the name in Russian', '#holder', 'сталь'],
    ['the BIN', '#holder', '120340001230'],
    ['the number', '#number', '110600417'],
  ])('are found by %s, which is in no address', async (_, field, words) => {
    await visit('/documents', async ({ page, requests }) => {
      await said(page, 'есть ещё');
      await page.type(field, words);
      await page.keyboard.press('Enter');
      await said(page, 'Показан 1 документ');
      expect(await numbersOn(page)).toEqual([steel.number]);
      expect(requests.concat(page.url()).map(decodeURIComponent).join(' ')).not.toContain(words);
      expect(await textOf(page, 'table.found tbody')).toContain('«Болат» ЖШС / ТОО «Сталь»');
    });
  });

  test('are found by form, and the search is still there on the way back from one', async () => {
    await visit('/documents', async ({ page }) => {
      await said(page, 'есть ещё');
      await page.select('#form', certificate);
      await said(page, 'Показан 1 документ');
      await Promise.all([page.waitForNavigation(), page.click('table.found tbody th a')]);
      expect(new URL(page.url()).pathname).toBe(`/documents/${steel.id}`);
      await Promise.all([page.waitForNavigation(), page.goBack()]);
      await said(page, 'Показан 1 документ');
      expect(await page.$eval('#form', (select) => (select instanceof HTMLSelectElement ? select.value : ''))).toBe(
        certificate,
      );
    });
  });

  test('that are not there are told of, and all are found again', async () => {
    await visit('/documents', async ({ page }) => {
      await page.select('#state', 'replaced');
      await said(page, 'Документы не найдены', '.empty');
      expect(await numbersOn(page)).toEqual([]);
      await press(page, 'form button', 'Сбросить');
      await said(page, 'Показано 25 документов');
    });
  });

  test('of an issuer without any lead to the forms', async () => {
    const { issuer: fresh } = await newIssuer();
    const { session: newcomer } = await newSignedInPerson({ issuer: fresh.id });
    await visit(
      '/documents',
      async ({ page }) => {
        await said(page, 'Здесь появятся выданные документы', '.empty');
        expect(await page.$eval('.empty a', (link) => link.getAttribute('href'))).toBe('/');
      },
      { as: newcomer },
    );
  });

  test('are for those who work with them: others read why on a page', async () => {
    const { session: drafter } = await newSignedInPerson({ issuer: issuer.id, scopes: ['render'] });
    const answer = await askSignedIn(drafter, '/documents', { headers: { 'Accept-Language': 'ru' } });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('К списку форм');
  });
});

describe('the record', () => {
  test('tells whom, when and by whom, and how to verify it', async () => {
    const issued = await askSignedIn(session, '/v1/documents', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(orderOf(certificate, holding('«Мыс» ЖШС', 'ТОО «Медь»', '120340001230'))),
    });
    const document = (await issued.json()) as IssuedDocument;
    await visit(`/documents/${document.id}`, async ({ page }) => {
      const text = await textOf(page);
      for (const words of [
        `№ ${document.number}`,
        'действует',
        'Индустриальный сертификат',
        '«Мыс» ЖШС / ТОО «Медь»',
        '120340001230',
        '20.11.2026 11:00, Айгерім Сәрсенова',
        document.verification.shortCode,
      ]) {
        expect(text).toContain(words);
      }
      expect(await page.$eval('.verification input', (input) => input.value)).toBe(document.verification.url);
      const [width, height] = await page.$eval('.verification img', (image) => {
        const { naturalWidth, naturalHeight } = image;
        return [naturalWidth, naturalHeight];
      });
      expect(width).toBeGreaterThan(200);
      expect(height).toBe(width);
    });
  });

  test('leads to every file', async () => {
    await visit(`/documents/${steel.id}`, async ({ page }) => {
      const links = await page.$$eval('.editions a', (all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect(links).toEqual(steel.files.map(({ href }) => href));
      const answer = await askSignedIn(session, links[0] ?? '');
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
    });
  });

  test('of another issuer is not there', async () => {
    const { session: stranger } = await newSignedInPerson();
    const answer = await askSignedIn(stranger, `/documents/${steel.id}`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});

describe('a change', () => {
  test('needs a reason; revoked, the document can be reinstated, and its history tells all of it', async () => {
    const document = await desk.issued(orderOf(certificate));
    await visit(`/documents/${document.id}`, async ({ page }) => {
      await openDialog(page, 'Аннулировать');
      expect(await page.evaluate(() => window.document.activeElement?.id)).toBe('change-reason');
      await page.click('dialog footer button:last-child');
      expect(await textOf(page, '#change-reason-error')).toBe('Напишите причину.');
      expect(await page.evaluate(() => window.document.activeElement?.id)).toBe('change-reason');
      expect((await desk.record(document.id)).state).toBe('valid');
      await page.keyboard.type('Өндіріс тоқтады');
      await page.click('dialog footer button:last-child');
      await said(page, 'аннулирован', 'h1');
      await said(page, 'Документ аннулирован', '.toasts');
      expect(await page.$('dialog')).toBeNull();
      expect(await actionsOn(page)).toEqual(['Новый черновик по этому документу', 'Восстановить действие']);
      await changeWith(page, 'Восстановить действие', 'По решению суда');
      await said(page, 'действует', 'h1');
      const history = await textOf(page, '.timeline');
      expect(history).toMatch(/Выдан[^]*Аннулирован[^]*Өндіріс тоқтады[^]*восстановлено[^]*По решению суда/);
    });
    const { state, events } = await desk.record(document.id);
    expect(state).toBe('valid');
    expect(events.map(({ kind, reason, actor }) => [kind, reason, actor])).toEqual([
      ['revoke', 'Өндіріс тоқтады', 'Айгерім Сәрсенова'],
      ['reinstate', 'По решению суда', 'Айгерім Сәрсенова'],
    ]);
  });

  test('of the term goes to a later day only', async () => {
    const document = await desk.issued(orderOf(certificate));
    const last = document.validUntil ?? '';
    await visit(`/documents/${document.id}`, async ({ page }) => {
      await openDialog(page, 'Продлить срок');
      await page.type('#change-reason', 'Ұзарту туралы өтініш');
      await typeDay(page, last);
      await page.click('dialog footer button:last-child');
      expect(await textOf(page, '#change-day-error')).toContain('Укажите день позже');
      await typeDay(page, '2035-12-31');
      await page.click('dialog footer button:last-child');
      await said(page, '31.12.2035', '.facts');
    });
    expect((await desk.record(document.id)).validUntil).toBe('2035-12-31');
  });

  test('that the service refuses is refused in its words, and nothing typed is lost', async () => {
    const document = await desk.issued(orderOf(certificate));
    await visit(`/documents/${document.id}`, async ({ page }) => {
      await openDialog(page, 'Продлить срок');
      await page.type('#change-reason', 'Опоздали');
      await typeDay(page, '2035-12-31');
      await desk.send(`/v1/documents/${document.id}/revocation`, { reason: 'Раньше нас' });
      await page.click('dialog footer button:last-child');
      await said(page, 'аннулирован', 'dialog [role="alert"]');
      const reason = await page.$eval('#change-reason', (area) => (area as HTMLTextAreaElement).value);
      expect(reason).toBe('Опоздали');
      await press(page, 'dialog footer button', 'Отмена');
      await page.waitForSelector('dialog', { hidden: true });
    });
  });

  test('for a new document leads to the form with this one', async () => {
    await visit(`/documents/${steel.id}`, async ({ page }) => {
      const links = await page.$$eval('.actions a', (all) => all.map((link) => link.getAttribute('href')));
      expect(links).toEqual([`/forms/${certificate}?from=${steel.id}`, `/forms/${certificate}?replaces=${steel.id}`]);
    });
  });

  test('is offered to those who may, and where it can be', async () => {
    const letter = letters[0]?.id ?? '';
    await visit(`/documents/${letter}`, async ({ page }) => {
      expect(await actionsOn(page)).not.toContain('Продлить срок');
    });
    const { session: signer } = await newSignedInPerson({ issuer: issuer.id, scopes: ['sign'] });
    await visit(
      `/documents/${letter}`,
      async ({ page }) => {
        await page.waitForSelector('.timeline');
        expect(await page.$('.actions')).toBeNull();
        expect(await page.$eval('section:has(.places) a', (link) => link.getAttribute('href'))).toBe(`/sign/${letter}`);
      },
      { as: signer },
    );
  });
});

test('another language comes without leaving the page', async () => {
  await visit(`/documents/${steel.id}`, async ({ page }) => {
    await openDialog(page, 'Аннулировать');
    await page.type('#change-reason', 'не теряется');
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('a[data-language="kk"]')?.click();
    });
    await said(page, 'күші жойылсын ба?', 'dialog h2');
    expect(await page.$eval('#change-reason', (area) => (area as HTMLTextAreaElement).value)).toBe('не теряется');
    expect(await textOf(page, 'h1')).toContain('қолданыста');
    expect(await page.title()).toBe('№ 110600417 құжат');
  });
});

describe.each(['desktop', 'phone'] as const)('on a %s', (size) => {
  test.each(['kk', 'ru', 'en'])('the pages in %s are accessible and fit', async (language) => {
    const settings = { language, size: sizes[size] };
    await visit(
      '/documents',
      async ({ page }) => {
        await page.waitForSelector('table.found');
        expect(await violations(page)).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
      },
      settings,
    );
    await visit(
      `/documents/${steel.id}`,
      async ({ page, requests }) => {
        await page.waitForSelector('.timeline');
        expect(await violations(page)).toEqual([]);
        await openDialog(page, await page.$eval('.actions button.danger', ({ textContent }) => textContent));
        expect(await violations(page)).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
        const ours = requests.filter((address) => !address.startsWith('data:'));
        expect(new Set(ours.map((address) => new URL(address).host)).size).toBe(1);
      },
      settings,
    );
  });
});

/** A date field takes its value as its script interface does: how its parts are typed is the browser's own affair. */
async function typeDay(page: Page, day: string): Promise<void> {
  await page.$eval(
    '#change-day',
    (input, value) => {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    day,
  );
}
