import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import { orderOf } from '../../issuing/orders.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { announcing, certificates, cmsOf, type SignatureAnswer, SigningService } from './signing-service.ts';

let dataFolder = '';
let service: SigningService | null = null;

beforeEach(() => {
  dataFolder = newDataFolder();
});

afterEach(async () => {
  await service?.kill();
  rmSync(dataFolder, { recursive: true });
});

/** The service on the same data folder, after it was killed. */
async function start(): Promise<SigningService> {
  service = await SigningService.start({}, dataFolder);
  return service;
}

test('killed between the steps: the signature can be completed after', async () => {
  const before = await start();
  const { id } = await before.desk.issued(orderOf('inspection-act'));
  const { id: signature, bytes } = await before.prepared(id, announcing('commission'));
  await before.kill();
  const after = await start();
  expect((await after.signatures(id)).open?.id).toBe(signature);
  const given = await after.desk.json(after.complete(id, signature, cmsOf(bytes, certificates.person)));
  expect(given).toMatchObject({ status: 'verified', revision: 2 });
});

test('killed right after the answer: the new revision stands, and the retry gets the same answer', async () => {
  const before = await start();
  const { id } = await before.desk.issued(orderOf('inspection-act'));
  const { id: signature, bytes } = await before.prepared(id, announcing('commission'));
  const cms = cmsOf(bytes, certificates.person);
  const answer = await before.complete(id, signature, cms);
  await before.kill();
  const given = (await answer.json()) as SignatureAnswer;
  const after = await start();
  expect((await after.signatures(id)).signatures).toEqual([given]);
  expect(await after.desk.json(after.complete(id, signature, cms))).toEqual(given);
  expect(await readSignatures(await after.file(id, 'ru.pdf'))).toMatchObject([{ place: 'commission' }]);
});

test('killed while documents are signed: each has the old revision or the new one, and can be signed', async () => {
  const before = await start();
  const made = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const { id } = await before.desk.issued(orderOf('inspection-act'));
      const { id: signature, bytes } = await before.prepared(id, announcing('commission'));
      return { id, signature, cms: cmsOf(bytes, certificates.person) };
    }),
  );
  const told: string[] = [];
  const some = Promise.withResolvers<undefined>();
  // One after another in a few lanes: those that go at once become durable together, and are told together.
  const lanes = Array.from({ length: 3 }, (_, lane) => made.filter((_each, at) => at % 3 === lane));
  const requests = Promise.allSettled(
    lanes.map(async (lane) => {
      for (const { id, signature, cms } of lane) {
        await before.desk.json(before.complete(id, signature, cms));
        told.push(id);
        some.resolve(undefined);
      }
    }),
  );
  await Promise.race([some.promise, requests]);
  await before.kill();
  const broken = (await requests).filter((result) => result.status === 'rejected');
  // Otherwise nothing was in the making when it was killed.
  expect(broken.length).toBeGreaterThan(0);

  const after = await start();
  for (const { id, signature, cms } of made) {
    const { signatures, places } = await after.signatures(id);
    const embedded = await readSignatures(await after.file(id, 'ru.pdf'));
    if (told.includes(id)) expect(signatures).toHaveLength(1);
    expect(embedded).toHaveLength(signatures.length);
    expect(places.filter(({ signed }) => signed)).toHaveLength(signatures.length);
    const given = await after.desk.json(after.complete(id, signature, cms));
    expect(given).toMatchObject({ id: signature, status: 'verified', revision: 2 });
    expect(await readSignatures(await after.file(id, 'ru.pdf'))).toMatchObject([{ coversWholeRevision: true }]);
  }
  expect(await after.withRegistry((registry) => registry.verifyAudit())).toMatchObject({ kind: 'intact' });
});
