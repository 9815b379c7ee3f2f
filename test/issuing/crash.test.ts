import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';
import type { DocumentPage, IssuedDocument } from './answers.ts';
import { codesIn } from './codes.ts';
import { Desk } from './desk.ts';
import { orderOf } from './orders.ts';

const form = 'industrial-certificate';
let dataFolder = '';
let service: ChildService | null = null;

beforeEach(() => {
  dataFolder = newDataFolder();
});

afterEach(async () => {
  await service?.kill();
  rmSync(dataFolder, { recursive: true });
});

/** The service on the same data folder, after it was killed. */
async function start(): Promise<Desk> {
  service = await startChildService({
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_ISSUER_CODE: '110',
    NYSAN_PUBLIC_URL: 'https://nysan.example.kz',
  });
  return new Desk(service.url, testKey);
}

async function allOf(desk: Desk): Promise<readonly IssuedDocument[]> {
  return (await desk.json<DocumentPage>(desk.send('/v1/documents/search', { limit: 100 }))).documents;
}

test('killed right after the answer: all of the document is there', async () => {
  const before = await start();
  const answer = await before.send('/v1/documents', orderOf(form, { language: 'kk,ru' }), { 'Idempotency-Key': 'k' });
  await service?.kill();
  const document = (await answer.json()) as IssuedDocument;
  expect(document.number).toBe('110600001');
  expect(document.warnings).toEqual([]);
  expect(document.verification.url).toBe(`HTTPS://NYSAN.EXAMPLE.KZ/V/${document.verification.code}`);

  const desk = await start();
  expect(await desk.record(document.id)).toEqual(document);
  for (const name of ['kk-ru.pdf', 'kk.docx', 'ru.xlsx']) {
    expect(await codesIn(name, await desk.file(document.id, name)), name).toEqual([document.verification.url]);
  }
  const verification = await desk.json(desk.ask(`/v1/verifications/${document.verification.code}`));
  expect(verification).toMatchObject({ state: 'valid', document: { number: '110600001' } });
  expect(await desk.issued(orderOf(form, { language: 'kk,ru' }), { 'Idempotency-Key': 'k' })).toEqual(document);
  expect((await desk.issued(orderOf(form))).number).toBe('110600002');
});

test('killed while documents are being made: each retry gives exactly one, and no number is lost', async () => {
  const keys = Array.from({ length: 16 }, (_, at) => `order-${at}`);
  const before = await start();
  const told: IssuedDocument[] = [];
  const some = Promise.withResolvers<undefined>();
  const requests = Promise.allSettled(
    keys.map(async (key) => {
      told.push(await before.issued(orderOf(form), { 'Idempotency-Key': key }));
      if (told.length === 4) some.resolve(undefined);
    }),
  );
  await Promise.race([some.promise, requests]);
  await service?.kill();
  const broken = (await requests)
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as unknown);
  // Otherwise nothing was in the making when it was killed.
  expect(broken.length).toBeGreaterThan(0);
  expect(broken.filter((reason) => !(reason instanceof TypeError))).toEqual([]);

  const desk = await start();
  const survived = await allOf(desk);
  expect(survived.map(({ id }) => id)).toEqual(expect.arrayContaining(told.map(({ id }) => id)));
  for (const document of survived) {
    const { code } = document.verification;
    expect(await desk.json(desk.ask(`/v1/verifications/${code}`))).toMatchObject({ state: 'valid' });
    const kept = await readEmbedded(await desk.file(document.id, 'ru.pdf'));
    expect(kept).toMatchObject({ record: { documentId: document.id, number: document.number, code } });
  }

  const retried = await Promise.all(keys.map((key) => desk.issued(orderOf(form), { 'Idempotency-Key': key })));
  expect(retried).toEqual(expect.arrayContaining(told));
  const documents = await allOf(desk);
  expect(documents.map(({ id }) => id).sort()).toEqual(retried.map(({ id }) => id).sort());
  expect(documents.map(({ number }) => number).sort()).toEqual(
    keys.map((_, at) => `1106${String(at + 1).padStart(5, '0')}`),
  );
});
