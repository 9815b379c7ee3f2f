import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import { errorsOf } from '../http/payloads.ts';
import { newIssuer, withRegistry } from './desk.ts';
import { orderOf, unnumbered } from './orders.ts';

const form = 'industrial-certificate';

function withNumber(number: Json): JsonObject {
  return { data: { ...unnumbered(form), certificateNumber: number } };
}

async function codeOf(answer: Response): Promise<[number, unknown]> {
  const { code } = (await answer.json()) as { readonly code: unknown };
  return [answer.status, code];
}

test('the service counts by issuer, form and year: code, last digit of the year, five digits', async () => {
  const { desk } = await newIssuer('110');
  expect((await desk.issued(orderOf(form))).number).toBe('110600001');
  expect((await desk.issued(orderOf(form))).number).toBe('110600002');
  expect((await desk.issued(orderOf('end-user-refusal'))).number).toBe('2026-00001');
  expect((await desk.issued(orderOf('promotion-reimbursement-application'))).number).toBe('2026-00001');
  const other = await newIssuer('7A');
  expect((await other.desk.issued(orderOf(form))).number).toBe('7A600001');
});

test('50 orders at once get 50 numbers in a row', async () => {
  const { desk } = await newIssuer('110');
  const documents = await Promise.all(Array.from({ length: 50 }, () => desk.issued(orderOf(form))));
  expect(documents.map(({ number }) => number).sort()).toEqual(
    Array.from({ length: 50 }, (_, at) => `1106${String(at + 1).padStart(5, '0')}`),
  );
  expect(new Set(documents.map(({ id }) => id)).size).toBe(50);
  expect(new Set(documents.map(({ verification }) => verification.shortCode)).size).toBe(50);
});

test('a number of the caller is taken as it is, from the order or from its data', async () => {
  const { desk } = await newIssuer();
  for (const number of ['KZ/12-ӘҒҚ № 7', '№ 1', '0']) {
    expect((await desk.issued(orderOf(form, { number }))).number).toBe(number);
  }
  expect((await desk.issued(orderOf(form, withNumber('110600417')))).number).toBe('110600417');
  const both = { number: '110600418', ...withNumber('110600418') };
  expect((await desk.issued(orderOf(form, both))).number).toBe('110600418');
});

test('the number in the order and the one in the data are one value', async () => {
  const { desk } = await newIssuer('110');
  for (const typed of ['110600418', 110600417, null]) {
    const answer = await desk.send('/v1/documents', orderOf(form, { number: '110600417', ...withNumber(typed) }));
    expect(answer.status).toBe(422);
    expect(await errorsOf(answer)).toEqual(['/data/certificateNumber contradicts-number']);
  }
  expect((await desk.issued(orderOf(form))).number).toBe('110600001');
});

test('a number is given once to an issuer and a form', async () => {
  const { desk } = await newIssuer('110');
  await desk.issued(orderOf(form, { number: '110600001' }));
  expect(await codeOf(await desk.send('/v1/documents', orderOf(form, { number: '110600001' })))).toEqual([
    409,
    'number-taken',
  ]);
  // The series passes over it; another form and another issuer have numbers of their own.
  expect((await desk.issued(orderOf(form))).number).toBe('110600002');
  expect((await desk.issued(orderOf('end-user-refusal', { number: '110600001' }))).number).toBe('110600001');
  const other = await newIssuer('110');
  expect((await other.desk.issued(orderOf(form, { number: '110600001' }))).number).toBe('110600001');
});

test('of two orders with one number at the same time one is issued', async () => {
  const { desk } = await newIssuer();
  const answers = await Promise.all([1, 2, 3].map(() => desk.send('/v1/documents', orderOf(form, { number: 'ҚК-7' }))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test('a series that is used up is refused until the next year', async () => {
  const { desk, issuer } = await newIssuer('110');
  // All numbers but the last are passed over by the registry itself.
  await withRegistry(async (registry) => {
    const last = { key: `${form} 2026`, first: 99_999, last: 99_999, format: (numeral: number) => `1106${numeral}` };
    const outcome = await registry.begin({ issuer: issuer.id, form, number: { series: last }, idempotency: null });
    if (outcome.kind === 'fresh') await registry.release(outcome.reservation);
  });
  expect((await desk.issued(orderOf(form))).number).toBe('110699999');
  expect(await codeOf(await desk.send('/v1/documents', orderOf(form)))).toEqual([409, 'series-full']);
  expect((await desk.issued(orderOf(form, { number: 'ҚК-1' }))).number).toBe('ҚК-1');
});

test('an issuer without a code brings the numbers that need one', async () => {
  const { desk } = await newIssuer();
  expect(await codeOf(await desk.send('/v1/documents', orderOf(form)))).toEqual([422, 'number-needed']);
  expect((await desk.issued(orderOf('end-user-refusal'))).number).toBe('2026-00001');
});

test.each([
  ['a space before it', ' 7'],
  ['a space after it', '7 '],
  ['two spaces', '7  8'],
  ['a line feed', '7\n8'],
  ['a tab', '7\t8'],
  ['a hidden hyphen', '7\u00ad8'],
  ['a hidden space', '7\u200b8'],
  ['a control', '7\u00018'],
  ['a letter that no face has', '7漢'],
  ['a letter in two parts', 'и\u0306-7'],
  ['61 characters', '7'.repeat(61)],
])('a number with %s would not be found again', async (_, number) => {
  const { desk } = await newIssuer('110');
  for (const named of ['end-user-refusal', 'promotion-reimbursement-application']) {
    const answer = await desk.send('/v1/documents', orderOf(named, { number }));
    expect(answer.status).toBe(422);
    expect(await errorsOf(answer)).toEqual([`/number ${number.length > 60 ? 'too-long' : 'pattern'}`]);
  }
  const typed = await desk.send('/v1/documents', orderOf(form, withNumber(number)));
  expect(typed.status).toBe(422);
  expect((await errorsOf(typed))[0]).toMatch(/^\/data\/certificateNumber /);
});
