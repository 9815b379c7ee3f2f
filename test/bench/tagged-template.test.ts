import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { tagDocuments } from './peers/tagged-template.ts';

const text = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;
const control = (...words: string[]) => `<w:sdt><w:sdtContent>${words.map(text).join('')}</w:sdtContent></w:sdt>`;

function tagged(body: string, sheet: string) {
  const { docx, xlsx, values } = tagDocuments(
    zipSync({ 'word/document.xml': strToU8(body), 'word/styles.xml': strToU8(control('kept')) }),
    zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }),
  );
  const part = (file: Uint8Array, name: string) => strFromU8(unzipSync(file)[name] ?? new Uint8Array());
  return {
    body: part(docx, 'word/document.xml'),
    styles: part(docx, 'word/styles.xml'),
    sheet: part(xlsx, 'xl/worksheets/sheet1.xml'),
    values,
  };
}

test('values give way to tags, words of the form and other parts stay', () => {
  const body = `${text('Number: ')}${control('KZ-12', ' ', 'A &amp; B')}${control('KZ-12')}`;
  const result = tagged(body, '<t>Number: KZ-12, given</t><t>other</t>');
  expect(result.body).toBe(`${text('Number: ')}${control('{d.v0}', ' ', '{d.v1}')}${control('{d.v0}')}`);
  expect(result.sheet).toBe('<t>Number: {d.v0}, given</t><t>other</t>');
  expect(result.styles).toBe(control('kept'));
  expect(result.values).toEqual({ v0: 'KZ-12', v1: 'A & B' });
});

test('of values that hold each other the longest is found in a cell', () => {
  const { sheet } = tagged(`${control('2026')}${control('2026-09')}`, '<t>2026-09-21</t><t>2026</t>');
  expect(sheet).toBe('<t>{d.v1}-21</t><t>{d.v0}</t>');
});
