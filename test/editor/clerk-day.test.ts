import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPng } from '../golden/pictures.ts';
import { newIssuer } from '../issuing/desk.ts';
import { decoders } from '../render/verification/decoders.ts';
import { newSignedInPerson } from '../support/people.ts';
import { answered, Reader, sizes, textOf } from '../web/browser.ts';
import { editorReady } from './clerk.ts';
import { kept, press, textAt, typeAt } from './form-work.ts';

/** The same day in two languages: what is typed, and what the pages say. */
const days = {
  ru: {
    search: 'индустриальный',
    form: 'Индустриальный сертификат',
    wrongDigit: /БИН|ИИН/,
    issue: 'Выдать…',
    confirm: 'Выдать',
    record: 'Открыть запись',
    revoke: 'Аннулировать',
    genuine: 'действует',
    revoked: 'аннулирован',
    reason: 'Сертификат выдан с ошибкой в перечне товаров',
    number: '120600901',
  },
  kk: {
    search: 'индустриялық',
    form: 'Индустриялық сертификат',
    wrongDigit: /БСН|ЖСН/,
    issue: 'Құжатты беру…',
    confirm: 'Беру',
    record: 'Құжат жазбасы',
    revoke: 'Күшін жою',
    genuine: 'күшінде',
    revoked: 'күші жойылған',
    reason: 'Сертификат тауарлар тізбесіндегі қатемен берілді',
    number: '120600902',
  },
} as const;

/** Words for both languages: on the paper of one, the other stands beneath. */
const words = {
  'regionalChamber.name': {
    kk: 'Қарағанды облысының кәсіпкерлер палатасы',
    ru: 'Палата предпринимателей Карагандинской области',
  },
  'applicant.name': { kk: '«Сарыарқа Металл» ЖШС', ru: 'ТОО «Сарыарка Металл»' },
  'applicant.legalAddress': { kk: 'Қарағанды қаласы, Бейбітшілік даңғылы, 5', ru: 'город Караганда, проспект Мира, 5' },
  'applicant.actualAddress': {
    kk: 'Қарағанды қаласы, Бейбітшілік даңғылы, 5',
    ru: 'город Караганда, проспект Мира, 5',
  },
  'applicant.productionAddress': { kk: 'Қарағанды қаласы, Өндірістік аймақ', ru: 'город Караганда, Промышленная зона' },
} as const;

const plain = {
  registrationDate: '16.03.2026',
  date: '16 наурыз 2026',
  'applicant.okedPrimary.code': '25110',
  'applicant.phone': '+7 (7212) 55-14-28',
  'applicant.email': 'office@saryarka-metall.example',
} as const;

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(() => reader.close());

test.each(['ru', 'kk'] as const)(
  'a clerk’s day in %s: fill in, correct, paste, look, issue, scan, revoke',
  async (language) => {
    const day = days[language];
    const { issuer } = await newIssuer('120');
    const { session } = await newSignedInPerson({ issuer: issuer.id });
    await reader.visit(
      '/',
      async ({ page, requests }) => {
        await page.type('#find', day.search);
        await page.keyboard.press('ArrowDown');
        await answered(page, () => page.keyboard.press('Enter'));
        await editorReady(page);
        expect(await page.title()).toBe(day.form);

        await fillTheFirstPage(page, language, day.number);
        await correctTheNumber(page, day.wrongDigit);
        await pasteFortyRows(page);
        await lookAtThePrintedPages(page);
        const address = await issue(page, day);
        await check(page, address, day.genuine);
        await revoke(page, day);
        await check(page, address, day.revoked);
        const { origin } = new URL(page.url());
        expect(
          requests.filter((one) => !one.startsWith(origin) && !one.startsWith('blob:') && !one.startsWith('data:')),
        ).toEqual([]);
      },
      { language, size: sizes.desktop, session },
    );
  },
);

async function fillTheFirstPage(page: Page, language: 'kk' | 'ru', number: string): Promise<void> {
  await typeAt(page, 'certificateNumber', number);
  for (const [path, text] of Object.entries(plain)) await typeAt(page, path, text);
  for (const [path, both] of Object.entries(words)) {
    await typeAt(page, path, both[language]);
    await page.keyboard.press('Tab');
    await page.keyboard.type(both[language === 'ru' ? 'kk' : 'ru']);
  }
  // One value, wherever it stands.
  await page.keyboard.press('Escape');
  const names = await page.$$eval('#paper [data-path="applicant.name"]', (places) =>
    places.map(({ textContent }) => textContent),
  );
  expect(names).toEqual([words['applicant.name'][language], words['applicant.name'][language]]);
}

async function correctTheNumber(page: Page, sentence: RegExp): Promise<void> {
  const path = 'applicant.bin';
  await typeAt(page, path, '120340001231');
  await page.keyboard.press('Tab');
  await page.waitForSelector(`#paper [data-path="${path}"].invalid`);
  await page.focus(`#paper [data-path="${path}"]`);
  await page.waitForFunction(
    (pattern) =>
      [...document.querySelectorAll('.paper-layer .message.error')].some(({ textContent }) =>
        new RegExp(pattern).test(textContent),
      ),
    {},
    sentence.source,
  );
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('0');
  await page.keyboard.press('Tab');
  expect(await textAt(page, path)).toBe('120340001230');
  await page.waitForSelector(`#paper [data-path="${path}"]:not(.invalid)`);
}

async function pasteFortyRows(page: Page): Promise<void> {
  const rows = Array.from({ length: 40 }, (_, index) =>
    [`Болат бұйым ${index + 1}`, `Изделие стальное ${index + 1}`, '7308905900', '25.11.23.500'].join('\t'),
  );
  await paste(page, 'goods.0.nameKk', rows.join('\r\n'));
  await page.waitForSelector('#paper [data-path="goods.39.kpved"]');
  expect(await textAt(page, 'goods.39.nameRu')).toBe('Изделие стальное 40');
  await paste(page, 'equipment.0.nameKk', 'Плазмалық кесу станогы\tСтанок плазменной резки\tCNC 2060\t1');
  await page.waitForFunction(
    () => document.querySelector('#paper [data-path="equipment.0.quantity"]')?.textContent === '1',
  );
}

/** As the browser pastes what a spreadsheet has put into the clipboard. */
async function paste(page: Page, path: string, text: string): Promise<void> {
  await page.focus(`#paper [data-path="${path}"]`);
  await page.evaluate((block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', block);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function lookAtThePrintedPages(page: Page): Promise<void> {
  await page.click('#editor-bar [data-view=printed]');
  await page.waitForSelector('#preview canvas', { timeout: 20_000 });
  await page.click('#editor-bar [data-view=printed]');
  await page.waitForFunction(() => document.getElementById('preview')?.hidden === true);
}

/** Issues and scans the code on the screen. @returns the address in the code */
async function issue(page: Page, { issue: first, confirm, number }: (typeof days)[keyof typeof days]): Promise<string> {
  await kept(page, 'server');
  await press(page, first, '#editor-bar');
  await press(page, confirm, 'dialog');
  const code = await page.waitForSelector('dialog .qr-code', { timeout: 20_000 });
  if (code === null) throw new Error('no code was shown');
  expect(await textOf(page, 'dialog')).toContain(number);
  const picture = readPng(await code.screenshot());
  const [address = ''] = (await decoders['zxing']?.(picture)) ?? [];
  expect(address).toMatch(/\/V\/[0-9A-Z]+$/);
  return address;
}

/** As a phone opens it: another browser, nobody signed in. */
async function check(page: Page, address: string, words: string): Promise<void> {
  const path = new URL(address).pathname;
  await reader.visit(
    path,
    async ({ page: phone }) => {
      expect((await textOf(phone)).toLowerCase()).toContain(words);
    },
    { language: await page.evaluate(() => document.documentElement.lang) },
  );
}

async function revoke(page: Page, { record, revoke: act, reason }: (typeof days)[keyof typeof days]): Promise<void> {
  await answered(page, () => press(page, record, 'dialog'));
  await press(page, act, '.actions');
  await page.type('#change-reason', reason);
  await press(page, act, 'dialog');
  await page.waitForFunction((text) => document.querySelector('main')?.textContent.includes(text), {}, reason);
}
