import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import { changed, exampleOf, without } from '../http/payloads.ts';
import { sendByContract } from '../support/contract.ts';
import { nysan, nysanHere } from './nysan.ts';

const example = await exampleOf('promotion-reimbursement-application');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nysan-cli-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function fileWith(content: string | Uint8Array): Promise<string> {
  const file = join(folder, 'payload.json');
  await writeFile(file, content);
  return file;
}

test('a good payload: exit code 0 and the derived values, from a file', async () => {
  const file = await fileWith(JSON.stringify(example));
  const { code, output, errors } = await nysan(['validate', 'promotion-reimbursement-application', '--data', file]);
  expect([code, errors]).toEqual([0, '']);
  expect(JSON.parse(output)).toEqual({ valid: true, derived: { claimedAmount: '10694850.00' }, warnings: [] });
});

test('a wrong payload: exit code 1 and the problem that HTTP would answer, from standard input', async () => {
  const wrong = changed(example, { 'applicant.employees.citizens': 87, claimedAmount: '1' });
  const words = ['validate', 'promotion-reimbursement-application', '--data', '-', '--language', 'ru'];
  const { code, output, errors } = await nysan(words, JSON.stringify(wrong));
  expect([code, errors]).toEqual([1, '']);
  const answer = await sendByContract('/v1/forms/promotion-reimbursement-application/validate', wrong, {
    'Accept-Language': 'ru',
  });
  expect(JSON.parse(output)).toEqual(without((await answer.json()) as JsonObject, 'instance'));
});

test.each([
  ['{"a": 1,}', 'body-not-json'],
  ['[]', 'body-not-object'],
  ['{"__proto__": {}}', 'body-key-forbidden'],
  [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'body-encoding-unsupported'],
])('what is no payload at all: exit code 1 and the problem: %s', async (input, code) => {
  const outcome = await nysanHere(['validate', 'end-user-refusal', '--data', await fileWith(input)]);
  expect(outcome.code).toBe(1);
  expect(JSON.parse(outcome.output)).toMatchObject({ code });
});

test('an unfinished payload passes when it is said to be unfinished', async () => {
  const words = ['validate', 'end-user-refusal', '--data', await fileWith('{"number":"1"}')];
  expect((await nysanHere(words)).code).toBe(1);
  expect((await nysanHere([...words, '--incomplete'])).code).toBe(0);
});
