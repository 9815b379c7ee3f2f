import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import type { IssuedDocument } from '../issuing/answers.ts';
import { changed } from '../http/payloads.ts';
import { newIssuer } from '../issuing/desk.ts';
import { catalogue, orderOf, unnumbered } from '../issuing/orders.ts';
import { readPng } from '../golden/pictures.ts';
import { readCode } from '../render/verification/decoders.ts';
import { newSignedInPerson } from '../support/people.ts';
import { Reader, sizes, textOf, type Visit, violations } from '../web/browser.ts';
import { editorReady } from './clerk.ts';
import {
  chooseOfDraft,
  dialogSays,
  draftsInBrowser,
  fillIn,
  kept,
  press,
  reads,
  textAt,
  told,
  typeAndKeep,
} from './form-work.ts';

const form = 'end-user-refusal';
const certificate = 'industrial-certificate';
const { issuer, desk } = await newIssuer('110');
const { session } = await newSignedInPerson({ issuer: issuer.id, name: 'Айгерім Сәрсенова' });
let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(() => reader.close());

function visit(path: string, use: (visit: Visit) => Promise<void>, as = session): Promise<void> {
  return reader.visit(
    path,
    async (one) => {
      await editorReady(one.page);
      await use(one);
    },
    { size: sizes.desktop, session: as },
  );
}

/** Asks to issue what stands on the paper, and waits for the question. */
async function askToIssue(page: Page): Promise<void> {
  await press(page, 'Выдать…', '.action-bar');
  await dialogSays(page, 'Выдать документ?');
}

async function confirm(page: Page, words = 'Выдать'): Promise<void> {
  await press(page, words, 'dialog footer');
}

/** Waits for the document. */
async function result(page: Page): Promise<{ readonly id: string; readonly number: string }> {
  await page.waitForSelector('dialog .qr-code', { timeout: 20_000 });
  const href = await page.$eval('dialog a[href^="/documents/"]', (link) => link.getAttribute('href') ?? '');
  const title = await textOf(page, 'dialog h2');
  return { id: href.slice('/documents/'.length), number: /№ (\S+)/.exec(title)?.[1] ?? '' };
}

/** Every document of the issuer whose holder is called so. */
async function issuedTo(holder: string): Promise<readonly IssuedDocument[]> {
  return (await desk.json<{ documents: IssuedDocument[] }>(desk.send('/v1/documents/search', { holder }))).documents;
}

/** The example for a holder of their own: it can be counted what was issued. */
let holders = 0;
function exampleFor(id: string): { readonly payload: JsonObject; readonly holder: string } {
  holders += 1;
  const holder = `Получатель${holders}`;
  return {
    payload: changed(unnumbered(id), { 'applicant.name': { kk: `${holder} ЖШС`, ru: `ТОО ${holder}` } }),
    holder,
  };
}

/** Lets requests reach the service and takes their answers away, as a network that fails between. */
async function loseAnswers(page: Page, pattern: string): Promise<() => Promise<void>> {
  const devtools = await page.createCDPSession();
  devtools.on('Fetch.requestPaused', ({ requestId }) => {
    void devtools.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' });
  });
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: pattern, requestStage: 'Response' }] });
  return () => devtools.send('Fetch.disable');
}

describe('a form with errors', () => {
  test('is not issued: what is missing is told, and the cursor goes to the first of it', async () => {
    await visit(`/forms/${form}`, async ({ page }) => {
      await press(page, 'Выдать…', '.action-bar');
      await told(page, 'Сначала исправьте');
      expect(await page.$('dialog')).toBeNull();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('date');
    });
  });

  test('with words in one language only leads to where they are missing', async () => {
    const { payload } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, changed(payload, { 'signatory.fullName': { ru: 'Ермеков Даурен' } }));
      await press(page, 'Выдать…', '.action-bar');
      await dialogSays(page, 'Заполните на обоих языках');
      expect(await textOf(page, 'dialog')).toContain('Нет текста на казахском');
      await page.click('dialog .field-link');
      await page.waitForSelector('[data-path="signatory.fullName"]:focus');
    });
  });

  test('that only the service finds are told with a way to the field', async () => {
    const { payload, holder } = exampleFor(form);
    const { number } = await desk.issued(orderOf(form));
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, { ...payload, number });
      await askToIssue(page);
      await confirm(page);
      await dialogSays(page, 'Документ не выдан');
      expect(await textOf(page, 'dialog')).toContain('уже выдан');
      expect(await issuedTo(holder)).toEqual([]);
    });
  });
});

describe('a document', () => {
  test('is issued after a look at what it will be, and the draft is gone', async () => {
    const { payload, holder } = exampleFor(certificate);
    await visit(`/forms/${certificate}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      const question = await textOf(page, 'dialog');
      for (const words of [
        'Индустриальный сертификат',
        holder,
        '16.03.2029',
        'Палата для проверки',
        'Айгерім Сәрсенова',
      ]) {
        expect(question).toContain(words);
      }
      expect(await page.$eval('#issue-number', (field) => field.getAttribute('placeholder'))).toBe('даст сервис');
      expect(await violations(page)).toEqual([]);
      await confirm(page);
      const { id, number } = await result(page);
      expect(await violations(page)).toEqual([]);

      const [document, ...others] = await issuedTo(holder);
      expect(others).toEqual([]);
      expect(document).toMatchObject({ id, number, form: certificate, languages: ['ru'], validUntil: '2029-03-16' });
      const picture = await page.$('dialog .qr-code');
      const code = await readCode(readPng(Buffer.from((await picture?.screenshot()) ?? [])));
      expect(code?.text).toBe(document?.verification.url);
      expect(await page.$eval('#verification-address', (field) => (field as HTMLInputElement).value)).toBe(code?.text);
      const files = await page.$$eval('dialog .issued-files a', (links) =>
        links.map((link) => link.getAttribute('href')),
      );
      expect(files).toEqual(document?.files.map(({ href }) => href));
      expect(await page.$eval('dialog a.primary', (link) => link.getAttribute('href'))).toBe(`/sign/${id}`);

      await kept(page, 'issued');
      const [draft] = await draftsInBrowser(page);
      expect(draft).toMatchObject({ payload: {}, subject: '', issued: { document: id, number }, order: null });
      await page.reload();
      await editorReady(page);
      await kept(page, 'issued');
      expect(await page.$eval('.issued-link', (link) => link.getAttribute('href'))).toBe(`/documents/${id}`);
    });
  });

  test('in both languages has a number that the clerk gave', async () => {
    const { payload, holder } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      await page.type('#issue-number', 'KZ-ДСП/7');
      await page.click('dialog .editions label:last-child');
      await confirm(page);
      await result(page);
      expect(await issuedTo(holder)).toMatchObject([{ number: 'KZ-ДСП/7', languages: ['ru', 'kk'] }]);
      expect(await textOf(page, 'dialog .issued-files')).toContain('на двух языках');
    });
  });

  test('is issued once, however often the button is pressed', async () => {
    const { payload, holder } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      await page.$eval('dialog footer .primary', (button) => {
        for (let time = 0; time < 3; time += 1) (button as HTMLButtonElement).click();
      });
      await result(page);
      expect(await issuedTo(holder)).toHaveLength(1);
    });
  });

  test('whose answer was lost is the same one when it is asked for again', async () => {
    const { payload, holder } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      const findAnswers = await loseAnswers(page, '*/v1/documents');
      await confirm(page);
      await dialogSays(page, 'второго документа не появится');
      const [document] = await issuedTo(holder);
      await findAnswers();
      await confirm(page, 'Повторить');
      expect(await result(page)).toEqual({ id: document?.id, number: document?.number });
      expect(await issuedTo(holder)).toHaveLength(1);
    });
  });

  test('whose answer was lost is found after a reload, and though something was changed since', async () => {
    const { payload, holder } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      const findAnswers = await loseAnswers(page, '*/v1/documents');
      await confirm(page);
      await dialogSays(page, 'второго документа не появится');
      await findAnswers();
      await page.reload();
      await editorReady(page);
      await typeAndKeep(page, 'application.number', '9');
      await askToIssue(page);
      await dialogSays(page, 'ответ сервиса не пришёл');
      await confirm(page);
      const { id } = await result(page);
      await dialogSays(page, 'Этот документ выдан ещё прошлой попыткой');
      expect((await issuedTo(holder)).map((document) => document.id)).toEqual([id]);
    });
  });

  test('is begun anew with the values of the last one', async () => {
    const { payload, holder } = exampleFor(form);
    await visit(`/forms/${form}`, async ({ page }) => {
      await fillIn(page, payload);
      await askToIssue(page);
      await confirm(page);
      const first = await result(page);
      await press(page, 'Похожий документ', 'dialog');
      await kept(page, 'server');
      await reads(page, 'applicant.name', `ТОО ${holder}`);
      await askToIssue(page);
      await confirm(page);
      const second = await result(page);
      expect(second.number).not.toBe(first.number);
      expect(new Set((await issuedTo(holder)).map(({ id }) => id))).toEqual(new Set([second.id, first.id]));
    });
  });
});

describe('an issued document', () => {
  test('is opened as a new draft without its number', async () => {
    const { payload, holder } = exampleFor(form);
    const { id } = await desk.issued(orderOf(form, { data: payload }));
    await visit(`/forms/${form}?from=${id}`, async ({ page }) => {
      await told(page, 'Данные взяты из выданного документа');
      await reads(page, 'applicant.name', `ТОО ${holder}`);
      expect(await textAt(page, 'number')).toBe('');
    });
  });

  test('is replaced by the new one, with a reason; again when that failed at first', async () => {
    const { payload } = exampleFor(form);
    const old = await desk.issued(orderOf(form, { data: payload }));
    await visit(`/forms/${form}?replaces=${old.id}`, async ({ page }) => {
      await askToIssue(page);
      await page.type('#issue-reason', 'Исправлена опечатка');
      const findAnswers = await loseAnswers(page, '*/replacement');
      await confirm(page);
      await dialogSays(page, 'прежний ещё не отмечен');
      await findAnswers();
      await press(page, 'Повторить', 'dialog .notice');
      await dialogSays(page, 'Прежний документ отмечен как заменённый');
      const { id } = await result(page);
      expect(await desk.record(old.id)).toMatchObject({
        state: 'replaced',
        replacedBy: id,
        events: [{ kind: 'replace', reason: 'Исправлена опечатка', actor: 'Айгерім Сәрсенова' }],
      });
    });
  });

  test('that is unknown opens an empty form', async () => {
    await visit(`/forms/${form}?from=0000000000000000`, async ({ page }) => {
      await told(page, 'Данные документа открыть не удалось');
      await kept(page, 'empty');
    });
  });
});

describe('the button', () => {
  test('is not there for the text of an act, nor for who may not issue', async () => {
    const act = catalogue.all().find(({ about }) => about.filledBy === 'act')?.id ?? '';
    const hasButton = ({ page }: Visit) => page.$eval('.action-bar', (bar) => bar.textContent.includes('Выдать'));
    await visit(`/forms/${act}`, async (one) => {
      expect(await hasButton(one)).toBe(false);
    });
    const apprentice = await newSignedInPerson({ issuer: issuer.id, scopes: ['render'] });
    await visit(
      `/forms/${form}`,
      async (one) => {
        expect(await hasButton(one)).toBe(false);
        await chooseOfDraft(one.page, 'Черновики этой формы…');
        await dialogSays(one.page, 'Черновиков нет');
      },
      apprentice.session,
    );
  });
});
