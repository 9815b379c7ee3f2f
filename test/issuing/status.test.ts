import { describe, expect, test } from 'vitest';
import type { IssuedDocument, Verification } from './answers.ts';
import { newIssuer, publicDesk } from './desk.ts';
import { orderOf } from './orders.ts';

const { desk } = await newIssuer('110');
const anyone = publicDesk();
const certificate = () => desk.issued(orderOf('industrial-certificate'));
const withoutTerm = () => desk.issued(orderOf('end-user-refusal'));
type Change = 'revocation' | 'reinstatement' | 'extension' | 'replacement';

function change({ id }: IssuedDocument, door: Change, body: object = {}): Promise<Response> {
  return desk.send(`/v1/documents/${id}/${door}`, { reason: `Себебі: ${door}`, ...body });
}

function changedTo(document: IssuedDocument, door: Change, body: object = {}): Promise<IssuedDocument> {
  return desk.json<IssuedDocument>(change(document, door, body));
}

/** What anyone is told of a document: by its code and by what is printed in the foot of its pages. */
async function verified({ number, verification: { code, shortCode } }: IssuedDocument): Promise<Verification> {
  const byCode = await anyone.json<Verification>(anyone.ask(`/v1/verifications/${code}`));
  expect(await anyone.json(anyone.send('/v1/verifications/lookup', { number, shortCode }))).toEqual(byCode);
  return byCode;
}

test('a revocation is recorded with reason, actor and time, and seen by everyone at once', async () => {
  const document = await certificate();
  expect(await verified(document)).toMatchObject({ state: 'valid', document: { changedOn: null, replacedBy: null } });
  const revoked = await changedTo(document, 'revocation');
  expect(revoked).toEqual({
    ...document,
    state: 'revoked',
    events: [{ kind: 'revoke', reason: 'Себебі: revocation', actor: 'clerk', at: '2026-11-20T06:00:00Z' }],
  });
  expect(await desk.record(document.id)).toEqual(revoked);
  expect(await verified(document)).toMatchObject({ state: 'revoked', document: { changedOn: '2026-11-20' } });
});

test('what was revoked is put back in force on appeal, and may be revoked again', async () => {
  const document = await certificate();
  await changedTo(document, 'revocation');
  expect(await changedTo(document, 'reinstatement')).toMatchObject({ state: 'valid' });
  expect(await verified(document)).toMatchObject({ state: 'valid', document: { changedOn: null } });
  const again = await changedTo(document, 'revocation');
  expect(again.events.map(({ kind }) => kind)).toEqual(['revoke', 'reinstate', 'revoke']);
  expect((await verified(document)).state).toBe('revoked');
});

test('an extension gives a later last day; the file stays as it was issued', async () => {
  const document = await certificate();
  expect(document.validUntil).toBe('2029-03-16');
  const before = await desk.file(document.id, 'ru.pdf');
  const extended = await changedTo(document, 'extension', { validUntil: '2032-03-16' });
  expect(extended).toMatchObject({
    state: 'valid',
    validUntil: '2032-03-16',
    events: [{ kind: 'extend', validUntil: '2032-03-16', actor: 'clerk' }],
  });
  expect((await verified(document)).document?.validUntil).toBe('2032-03-16');
  expect(Buffer.from(await desk.file(document.id, 'ru.pdf')).equals(before)).toBe(true);
});

test('a replaced document leads to the one in its place', async () => {
  const [document, successor] = [await certificate(), await certificate()];
  const replaced = await changedTo(document, 'replacement', { by: successor.id });
  expect(replaced).toMatchObject({
    state: 'replaced',
    replacedBy: successor.id,
    events: [{ kind: 'replace', by: successor.id, actor: 'clerk' }],
  });
  expect(await verified(document)).toMatchObject({
    state: 'replaced',
    document: { replacedBy: { number: successor.number, url: successor.verification.url }, changedOn: '2026-11-20' },
  });
  expect((await verified(successor)).state).toBe('valid');
});

test('revocation is said before replacement', async () => {
  const [document, successor] = [await certificate(), await certificate()];
  await changedTo(document, 'replacement', { by: successor.id });
  expect((await changedTo(document, 'revocation')).state).toBe('revoked');
  expect((await verified(document)).state).toBe('revoked');
  expect((await changedTo(document, 'reinstatement')).state).toBe('replaced');
  expect((await verified(document)).state).toBe('replaced');
});

describe('a change that does not follow on the state is refused:', () => {
  const later = { validUntil: '2033-01-01' };

  async function expectConflict(document: IssuedDocument, door: Change, body: object = {}): Promise<void> {
    const before = await desk.record(document.id);
    const answer = await change(document, door, body);
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'status-conflict' })]);
    expect(await desk.record(document.id)).toEqual(before);
  }

  test('of a document in force', async () => {
    const document = await certificate();
    await expectConflict(document, 'reinstatement');
    await expectConflict(document, 'extension', { validUntil: '2029-03-16' });
    await expectConflict(document, 'extension', { validUntil: '2029-03-15' });
  });

  test('of a document without a term', async () => {
    await expectConflict(await withoutTerm(), 'extension', later);
  });

  test('of a revoked document', async () => {
    const [document, other] = [await certificate(), await certificate()];
    await changedTo(document, 'revocation');
    await expectConflict(document, 'revocation');
    await expectConflict(document, 'extension', later);
    await expectConflict(document, 'replacement', { by: other.id });
    await expectConflict(other, 'replacement', { by: document.id });
  });

  test('of a replaced document', async () => {
    const [document, other] = [await certificate(), await certificate()];
    await changedTo(document, 'replacement', { by: other.id });
    await expectConflict(document, 'replacement', { by: other.id });
    await expectConflict(document, 'extension', later);
    await expectConflict(other, 'replacement', { by: document.id });
  });

  test('of two revocations at the same time', async () => {
    const document = await certificate();
    const answers = await Promise.all([1, 2, 3].map(() => change(document, 'revocation')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await desk.record(document.id)).events).toHaveLength(1);
  });
});

test('nothing takes its own place, nor does what is not there', async () => {
  const document = await certificate();
  for (const by of [document.id, '0000000000000000']) {
    const answer = await change(document, 'replacement', { by });
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/by' })] }),
    ]);
  }
});

test.each([
  ['revocation', {}, '/reason required'],
  ['revocation', { reason: '' }, '/reason too-short'],
  ['revocation', { reason: 'x'.repeat(2001) }, '/reason too-long'],
  ['reinstatement', { reason: 7 }, '/reason type'],
  ['extension', { reason: 'x' }, '/validUntil required'],
  ['extension', { reason: 'x', validUntil: '2029-02-29' }, '/validUntil format-date'],
  ['replacement', { reason: 'x', by: 'ABC' }, '/by pattern'],
  ['replacement', { reason: 'x', by: '0000000000000000', at: '2020-01-01' }, '/at unknown-property'],
] as const)('a %s with the body %j is refused', async (door, body, error) => {
  const { id } = await withoutTerm();
  const answer = await desk.send(`/v1/documents/${id}/${door}`, body);
  const { errors } = (await answer.json()) as { errors: { pointer: string; code: string }[] };
  expect([answer.status, errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([422, [error]]);
});

test('the signed status list names what is no longer in force', async () => {
  const [document, successor] = [await certificate(), await certificate()];
  await changedTo(successor, 'revocation');
  const { lists } = await anyone.json<{
    lists: { issuer: string; entries: { documentId: string; state: string }[] }[];
  }>(anyone.ask('/v1/status-list'));
  const entries = lists.find(({ issuer }) => issuer === document.issuer)?.entries ?? [];
  expect(entries.find(({ documentId }) => documentId === successor.id)?.state).toBe('revoked');
  expect(entries.map(({ documentId }) => documentId)).not.toContain(document.id);
});
