import ExcelJS from 'exceljs';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { Workbook } from '../../src/batches/sheet/xlsx/workbook.ts';
import { ndjson } from '../batches/batch-desk.ts';
import { without } from '../http/payloads.ts';
import type { DocumentPage } from '../issuing/answers.ts';
import { newIssuer } from '../issuing/desk.ts';
import { catalogue, unnumbered } from '../issuing/orders.ts';
import { askSignedIn, newSignedInPerson } from '../support/people.ts';
import { fitsWidth, Reader, sizes, textOf, type Visit, violations } from '../web/browser.ts';
import { downloaded } from './downloaded.ts';
import { saidIn } from './said.ts';

const form = 'end-user-refusal';
const filled = unnumbered(form);
const wrong = without(filled, 'applicant');
const phone = { ...sizes.phone, width: 360 };
let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(() => reader.close());

type Settings = Omit<NonNullable<Parameters<Reader['visit']>[2]>, 'session'>;

/** A clerk of an organisation of its own, with the scopes that are given. */
async function newClerk(scopes?: NonNullable<Parameters<typeof newSignedInPerson>[0]>['scopes']) {
  const { issuer, desk } = await newIssuer();
  const { session } = await newSignedInPerson({ issuer: issuer.id, ...(scopes === undefined ? {} : { scopes }) });
  const visit = (path: string, use: (visit: Visit) => Promise<void>, settings: Settings = {}) =>
    reader.visit(path, use, { size: sizes.desktop, session, ...settings });
  const issued = async () => (await desk.json<DocumentPage>(desk.send('/v1/documents/search', {}))).documents;
  return { visit, session, issued };
}

/** The template that the page offers with the example, filled in with three rows of which the second is wrong. */
async function filledTemplate(page: Page, session: string): Promise<Buffer> {
  const address = await page.$eval('.template a:last-child', (link) => link.getAttribute('href') ?? '');
  const template = await askSignedIn(session, address);
  const [labels = [], paths = [], example = []] = await firstSheet(await template.arrayBuffer());
  const unnumbered = example.with(paths.indexOf('number'), '');
  const wrong = unnumbered.with(paths.indexOf('applicant.bin'), '123');
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Документы').addRows([labels, paths, unnumbered, wrong, unnumbered]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** What stands in the rows of the first sheet. */
async function firstSheet(bytes: ArrayBuffer | Uint8Array): Promise<string[][]> {
  const workbook = await Workbook.open(new Uint8Array(bytes));
  const rows: string[][] = [];
  for await (const { cells } of workbook.rows(0)) {
    const width = Math.max(...cells.keys()) + 1;
    rows.push(Array.from({ length: width }, (_, at) => cells.get(at)?.text ?? ''));
  }
  return rows;
}

/** Lets a file go over the page, as from a folder. */
function drop(page: Page, name: string, content: Buffer | string): Promise<void> {
  return page.evaluate(
    (fileName, base64) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], fileName));
      for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
        document.querySelector('.drop-zone')?.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`${type} is left to the browser, which opens the file`);
      }
    },
    name,
    Buffer.from(content).toString('base64'),
  );
}

function said(page: Page, words: string, selector = '.summary'): Promise<void> {
  return saidIn(page, selector, words);
}

async function press(page: Page, words: string, within = 'main'): Promise<void> {
  const button = await page.waitForSelector(
    `${within} ::-p-xpath(.//*[self::a or self::button][starts-with(normalize-space(.), '${words}')])`,
  );
  await button?.click();
}

async function dialogOpens(page: Page): Promise<string> {
  await page.waitForSelector('dialog[open]');
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  return textOf(page, 'dialog[open]');
}

async function namesIn(bytes: Uint8Array): Promise<string[]> {
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const names: string[] = [];
  for await (const { fileName } of archive.eachEntry()) names.push(fileName);
  return names;
}

test('a filled template is dropped, checked, confirmed and issued; what was wrong comes back', async () => {
  const { visit, session, issued } = await newClerk();
  await visit('/batches', async ({ page }) => {
    await said(page, 'Здесь появятся ваши пакеты', '.empty');
    await Promise.all([page.waitForNavigation(), press(page, 'Новый пакет')]);
    await page.type('#form', 'отказ прил 2');
    await page.keyboard.press('Enter');
    await said(page, 'Приложение 2', '#form-help');
    await drop(page, 'отказы.xlsx', await filledTemplate(page, session));
    await said(page, 'отказы.xlsx', '.drop-zone');
    expect(await violations(page)).toEqual([]);

    await press(page, 'Проверить строки');
    await said(page, 'Можно выдать 2 из 3. В 1 строке ошибки.');
    await said(page, 'Неверный БИН/ИИН', 'table.rows');
    expect(await textOf(page, 'table.rows tbody')).toMatch(/^2\s+БИН \/ ИИН: Неверный/);
    expect(await issued()).toEqual([]);
    const check = page.url();

    await press(page, 'Выдать 2 документа');
    expect(await dialogOpens(page)).toContain('Отменить это нельзя');
    await press(page, 'Выдать 2 документа', 'dialog');
    await said(page, 'Выдано 2 из 3. В 1 строке ошибки.');
    await page.waitForSelector('a[href$="/archive"]');
    expect(page.url()).not.toBe(check);
    expect(await page.$('dialog')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h1');
    expect(await violations(page)).toEqual([]);

    await press(page, 'Выданные');
    await said(page, '№ 2026-00002', 'table.rows');
    const documents = await page.$$eval('table.rows td a', (links) =>
      links.map(({ href, textContent }) => [href.slice(href.lastIndexOf('/') + 1), textContent.slice(2)]),
    );
    expect(documents.sort()).toEqual((await issued()).map(({ id, number }) => [id, number]).sort());

    const archive = await downloaded(page, () => press(page, 'Все документы, ZIP'));
    expect(archive.name).toBe('Дәлелді бас тарту 2026-11-20.zip');
    expect(await namesIn(archive.bytes)).toEqual(['1-2026-00001-kk-ru.pdf', '3-2026-00002-kk-ru.pdf']);
    const errors = await downloaded(page, () => press(page, 'Строки с ошибками, XLSX'));
    const [, , row, ...others] = await firstSheet(errors.bytes);
    expect(row?.join()).toContain('БИН / ИИН: Неверный БИН/ИИН');
    expect(others).toEqual([]);

    await page.goto(new URL('/batches', page.url()).href);
    const kinds = await page.$$eval('tbody tr', (rows) => rows.map(({ cells }) => cells[1]?.textContent));
    // Both began at the one instant at which the service of the tests lives.
    expect(kinds.sort()).toEqual(['Выдача', 'Проверка'].sort());
    expect(await violations(page)).toEqual([]);
  });
});

test('on a phone in Kazakh drafts are made, and removed after a question', async () => {
  const { visit } = await newClerk();
  const settings = { language: 'kk', size: phone };
  await visit(
    `/batches/new?form=${form}`,
    async ({ page }) => {
      const choose = await page.waitForSelector('input[value="render"]');
      await choose?.click();
      await drop(page, 'rows.ndjson', ndjson([catalogue.get(form).example, wrong]));
      expect(await fitsWidth(page)).toBe(true);
      await press(page, 'Жобаларды жасау');
      await said(page, '2 жобаның 1 дайын. 1 жолда қате бар.');
      await page.waitForSelector('a[href$="errors.xlsx?language=kk"]');
      await said(page, 'Толтыру міндетті', 'table.rows');
      expect(await textOf(page, 'table.rows')).toContain('Ұйым');
      expect(await fitsWidth(page)).toBe(true);
      expect(await violations(page)).toEqual([]);
      const { bytes } = await downloaded(page, () => press(page, 'Барлық құжат, ZIP'));
      expect(await namesIn(bytes)).toHaveLength(1);
      await press(page, 'Өшіру');
      expect(await dialogOpens(page)).toContain('қайтару мүмкін емес');
      await Promise.all([page.waitForNavigation(), press(page, 'Топтаманы өшіру', 'dialog')]);
      await said(page, 'Топтамаларыңыз осында көрінеді', '.empty');
    },
    settings,
  );
});

test('a batch is paused, goes on, and is stopped after a question', async () => {
  const { visit, issued } = await newClerk();
  await visit(`/batches/new?form=${form}`, async ({ page }) => {
    await drop(page, 'rows.json', JSON.stringify(Array.from({ length: 250 }, () => filled)));
    await press(page, 'Проверить строки');
    await press(page, 'Выдать 250 документов');
    await dialogOpens(page);
    await press(page, 'Выдать 250 документов', 'dialog');
    await press(page, 'Приостановить');
    await said(page, 'приостановлен', 'h1');
    await press(page, 'Продолжить');
    await said(page, 'выполняется', 'h1');
    await press(page, 'Прекратить');
    expect(await dialogOpens(page)).toContain('остальные выданы не будут');
    await press(page, 'Прекратить пакет', 'dialog');
    await said(page, 'прекращён', 'h1');
    await said(page, 'не выполнен');
    expect((await issued()).length).toBeLessThan(250);
  });
});

test('a file that is refused says why, and nothing is begun', async () => {
  const { visit } = await newClerk();
  await visit('/batches/new', async ({ page }) => {
    await press(page, 'Проверить строки');
    await said(page, 'Выберите форму', '#form-error');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('form');
    await page.type('#form', 'отказ прил 2');
    await page.keyboard.press('Enter');
    await drop(page, 'scan.pdf', '%PDF');
    await said(page, '«scan.pdf» не подходит', '#file-error');
    await drop(page, 'rows.xlsx', 'no workbook');
    await press(page, 'Проверить строки');
    await said(page, 'Таблица не читается', '.notice.danger');
    expect(new URL(page.url()).pathname).toBe('/batches/new');
    await page.goto(new URL('/batches', page.url()).href);
    await said(page, 'Здесь появятся ваши пакеты', '.empty');
  });
});

test('who only drafts is not offered to issue, and sees no batch of others', async () => {
  const { session, visit } = await newClerk();
  const order = { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body: ndjson([filled]) };
  const started = await askSignedIn(session, `/v1/batches?form=${form}&action=issue&dryRun=true`, order);
  const { id } = (await started.json()) as { readonly id: string };
  await visit(`/batches/${id}`, async ({ page }) => {
    await said(page, 'Можно выдать 1 из 1.');
    // The rows are at hand on the page that sent them only.
    await said(page, 'выберите файл ещё раз', '.notice');
  });
  const drafter = await newClerk(['render']);
  await drafter.visit(`/batches/new?form=${form}`, async ({ page }) => {
    await page.waitForSelector('input[name="purpose"]');
    expect(await page.$$eval('input[name="purpose"]', (all) => all.map(({ value }) => value))).toEqual([
      'render',
      'check',
    ]);
    await page.goto(new URL(`/batches/${id}`, page.url()).href);
    await said(page, 'У вас нет такого пакета', 'main');
  });
  const { session: reviser } = await newSignedInPerson({ scopes: ['revoke'] });
  const answer = await askSignedIn(reviser, '/batches', { headers: { 'Accept-Language': 'ru' } });
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([403, 'text/html; charset=utf-8']);
});
