import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nysan } from '../../cli/nysan.ts';
import { Desk } from '../../issuing/desk.ts';
import { orderOf } from '../../issuing/orders.ts';
import { serve, type Served } from '../../reliability/served.ts';
import { people, writeTrustAnchors } from '../../support/certificates/test-certificates.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { testKey } from '../../support/service.ts';
import { announcing, certificates, cmsOf, type SignatureAnswer, type SignatureToMake } from './signing-service.ts';

const dataFolder = newDataFolder();
let service: Served;

beforeAll(async () => {
  const anchors = join(dataFolder, 'anchors');
  mkdirSync(anchors);
  writeTrustAnchors(anchors);
  service = await serve({
    NYSAN_LOG_LEVEL: 'debug',
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_TRUST_ANCHORS: anchors,
    NYSAN_GOST_VERIFIER: 'http://127.0.0.1:9',
  });
});

afterAll(async () => {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

test('neither the log, nor the trail, nor an answer tells the number of who signed; the log nothing at all', async () => {
  const desk = new Desk(service.url, testKey);
  const { id } = await desk.issued(orderOf('inspection-act'));
  const path = `/v1/documents/${id}/signatures`;
  const prepared = await desk.json<SignatureToMake>(
    desk.send(path, announcing('commission', 'person', 'бас маман')),
    201,
  );
  const put = (cms: Uint8Array) =>
    desk.ask(`${path}/${prepared.id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/pkcs7-signature' },
      body: Uint8Array.from(cms),
    });
  const answers = [
    await desk.send(path, { ...announcing('commission'), iin: '850615400121' }),
    await desk.send(path, announcing('commission', 'head')),
    await put(cmsOf(prepared.bytes, certificates.head)),
    await put(cmsOf(prepared.bytes, certificates.foreign)),
    await put(Buffer.from(people.person.name)),
    await put(cmsOf(prepared.bytes, certificates.person)),
    await desk.ask(path),
  ];
  expect(answers.map(({ status }) => status)).toEqual([422, 409, 422, 422, 422, 200, 200]);
  const second = await desk.json<SignatureToMake>(desk.send(path, announcing('domesticProducer', 'head')), 201);
  const unanswered = await desk.ask(`${path}/${second.id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/pkcs7-signature' },
    body: Uint8Array.from(cmsOf(second.bytes, certificates.headGost)),
  });
  expect(unanswered.status).toBe(503);
  const lines = () =>
    service
      .output()
      .split('\n')
      .filter((line) => line.includes('"method"'));
  await expect.poll(() => lines().length).toBe(answers.length + 4);
  const numbers = [people.person.iin, people.head.iin, '850615400121'];
  const secrets = [
    ...numbers,
    people.person.name,
    people.head.name,
    people.head.bin,
    'маман',
    'ӘБІШЕВА',
    prepared.bytes,
  ];
  expect(secrets.filter((text) => service.output().includes(text))).toEqual([]);
  const told = (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
  expect(numbers.filter((text) => told.includes(text))).toEqual([]);

  const listed = await nysan(['signatures', id], '', { NYSAN_DATA_DIR: dataFolder });
  expect([listed.code, listed.errors]).toEqual([0, '']);
  expect(JSON.parse(listed.output)).toEqual({
    signatures: [(JSON.parse(await (await desk.ask(path)).text()) as { signatures: SignatureAnswer[] }).signatures[0]],
  });
  expect(numbers.filter((text) => listed.output.includes(text))).toEqual([]);
  expect((await nysan(['signatures', '0123456789abcdef'], '', { NYSAN_DATA_DIR: dataFolder })).code).toBe(1);
});
