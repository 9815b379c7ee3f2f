import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { orderOf } from '../../issuing/orders.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { announcing, certificates, cmsOf, refusalOf, type SignatureAnswer, SigningService } from './signing-service.ts';

const signatory = 'chamberHead';
let service: SigningService | null = null;

afterEach(async () => {
  await service?.remove();
  service = null;
});

/** What the outside verifier says; null: it does not answer. */
let verdict: { readonly valid: boolean } | null = null;
let verifier: Server;
let verifierUrl = '';

beforeAll(async () => {
  verifier = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (verdict === null) {
        response.destroy();
        return;
      }
      const { valid } = verdict;
      const certificate = { valid, serialNumber: certificates.headGost.serial, revocations: [{ revoked: false }] };
      const answer = { status: 200, message: 'OK', valid, signers: [{ certificates: [certificate] }] };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => verifier.listen(0, '127.0.0.1', resolve));
  verifierUrl = `http://127.0.0.1:${(verifier.address() as AddressInfo).port}`;
});

afterAll(() => {
  verifier.close();
});

test('without a verifier a GOST signature is kept, but the document is not signed, and its place stays free', async () => {
  service = await SigningService.start();
  const { id } = await service.desk.issued(orderOf('industrial-certificate'));
  const issued = await service.file(id, 'ru.pdf');
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory, 'head'));
  const cms = cmsOf(bytes, certificates.headGost);
  const given = await service.desk.json<SignatureAnswer>(service.complete(id, signature, cms));
  expect(given).toMatchObject({
    status: 'unverified',
    revision: null,
    algorithm: null,
    signer: { name: people.head.name, bin: people.head.bin },
  });
  expect(await service.desk.json(service.complete(id, signature, cms))).toEqual(given);
  expect(await service.file(id, 'ru.pdf')).toEqual(issued);
  const kept = await service.signatures(id);
  expect(kept).toMatchObject({ signatures: [{ status: 'unverified' }], open: null });
  expect(kept.places.every(({ signed }) => !signed)).toBe(true);
  expect(Buffer.from(await (await service.desk.ask(given.cms)).arrayBuffer())).toEqual(Buffer.from(cms));
  const proper = await service.signed(id, announcing(signatory, 'head'), certificates.head);
  expect(proper).toMatchObject({ status: 'verified', revision: 2 });
  expect((await service.signatures(id)).signatures.map(({ status }) => status)).toEqual(['unverified', 'verified']);
});

test('a GOST signature of someone else is not even kept', async () => {
  service = await SigningService.start();
  const { id } = await service.desk.issued(orderOf('industrial-certificate'));
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory));
  const answer = service.complete(id, signature, cmsOf(bytes, certificates.headGost));
  expect(await refusalOf(answer)).toMatchObject({ status: 422, code: 'signature-refused' });
  expect((await service.signatures(id)).signatures).toEqual([]);
});

test('what an outside verifier finds counts; while it does not answer, the signature waits', async () => {
  service = await SigningService.start({ NYSAN_GOST_VERIFIER: verifierUrl });
  const { id } = await service.desk.issued(orderOf('industrial-certificate'));
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory, 'head'));
  const cms = cmsOf(bytes, certificates.headGost);
  verdict = null;
  const unanswered = await service.complete(id, signature, cms);
  expect([unanswered.status, unanswered.headers.get('Retry-After')]).toEqual([503, '30']);
  expect(await unanswered.json()).toMatchObject({ code: 'gost-verifier-unreachable' });
  verdict = { valid: false };
  const refused = service.complete(id, signature, cms);
  expect(await refusalOf(refused)).toMatchObject({ status: 422, code: 'signature-refused' });
  verdict = { valid: true };
  const given = await service.desk.json(service.complete(id, signature, cms));
  expect(given).toMatchObject({ status: 'verified', algorithm: 'GOST', revision: 2 });
});
