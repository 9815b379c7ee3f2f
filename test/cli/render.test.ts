import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changed, exampleOf, without } from '../http/payloads.ts';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { nysan } from './nysan.ts';

const example = await exampleOf('end-user-refusal');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nysan-cli-'));
});

afterAll(() => rm(folder, { recursive: true }));

test('the example as PDF, into a file', async () => {
  const file = join(folder, 'refusal.pdf');
  const { code, output, errors } = await nysan([
    'render',
    'end-user-refusal',
    '--example',
    '--language',
    'kk,ru',
    '--out',
    file,
  ]);
  expect([code, output, errors]).toEqual([0, '', '']);
  expect((await PDF.load(await readFile(file))).getPageCount()).toBeGreaterThan(1);
});

test('data from standard input, the document to standard output', async () => {
  const payload = JSON.stringify(changed(example, { number: 'KZ-ТҮТІК-1' }));
  const words = ['render', 'end-user-refusal', '--data', '-', '--format', 'docx', '--language', 'ru', '--out', '-'];
  const { code, bytes, errors } = await nysan(words, payload);
  expect([code, errors]).toEqual([0, '']);
  expect((await readDocx(bytes)).text).toContain('KZ-ТҮТІК-1');
});

test('the empty form to fill in', async () => {
  const { code, bytes } = await nysan([
    'render',
    'industrial-certificate',
    '--blank',
    '--fillable',
    '--rows',
    '2',
    '--out',
    '-',
  ]);
  expect(code).toBe(0);
  const names = (await PDF.load(bytes)).getForm()?.getFieldNames() ?? [];
  expect(names).toContain('certificateNumber');
  expect(names.filter((name) => /^goods\.\d\.nameRu$/.test(name))).toEqual(['goods.0.nameRu', 'goods.1.nameRu']);
});

test('an unfinished payload, with what a draft may lack on standard error', async () => {
  const started = changed(without(example, 'date'), { 'applicant.name': { ru: 'ТОО «Начатое»' } });
  const words = ['render', 'end-user-refusal', '--data', '-', '--format', 'html', '--language', 'kk', '--out', '-'];
  const { code, bytes, errors } = await nysan([...words, '--incomplete'], JSON.stringify(started));
  expect([code, errors]).toEqual([0, 'warning: /applicant/name language-missing\n']);
  expect(readHtml(bytes).watermark).toBe('ЖОБА');
});

test('a wrong payload: exit code 1, the problem on standard error, no document', async () => {
  const file = join(folder, 'wrong.pdf');
  const wrong = JSON.stringify(changed(example, { date: '2026-09-08' }));
  const words = ['render', 'end-user-refusal', '--data', '-', '--language', 'ru', '--out', file];
  const { code, output, errors } = await nysan(words, wrong);
  expect([code, output]).toEqual([1, '']);
  expect(JSON.parse(errors)).toMatchObject({
    code: 'payload-invalid',
    errors: [
      { pointer: '/date', code: 'rule-order', detail: 'Дата не может быть раньше, чем «Дата заявления» (п. 12).' },
    ],
  });
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

test('an unknown form: exit code 2', async () => {
  const { code, errors } = await nysan(['render', 'no-such-form', '--blank', '--out', '-']);
  expect(code).toBe(2);
  expect(errors).toContain('no such form');
});
