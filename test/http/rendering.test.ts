import { expect, test } from 'vitest';
import { formats, mediaTypes } from '../../src/render/formats.ts';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { readPdf } from '../readers/pdf.ts';
import { readXlsx } from '../readers/xlsx.ts';
import { bytesOf } from '../support/ask.ts';
import { sendByContract } from '../support/contract.ts';
import { changed, exampleOf, problemOf, without } from './payloads.ts';

const certificate = await exampleOf('industrial-certificate');
const door = '/v1/forms/industrial-certificate/render';

async function htmlOf(path: string, payload: unknown, headers: Record<string, string> = {}) {
  return readHtml(await bytesOf(await sendByContract(path, payload, headers)));
}

test.each(['kk', 'ru', 'kk,ru', 'ru,kk'])(
  'language=%s prints these languages in this order, in every format',
  async (language) => {
    const [first, second] = language.split(',');
    const title = { kk: 'ИНДУСТРИЯЛЫҚ СЕРТИФИКАТ', ru: 'ИНДУСТРИАЛЬНЫЙ СЕРТИФИКАТ' };
    const texts = async (format: string): Promise<string> => {
      const answer = await sendByContract(`${door}?language=${language}&format=${format}`, certificate);
      expect(answer.headers.get('Content-Language')).toBe(language.replace(',', ', '));
      const bytes = await bytesOf(answer);
      if (format === 'html') return readHtml(bytes).text;
      if (format === 'docx') return (await readDocx(bytes)).text;
      if (format === 'xlsx')
        return (await readXlsx(bytes)).sheets.flatMap(({ cells }) => cells.map(({ text }) => text)).join('\n');
      const pdf = await readPdf(bytes);
      const text = pdf.pages.map((page) => page.text).join('\n');
      pdf.close();
      return text;
    };
    for (const format of formats) {
      const text = await texts(format);
      const places = [title.kk, title.ru].map((words) => text.indexOf(words));
      expect(places.map((place) => place >= 0)).toEqual([language.includes('kk'), language.includes('ru')]);
      if (second !== undefined) expect((places[0] ?? 0) < (places[1] ?? 0)).toBe(first === 'kk');
      expect(text).toContain('120340001230');
    }
  },
);

test('Accept chooses the format, the best match wins', async () => {
  const accepted = {
    [mediaTypes.docx]: 'docx',
    [mediaTypes.xlsx]: 'xlsx',
    'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1': 'html',
    'application/*': 'pdf',
    'application/pdf;q=0.2, text/html;q=0.8': 'html',
    '*/*': 'pdf',
  } as const;
  for (const [accept, format] of Object.entries(accepted)) {
    const answer = await sendByContract(`${door}?language=ru`, certificate, { Accept: accept });
    expect(answer.headers.get('Content-Type')?.split(';')[0], accept).toBe(mediaTypes[format]);
  }
});

test('format= goes before Accept', async () => {
  const answer = await sendByContract(`${door}?format=docx`, certificate, { Accept: 'application/pdf' });
  expect(answer.headers.get('Content-Type')).toBe(mediaTypes.docx);
});

test('what nobody can make is not acceptable, and the answer says what there is', async () => {
  for (const accept of ['image/png', 'application/json', 'text/html;q=0']) {
    const answer = await sendByContract(door, certificate, { Accept: accept, 'Accept-Language': 'en' });
    expect(answer.status).toBe(406);
    expect(await problemOf(answer)).toMatchObject({
      code: 'not-acceptable',
      detail: expect.stringContaining('application/pdf') as string,
    });
  }
});

test('Accept-Language chooses the language, else it is that of the act', async () => {
  const languages = { kk: 'kk', 'ru-RU, kk;q=0.5': 'ru', 'en, kk;q=0.1': 'kk', en: 'ru', '': 'ru' };
  for (const [accepted, language] of Object.entries(languages)) {
    const answer = await sendByContract(`${door}?format=html`, certificate, { 'Accept-Language': accepted });
    expect(answer.headers.get('Content-Language'), accepted).toBe(language);
  }
  const answer = await sendByContract(`${door}?format=html&language=ru`, certificate, { 'Accept-Language': 'kk' });
  expect(answer.headers.get('Content-Language')).toBe('ru');
});

test('a draft of an authority says that it is one, in every format', async () => {
  const answer = (format: string) =>
    sendByContract(`${door}?language=kk,ru&format=${format}`, certificate).then(bytesOf);
  expect(readHtml(await answer('html')).watermark).toBe('ЖОБА / ПРОЕКТ');
  expect((await readDocx(await answer('docx'))).watermark).toBe('ЖОБА / ПРОЕКТ');
  const pdf = await readPdf(await answer('pdf'));
  expect(pdf.pages.map(({ watermark }) => watermark)).toEqual(pdf.pages.map(() => 'ЖОБА/ПРОЕКТ'));
  pdf.close();
  expect(JSON.stringify(await readXlsx(await answer('xlsx')))).toContain('ЖОБА / ПРОЕКТ');
});

test.each(['promotion-reimbursement-application', 'productivity-reimbursement-agreement'])(
  '%s is not an authority’s paper and prints clean',
  async (form) => {
    const example = await exampleOf(form);
    const answer = (format: string) =>
      sendByContract(`/v1/forms/${form}/render?language=kk,ru&format=${format}`, example).then(bytesOf);
    expect(readHtml(await answer('html')).watermark).toBeNull();
    expect((await readDocx(await answer('docx'))).watermark).toBeNull();
    const pdf = await readPdf(await answer('pdf'));
    expect(pdf.pages.map(({ watermark }) => watermark)).toEqual(pdf.pages.map(() => ''));
    pdf.close();
    expect(JSON.stringify(await readXlsx(await answer('xlsx')))).not.toMatch(/ЖОБА|ПРОЕКТ/);
  },
);

test('incomplete=true prints what is there and leaves the rest blank', async () => {
  const started = { certificateNumber: 'KZ-77', applicant: { name: 'ТОО «Начатое»' } };
  expect((await sendByContract(`${door}?format=html&language=ru`, started)).status).toBe(422);
  const html = await htmlOf(`${door}?format=html&language=ru&incomplete=true`, started);
  expect(html.text).toContain('KZ-77');
  expect(html.text).toContain('ТОО «Начатое»');
  expect(html.text).toContain('____');
  expect(html.watermark).toBe('ПРОЕКТ');
});

test('incomplete=true still checks what is there, and every format takes nothing at all', async () => {
  const wrong = await sendByContract(`${door}?format=html&incomplete=true`, { applicant: { bin: '1' } });
  expect(wrong.status).toBe(422);
  for (const format of formats) {
    expect((await sendByContract(`${door}?format=${format}&incomplete=true`, {})).status).toBe(200);
  }
});

test('a derived value is printed though nobody typed it', async () => {
  const application = without(await exampleOf('promotion-reimbursement-application'), 'claimedAmount');
  const path = '/v1/forms/promotion-reimbursement-application/render?language=ru&format=html';
  expect((await htmlOf(path, application)).text).toMatch(/10\s694\s850/u);
  const other = changed(application, { 'costs.0.amountKzt': '1860000.01' });
  expect((await htmlOf(path, other)).text).toMatch(/10\s694\s850,01/u);
});

test('the largest amounts that pass the check can be printed', async () => {
  const application = await exampleOf('promotion-reimbursement-application');
  const large = Object.fromEntries([0, 1, 2].map((row) => [`costs.${row}.amountKzt`, '999999999999999.99']));
  const path = '/v1/forms/promotion-reimbursement-application/render?language=ru&format=html';
  expect((await sendByContract(path, changed(application, large))).status).toBeLessThan(500);
});
