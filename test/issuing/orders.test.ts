import { expect, test } from 'vitest';
import { isJsonArray } from '../../src/forms/json.ts';
import { changed, errorsOf, without } from '../http/payloads.ts';
import { newIssuer } from './desk.ts';
import { catalogue, orderOf, unnumbered } from './orders.ts';

const form = 'industrial-certificate';
const { desk } = await newIssuer('110');

test('everything that is wrong with the data is told, with a pointer into the body', async () => {
  const data = changed(without(unnumbered(form), 'goods'), { 'applicant.bin': '120340001231', hidden: true });
  const answer = await desk.send('/v1/documents', orderOf(form, { data }));
  expect(answer.status).toBe(422);
  expect((await errorsOf(answer)).sort()).toEqual([
    '/data/applicant/bin format-bin-or-iin',
    '/data/goods required',
    '/data/hidden unknown-property',
  ]);
});

test('rules across fields hold for an order that brings no number', async () => {
  const data = changed(unnumbered(form), { date: '2026-03-15' });
  const answer = await desk.send('/v1/documents', orderOf(form, { data }));
  expect(answer.status).toBe(422);
  expect((await errorsOf(answer)).every((error) => error.startsWith('/data/'))).toBe(true);
});

test('a value that contradicts the derived one is refused', async () => {
  const data = changed(unnumbered(form), { validUntil: '2030-01-01' });
  const answer = await desk.send('/v1/documents', orderOf(form, { data }));
  expect(answer.status).toBe(422);
  expect((await errorsOf(answer)).every((error) => error.startsWith('/data/validUntil '))).toBe(true);
});

test('what is read must be there in Kazakh and in Russian, whatever the language of issue', async () => {
  for (const language of ['kk', 'ru', 'kk,ru']) {
    const data = changed(unnumbered(form), {
      'applicant.legalAddress': { ru: 'Караганда' },
      'regionalChamber.name': { kk: 'Палата' },
    });
    const answer = await desk.send('/v1/documents', orderOf(form, { language, data }));
    expect(answer.status).toBe(422);
    expect((await errorsOf(answer)).sort()).toEqual([
      '/data/applicant/legalAddress language-missing',
      '/data/regionalChamber/name language-missing',
    ]);
  }
});

test.each([
  ['no language', { language: undefined }, '/language required'],
  ['another language', { language: 'en' }, '/language choice'],
  ['a language twice', { language: 'kk,kk' }, '/language choice'],
  ['no data', { data: undefined }, '/data required'],
  ['data that is a list', { data: [] }, '/data type'],
  ['a number that is none', { number: 7 }, '/number type'],
  ['an empty number', { number: '' }, '/number too-short'],
  ['a member that nobody knows', { incomplete: true }, '/incomplete unknown-property'],
])('an order with %s is refused', async (_, changes, error) => {
  const answer = await desk.send('/v1/documents', { ...orderOf(form), ...changes });
  expect(answer.status).toBe(422);
  expect(await errorsOf(answer)).toEqual([error]);
});

test.each([
  ['no JSON', 'application/json', '{', 400, 'body-not-json'],
  ['a list', 'application/json', '[]', 400, 'body-not-object'],
  ['rows', 'application/x-ndjson', '{}', 415, 'media-type-unsupported'],
  ['a dangerous name', 'application/json', '{"__proto__":{}}', 400, 'body-key-forbidden'],
])('a body that is %s is refused', async (_, type, body, status, code) => {
  const answer = await desk.ask('/v1/documents', { method: 'POST', headers: { 'Content-Type': type }, body });
  expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
});

test('a form that is not there cannot be issued', async () => {
  const answer = await desk.send('/v1/documents', { ...orderOf(form), form: 'end-user-permit' });
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'form-unknown' })]);
});

test('a register with more rows than are printed is refused', async () => {
  const register = 'domestic-producers-registry';
  const { example, about } = catalogue.get(register);
  const rows = example['producers'];
  const [row] = isJsonArray(rows) ? rows : [];
  if (row === undefined || about.rows === undefined) throw new Error('the example has no row');
  const data = { ...example, producers: Array.from({ length: about.rows.pageLimit + 1 }, () => row) };
  const answer = await desk.send('/v1/documents', orderOf(register, { data }));
  expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ code: 'rows-too-many' })]);
});

test('what was refused has left no document and no gap', async () => {
  const { documents } = await desk.json<{ documents: unknown[] }>(desk.send('/v1/documents/search', {}));
  expect(documents).toEqual([]);
  expect((await desk.issued(orderOf(form))).number).toBe('110600001');
});
