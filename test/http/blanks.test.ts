import { PDF } from '@libpdf/core';
import { expect, test } from 'vitest';
import { formats, mediaTypes } from '../../src/render/formats.ts';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { readPdf } from '../readers/pdf.ts';
import { readXlsx } from '../readers/xlsx.ts';
import { bytesOf } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { formIds, problemOf } from './payloads.ts';

const ids = await formIds();
const certificate = '/v1/forms/industrial-certificate/blank';

/** Rows of the first table under its head, as DOCX has them. */
async function emptyRows(path: string): Promise<number[]> {
  const { sections } = await readDocx(await bytesOf(await askByContract(path)));
  const tables = sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  return tables.filter(({ ruled }) => ruled).map(({ rows }) => rows.filter(({ head }) => !head).length);
}

test.each(ids)('%s: the empty form comes in every format', async (id) => {
  for (const format of formats) {
    const answer = await askByContract(`/v1/forms/${id}/blank?format=${format}`);
    expect(answer.headers.get('Content-Type')?.split(';')[0]).toBe(mediaTypes[format]);
    expect((await bytesOf(answer)).byteLength).toBeGreaterThan(1000);
  }
});

test('a text that exists in Russian only is given in Russian, and refused in Kazakh', async () => {
  const place = '/v1/forms/digital-service-standard/blank?format=html';
  for (const accepted of ['kk', 'ru', 'en']) {
    const html = readHtml(await bytesOf(await askByContract(place, { headers: { 'Accept-Language': accepted } })));
    expect(html.text).toContain('Возмещение затрат на внедрение цифровых технологий');
  }
  for (const language of ['kk', 'kk,ru']) {
    const answer = await askByContract(`${place}&language=${language}`, { headers: { 'Accept-Language': 'en' } });
    expect(answer.status).toBe(406);
    expect(await problemOf(answer)).toMatchObject({
      code: 'language-unavailable',
      detail: 'The text exists only in: ru.',
    });
  }
});

test('the empty form is the statutory text without a draft mark', async () => {
  const title = 'ИНДУСТРИАЛЬНЫЙ СЕРТИФИКАТ';
  const html = readHtml(await bytesOf(await askByContract(`${certificate}?language=ru&format=html`)));
  expect(html.text).toContain(title);
  expect(html.watermark).toBeNull();
  const docx = await readDocx(await bytesOf(await askByContract(`${certificate}?language=ru&format=docx`)));
  expect(docx.text).toContain(title);
  expect(docx.watermark).toBeNull();
  const pdf = await readPdf(await bytesOf(await askByContract(`${certificate}?language=ru&format=pdf`)));
  expect(pdf.pages[0]?.text).toContain(title);
  expect(pdf.pages[0]?.watermark).toBe('');
  pdf.close();
  const xlsx = await readXlsx(await bytesOf(await askByContract(`${certificate}?language=ru&format=xlsx`)));
  expect(xlsx.sheets[0]?.cells.map(({ text }) => text)).toContain(title);
});

test('rows=n gives every table n empty rows', async () => {
  const three = await emptyRows(`${certificate}?language=ru&format=docx&rows=3`);
  const seven = await emptyRows(`${certificate}?language=ru&format=docx&rows=7`);
  expect(three.length).toBeGreaterThan(0);
  expect(three.every((rows) => rows === 3)).toBe(true);
  expect(seven).toEqual(three.map(() => 7));
});

test('fillable=true gives form fields, without it there are none', async () => {
  const plain = await PDF.load(await bytesOf(await askByContract(`${certificate}?language=ru&format=pdf`)));
  expect(plain.getForm()).toBeNull();
  const fillable = await PDF.load(
    await bytesOf(await askByContract(`${certificate}?language=ru&format=pdf&fillable=true`)),
  );
  const names = fillable.getForm()?.getFieldNames() ?? [];
  expect(names.length).toBeGreaterThan(10);
  expect(names).toContain('certificateNumber');
});

test('HEAD tells what GET would bring', async () => {
  const answer = await askByContract(`${certificate}?language=ru&format=docx`, { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe(mediaTypes.docx);
  expect(await answer.text()).toBe('');
});

test.each([
  ['rows=501', 'rows'],
  ['rows=-1', 'rows'],
  ['rows=1.5', 'rows'],
  ['rows=many', 'rows'],
  ['rows=', 'rows'],
  ['fillable=yes', 'fillable'],
  ['fillable=true&format=docx', 'fillable'],
  ['format=doc', 'format'],
  ['format=', 'format'],
  ['language=en', 'language'],
  ['language=', 'language'],
  ['language=kk,kk', 'language'],
  ['language=kk%20ru', 'language'],
])('a query that says nothing useful is refused by the name of its parameter: %s', async (query, name) => {
  const answer = await askByContract(`${certificate}?${query}`, { headers: { 'Accept-Language': 'en' } });
  expect(answer.status).toBe(400);
  expect(await problemOf(answer)).toMatchObject({
    code: 'query-invalid',
    detail: expect.stringContaining(`“${name}”`) as string,
  });
});

test('a parameter given twice is refused', async () => {
  for (const query of [
    'language=kk&language=ru',
    'format=pdf&format=pdf',
    'rows=1&rows=2',
    'fillable=true&fillable=true',
  ]) {
    const answer = await askByContract(`${certificate}?${query}`);
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).code).toBe('query-repeated');
  }
});
