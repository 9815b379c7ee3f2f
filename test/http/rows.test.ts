import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { readDocx } from '../readers/docx.ts';
import { openPackage } from '../readers/office-package.ts';
import { readXlsx } from '../readers/xlsx.ts';
import { bytesOf } from '../support/ask.ts';
import { askByContract, sendByContract } from '../support/contract.ts';
import { changed, errorsOf, exampleOf, objectOf, problemOf, without } from './payloads.ts';

const form = '/v1/forms/domestic-producers-registry';
const example = await exampleOf('domestic-producers-registry');
const record = firstOf(example['producers']);

function firstOf(rows: unknown): JsonObject {
  const [first] = isJsonArray(rows) ? rows : [];
  if (!isJsonObject(first)) throw new Error('the example has no row');
  return first;
}

function rowsLike(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ ...record, certificateNumber: `№ ${index + 1}` }),
  );
}

function sendRows(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return askByContract(`${form}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', 'Accept-Language': 'ru', ...headers },
    body,
  });
}

test('rows make the workbook that the whole payload makes', async () => {
  const whole = await bytesOf(await sendByContract(`${form}/render?format=xlsx&language=ru`, example));
  const lines = isJsonArray(example['producers']) ? example['producers'].map((row) => JSON.stringify(row)) : [];
  const rows = await bytesOf(await sendRows('/render?format=xlsx&language=ru', lines.join('\n')));
  expect(await readXlsx(rows)).toEqual(await readXlsx(whole));
});

test('what is computed from a row stands in the workbook, whichever way the row came', async () => {
  const register = '/v1/forms/producers-registry/render?format=xlsx&language=ru';
  const given = await exampleOf('producers-registry');
  const costs = { 'goods.foreignMaterialsCost': '30.00', 'goods.productionCost': '80.00' };
  const row = without(changed(firstOf(given['entries']), costs), 'goods.inCountryValue');
  const asJson = await sendByContract(register, { ...given, entries: [row] });
  const asRows = await askByContract(register, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: JSON.stringify(row),
  });
  for (const answer of [asJson, asRows]) {
    const texts = (await readXlsx(await bytesOf(answer))).sheets.flatMap(({ cells }) => cells.map(({ text }) => text));
    expect(texts).toContain('62,50');
  }
});

test('JSON tells the errors of its rows, and of what stands beside them', async () => {
  const payload = { ...example, remark: 'x', producers: [record, without(record, 'goods'), 7] };
  expect(await errorsOf(await sendByContract(`${form}/render?format=xlsx&language=ru`, payload))).toEqual([
    '/remark unknown-property',
    '/producers/1/goods required',
    '/producers/2 type',
  ]);
});

test('line ends of every system, empty lines and an open last line are read', async () => {
  const [first = '', second = '', third = ''] = rowsLike(3);
  const file = await bytesOf(await sendRows('/render?format=xlsx&language=ru', `${first}\r\n\n${second}\n \n${third}`));
  const texts = (await readXlsx(file)).sheets.flatMap(({ cells }) => cells.map(({ text }) => text));
  expect(texts.filter((text) => /^№ \d+$/.test(text))).toEqual(['№ 1', '№ 2', '№ 3']);
});

test('rows come in every other medium too', async () => {
  const docx = await readDocx(await bytesOf(await sendRows('/render?format=docx&language=kk', rowsLike(2).join('\n'))));
  expect(docx.text).toContain('№ 2');
  const both = await sendRows('/render?format=xlsx&language=kk,ru', rowsLike(2).join('\n'));
  expect((await readXlsx(await bytesOf(both))).sheets.length).toBeGreaterThan(1);
});

test('ten thousand rows are taken, one more is not', async () => {
  const { rows: limits } = await objectOf(await askByContract(form));
  const pageLimit = isJsonObject(limits) ? Number(limits['pageLimit']) : NaN;
  expect(limits).toMatchObject({ field: 'producers', limit: 10_000 });
  const rows = rowsLike(10_000).join('\n');
  const workbook = await bytesOf(await sendRows('/render?format=xlsx&language=ru', rows));
  const sheet = (await openPackage(workbook)).paths.filter((path) => path.startsWith('xl/worksheets/sheet'));
  expect(sheet).toHaveLength(1);
  expect(workbook.byteLength).toBeGreaterThan(1_000_000);
  const more = await sendRows('/render?format=xlsx', `${rows}\n${JSON.stringify(record)}`);
  expect(await problemOf(more)).toMatchObject({
    status: 422,
    code: 'rows-too-many',
    detail: expect.stringContaining('10000') as string,
  });
  const paper = await sendRows('/render?format=pdf', rowsLike(pageLimit + 1).join('\n'));
  expect(await problemOf(paper)).toMatchObject({
    status: 422,
    code: 'rows-too-many',
    detail: expect.stringContaining(String(pageLimit)) as string,
  });
});

test('errors point into the whole payload, and rules across fields hold for rows', async () => {
  const late = changed(record, { inclusionDate: '2026-02-01', amendmentDate: '2026-01-31' });
  const rows = [record, without(record, 'goods'), late, changed(record, { 'applicant.bin': '1' })];
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  const expected = [
    '/producers/1/goods required',
    '/producers/2/amendmentDate rule-order',
    '/producers/3/applicant/bin format-bin-or-iin',
  ];
  expect(await errorsOf(await sendRows('/render?format=xlsx&language=ru', body))).toEqual(expected);
  const whole = await errorsOf(await sendRows('/validate', body));
  expect(expected).toEqual(expect.arrayContaining(whole));
});

test('incomplete=true and warnings work for rows', async () => {
  const started = JSON.stringify({ certificateNumber: '№ 5', applicant: { name: { ru: 'ТОО' } } });
  expect((await sendRows('/render?format=xlsx&language=kk', started)).status).toBe(422);
  const answer = await sendRows('/render?format=xlsx&language=kk&incomplete=true', started);
  expect(answer.status).toBe(200);
  expect(JSON.parse(decodeURI(answer.headers.get('Nysan-Warnings') ?? ''))).toEqual([
    { pointer: '/producers/0/applicant/name', code: 'language-missing' },
  ]);
});

test('no rows are too few, in every format', async () => {
  for (const format of ['xlsx', 'docx']) {
    expect(await errorsOf(await sendRows(`/render?format=${format}`, ''))).toEqual(['/producers too-few']);
  }
});

test('a broken line is told by its number', async () => {
  const [first = '', second = ''] = rowsLike(2);
  for (const broken of ['{"certificateNumber":', 'null', '[]', '"text"', '{} {}']) {
    const answer = await sendRows('/render?format=xlsx', [first, '', broken, second].join('\n'));
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({
      code: 'rows-not-ndjson',
      detail: 'Строка 3 не читается как объект JSON.',
    });
  }
});

test('a row cannot hide what a payload cannot', async () => {
  const codes = {
    '{"__proto__":{}}': 'body-key-forbidden',
    [`{"a":${'['.repeat(20)}${']'.repeat(20)}}`]: 'body-too-deep',
  };
  for (const [line, code] of Object.entries(codes)) {
    const answer = await sendRows('/validate', line);
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).code).toBe(code);
  }
  const crowded = await sendRows('/validate', `{"goods":[${'0,'.repeat(100_000)}0]}`);
  expect(await problemOf(crowded)).toMatchObject({ status: 413, code: 'body-too-many-values' });
});

test('a form that is no register takes no rows', async () => {
  for (const door of ['validate', 'render?format=xlsx', 'render?format=pdf']) {
    const answer = await askByContract(`/v1/forms/industrial-certificate/${door}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson' },
      body: '{}',
    });
    expect(answer.status).toBe(415);
    expect((await problemOf(answer)).code).toBe('rows-not-accepted');
  }
});
