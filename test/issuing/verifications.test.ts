import { expect, test } from 'vitest';
import type { Verification } from './answers.ts';
import { newIssuer, publicDesk } from './desk.ts';
import { orderOf } from './orders.ts';

const { desk } = await newIssuer('110');
const anyone = publicDesk();
const document = await desk.issued(orderOf('industrial-certificate', { number: '110/Қ-7' }));
const { code, shortCode } = document.verification;

async function stateOf(text: string): Promise<Verification> {
  return anyone.json<Verification>(anyone.ask(`/v1/verifications/${encodeURIComponent(text)}`));
}

test('a code is read in any case of letters, and nobody keeps or indexes the answer', async () => {
  const spelled = code.replaceAll(/(.)(.)/gu, (_, first: string, second: string) => first.toLowerCase() + second);
  for (const text of [code, code.toLowerCase(), spelled]) expect((await stateOf(text)).state).toBe('valid');
  const { headers } = await anyone.ask(`/v1/verifications/${code}`);
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('X-Robots-Tag')).toContain('noindex');
});

test.each([
  ['another last letter', `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`],
  ['a letter less', code.slice(0, -1)],
  ['a letter more', `${code}A`],
  ['a digit that base32 has not', `1${code.slice(1)}`],
  ['letters that only look like it', `${code.slice(0, -1)}ſ`],
  ['nothing of a code', 'x'],
  ['a path', '../documents'],
])('%s is forged, and tells nothing', async (_, text) => {
  expect(await stateOf(text)).toMatchObject({ state: 'forged', document: null });
});

test.each([
  ['as printed', '110/Қ-7', shortCode, 'valid'],
  ['with what people type', ' 110/Қ-7 ', shortCode.toLowerCase().replace('-', ' '), 'valid'],
  ['with another number', '110/Қ-8', shortCode, 'unknown'],
  ['with another short code', '110/Қ-7', 'ZZZZZ-ZZZZZ', 'unknown'],
  ['with no short code', '110/Қ-7', '?', 'unknown'],
])('number and short code %s', async (_, number, typed, state) => {
  const answer = await anyone.json<Verification>(anyone.send('/v1/verifications/lookup', { number, shortCode: typed }));
  expect([answer.state, answer.document?.number ?? null]).toEqual([state, state === 'valid' ? '110/Қ-7' : null]);
});

test('files that were issued are identical, each under its name', async () => {
  for (const name of ['ru.pdf', 'kk.pdf', 'kk.docx', 'ru.xlsx']) {
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(await desk.file(document.id, name))]), 'renamed.bin');
    const answer = await anyone.ask('/v1/verifications', { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({ identical: true, revision: name, state: 'valid', differences: [] });
  }
});

test('keys, status list and verification need no key; documents do', async () => {
  for (const path of ['/.well-known/nysan-keys.json', '/v1/status-list', `/v1/verifications/${code}`]) {
    expect((await anyone.ask(path)).status, path).toBe(200);
  }
  for (const path of [`/v1/documents/${document.id}`, document.files[0]?.href ?? '']) {
    expect((await anyone.ask(path)).status, path).toBe(401);
  }
  expect((await anyone.send('/v1/documents/search', {})).status).toBe(401);
});
