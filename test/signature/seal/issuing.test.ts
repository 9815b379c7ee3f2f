import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readEmbedded } from '../../../src/seal/read-embedded.ts';
import type { RunningServer } from '../../../src/server.ts';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { loadTrustAnchors } from '../../../src/signature/cms/trust-anchors.ts';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import { Desk } from '../../issuing/desk.ts';
import { orderOf } from '../../issuing/orders.ts';
import { runToEnd } from '../../reliability/served.ts';
import { people, testCertificates } from '../../support/certificates/test-certificates.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { startTestService, testKey, testNow } from '../../support/service.ts';
import { keyContainer, passphrase } from './key-file.ts';
import { stampedAt, TimestampServer } from './timestamp-server.ts';

const { organisation, organisationEc, organisationExpired, root } = testCertificates();
const order = orderOf('domestic-producers-registry');
const folder = newDataFolder();
const sealFile = join(folder, 'seal.p12');
let moment = testNow;
let authority: TimestampServer;
let server: RunningServer;
let desk: Desk;

beforeAll(async () => {
  writeFileSync(sealFile, keyContainer([organisation]), { mode: 0o600 });
  writeFileSync(join(folder, 'root.pem'), root.identity.certificatePem);
  authority = await TimestampServer.start();
  const settings = {
    NYSAN_DATA_DIR: folder,
    NYSAN_ISSUER_CODE: '110',
    NYSAN_SEAL_FILE: sealFile,
    NYSAN_SEAL_PASSPHRASE: passphrase,
    NYSAN_TSA_URL: authority.url,
  };
  server = await startTestService(settings, () => moment);
  desk = new Desk(server.url, testKey);
});
beforeEach(() => {
  moment = testNow;
  authority.behaviour = {};
});
afterAll(async () => {
  await server.stop();
  await authority.stop();
  rmSync(folder, { recursive: true });
});

test('the master of a document carries the seal of its issuer over all of it', async () => {
  const document = await desk.issued(order);
  const file = await desk.file(document.id, 'ru.pdf');
  const sha256 = createHash('sha256').update(file).digest('hex');
  expect(document.files.find(({ name }) => name === 'ru.pdf')?.sha256).toBe(sha256);
  const [signature, ...others] = await readSignatures(file);
  if (signature === undefined) throw new Error('the master has no signature');
  expect(others).toEqual([]);
  expect(signature).toMatchObject({ place: 'seal', coversWholeRevision: true, revisionEnd: file.length });
  const [, before, after] = signature.byteRange;
  const checker = new CmsChecker({ anchors: await loadTrustAnchors(join(folder, 'root.pem')), now: () => testNow });
  const content = Buffer.concat([file.subarray(0, before), file.subarray(after)]);
  expect(await checker.check({ cms: signature.cms, content })).toMatchObject({
    kind: 'verified',
    signer: people.seal,
    timestamp: stampedAt.toISOString(),
  });
});

test('a sealed file is still read and recognised, and files made later carry no seal', async () => {
  const document = await desk.issued(order);
  const file = await desk.file(document.id, 'ru.pdf');
  expect(await readEmbedded(file)).toMatchObject({ kind: 'pdf', record: { code: document.verification.code } });
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(file)]), 'sealed.pdf');
  const answer = await new Desk(server.url, null).ask('/v1/verifications', { method: 'POST', body });
  expect(await answer.json()).toMatchObject({ identical: true, revision: 'ru.pdf', state: 'valid' });
  expect(await readSignatures(await desk.file(document.id, 'kk.pdf'))).toEqual([]);
});

test('without a timestamp nothing is issued, and the number is that of the next document', async () => {
  const { number } = await desk.issued(order);
  authority.behaviour = { status: 2 };
  const refusal = await desk.send('/v1/documents', order, { 'Accept-Language': 'ru' });
  expect(refusal.status).toBe(503);
  expect(await refusal.json()).toMatchObject({ code: 'timestamp-unavailable', title: 'Нет метки времени' });
  authority.behaviour = {};
  const next = await desk.issued(order);
  expect(next.number).toBe(nextNumber(number));
});

test('nothing is issued with a seal that has expired meanwhile', async () => {
  moment = new Date('2036-01-02T00:00:00Z');
  const refusal = await desk.send('/v1/documents', order);
  expect(refusal.status).toBe(503);
  expect(await refusal.json()).toMatchObject({ code: 'seal-expired' });
});

test.each([
  ['a wrong passphrase', organisation, 'wrong', 'The passphrase does not open'],
  ['an elliptic curve key', organisationEc, passphrase, 'is not RSA: a seal needs an RSA key'],
])('a service does not start with %s, and says so', async (_, identity, letters, sentence) => {
  const file = join(folder, 'other.p12');
  writeFileSync(file, keyContainer([identity]), { mode: 0o600 });
  const { code, errors, output } = await runToEnd({ NYSAN_SEAL_FILE: file, NYSAN_SEAL_PASSPHRASE: letters });
  expect(code).toBeGreaterThan(0);
  expect(errors).toContain(sentence);
  expect(errors).toContain('other.p12');
  expect(output).toBe('');
});

test('nor with a certificate that has expired', async () => {
  const file = join(folder, 'expired.p12');
  writeFileSync(file, keyContainer([organisationExpired]), { mode: 0o600 });
  const settings = { NYSAN_DATA_DIR: folder, NYSAN_SEAL_FILE: file, NYSAN_SEAL_PASSPHRASE: passphrase };
  await expect(startTestService(settings)).rejects.toThrow('expired at 2025-12-31T23:59:59.000Z');
});

/** The last digits of a number, one more. */
function nextNumber(number: string): string {
  return number.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
}
