import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { rowsOfWorkbook } from '../../src/batches/sheet/read-sheet.ts';
import { writeTemplate } from '../../src/batches/sheet/template.ts';
import { Composer } from '../../src/compose/composer.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import type { FormDefinition } from '../../src/forms/definition.ts';
import type { JsonObject } from '../../src/forms/json.ts';
import { Validator } from '../../src/forms/validation.ts';
import type { NewBatchItem } from '../../src/registry/batches.ts';
import { documentBody } from '../../src/render/html/body.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const validator = new Validator();
const filledIn = catalogue.all().filter(({ about }) => about.filledBy !== 'act');

async function templateOf(form: FormDefinition, language: 'kk' | 'ru', records: number): Promise<Buffer> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const words = composer.words(form, language);
  await writeTemplate(output, { words, locales: composer.locales, records, withExample: true });
  return bytes;
}

async function rowsOf(form: FormDefinition, bytes: Uint8Array): Promise<NewBatchItem[]> {
  const rows: NewBatchItem[] = [];
  for await (const row of rowsOfWorkbook(form, composer, bytes)) rows.push(row);
  return rows;
}

/** What is printed of a payload, in both languages; a payload that has errors prints nothing. */
function printed(form: FormDefinition, payload: JsonObject): string {
  const languages = form.about.languages ?? (['kk', 'ru'] as const);
  const validation = validator.validate(form, payload, { languages, incomplete: false });
  expect(validation.errors, form.id).toEqual([]);
  const { document } = composer.compose(form, { languages, payload: validation.payload });
  return documentBody(document, { fillable: false });
}

/** A workbook as people make them: one sheet after another, row by row. */
async function workbookOf(...sheets: readonly (readonly (readonly ExcelJS.CellValue[])[])[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  sheets.forEach((rows, at) => {
    workbook.addWorksheet(`Лист ${at + 1}`).addRows(rows.map((row) => [...row]));
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

test.each(filledIn)('$id: a template says all that a document says', async (form) => {
  const whole = printed(form, form.example);
  for (const [language, records] of [
    ['ru', 0],
    ['kk', 8],
  ] as const) {
    const [row, ...others] = await rowsOf(form, await templateOf(form, language, records));
    expect(others).toEqual([]);
    expect(printed(form, row?.data ?? {}), `${language}, ${records} records`).toBe(whole);
  }
});

const refusal = catalogue.get('end-user-refusal');
const contract = catalogue.get('production-analysis-contract');

test('columns are found by their labels in either language, whatever their order and case', async () => {
  const { fields } = refusal.locales.ru;
  const kazakh = refusal.locales.kk.fields;
  const bytes = await workbookOf([
    [`${fields['applicant'] ?? ''} / ${fields['applicant.bin'] ?? ''}`.toUpperCase(), kazakh['number'] ?? '', 'date'],
    ['170340004195', 'KZ/1', '20.11.2026'],
  ]);
  const [row] = await rowsOf(refusal, bytes);
  expect(row?.data).toEqual({ applicant: { bin: '170340004195' }, number: 'KZ/1', date: '2026-11-20' });
});

test('cells are read as they are meant: dates, codes without their zeros, numbers, formulas, texts in pieces', async () => {
  const bytes = await workbookOf([
    ['applicant.bin', 'date', 'number', 'applicant.name.kk', 'applicant.name.ru'],
    [
      40940001234,
      new Date(Date.UTC(2026, 10, 20)),
      { formula: '1+1', result: 42 },
      { richText: [{ text: 'Бір ' }, { text: 'екі', font: { bold: true } }] },
      { text: 'Имя', hyperlink: 'https://example.kz' },
    ],
  ]);
  const [row] = await rowsOf(refusal, bytes);
  expect(row?.data).toEqual({
    applicant: { bin: '040940001234', name: { kk: 'Бір екі', ru: 'Имя' } },
    date: '2026-11-20',
    number: '42',
  });
});

test('what is no value of its field stays as it stands, for the check of the row to tell', async () => {
  const bytes = await workbookOf([
    ['cost.amount', 'date'],
    ['сто', 'вчера'],
  ]);
  const [row] = await rowsOf(contract, bytes);
  expect(row?.data).toEqual({ cost: { amount: 'сто' }, date: 'вчера' });
});

test('empty rows are none', async () => {
  const bytes = await workbookOf([['number'], ['1'], [], [' '], ['2']]);
  expect((await rowsOf(refusal, bytes)).map(({ data }) => data)).toEqual([{ number: '1' }, { number: '2' }]);
});

const certificate = catalogue.get('industrial-certificate');

test('records of tables stand in sheets of their own, or in columns', async () => {
  const inSheet = await workbookOf(
    [
      ['#row', 'certificateNumber'],
      ['a', '1'],
      ['b', '2'],
    ],
    [
      ['#row', 'goods.tnved'],
      ['b', '7308909809'],
      ['a', '7308901000'],
      ['b', '7308400000'],
    ],
  );
  const rows = (await rowsOf(certificate, inSheet)).map(({ data }) => data);
  const second = { certificateNumber: '2', goods: [{ tnved: '7308909809' }, { tnved: '7308400000' }] };
  expect(rows).toEqual([{ certificateNumber: '1', goods: [{ tnved: '7308901000' }] }, second]);
  const inColumns = await workbookOf([
    ['certificateNumber', 'goods.0.tnved', 'goods.1.tnved'],
    ['2', '7308909809', '7308400000'],
  ]);
  expect((await rowsOf(certificate, inColumns)).map(({ data }) => data)).toEqual([second]);
});

test('a sheet without records is passed over; records without a row are not lost in silence', async () => {
  const notes = await workbookOf([['certificateNumber'], ['1']], [['Заметки'], ['позвонить']]);
  expect(await rowsOf(certificate, notes)).toHaveLength(1);
  const lost = await workbookOf(
    [['certificateNumber'], ['1']],
    [
      ['#row', 'goods.tnved'],
      ['7', '7308909809'],
    ],
  );
  await expect(rowsOf(certificate, lost)).rejects.toMatchObject({ code: 'sheet-rows', params: { rows: '7' } });
});

test('columns that no field stands for are refused by name', async () => {
  const bytes = await workbookOf([
    ['certificateNumber', 'Цвет', '__proto__', 'goods.tnved.kk'],
    ['1', 'синий', 'x', 'y'],
  ]);
  await expect(rowsOf(certificate, bytes)).rejects.toMatchObject({
    code: 'sheet-columns',
    params: { columns: 'B «Цвет», C «__proto__», D «goods.tnved.kk»' },
  });
});

test.each([Buffer.from('PK'), Buffer.from('no workbook'), Buffer.alloc(100)])('%s is no workbook', async (bytes) => {
  await expect(rowsOf(certificate, bytes)).rejects.toMatchObject({ code: 'sheet-unreadable' });
});
