import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readCms } from '../../../src/signature/cms/cms-file.ts';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { Certificate } from '../../../src/signature/cms/certificate.ts';
import { loadSeal } from '../../../src/signature/seal/organisation-seal.ts';
import { TimestampAuthority } from '../../../src/signature/seal/timestamp-authority.ts';
import { TimestampError } from '../../../src/signature/seal/timestamp-error.ts';
import { testCertificates } from '../../support/certificates/test-certificates.ts';
import { fileOf, keyContainer, passphrase } from './key-file.ts';
import { type Behaviour, stampedAt, TimestampServer } from './timestamp-server.ts';

const certificates = testCertificates();
const now = new Date('2026-11-20T06:00:00Z');
const content = Buffer.from('Құжаттың мазмұны');
let server: TimestampServer;

beforeAll(async () => {
  server = await TimestampServer.start();
});
beforeEach(() => {
  server.behaviour = {};
  server.requests.length = 0;
});
afterAll(() => server.stop());

function sealWith(timestamps: TimestampAuthority) {
  return loadSeal({ file: fileOf(keyContainer([certificates.organisation])), passphrase, timestamps, now });
}

test('a signature carries a timestamp of itself, which is verified with it', async () => {
  const seal = await sealWith(new TimestampAuthority(server.url));
  const cms = await seal.seal(content, now);
  const anchors = { certificates: [new Certificate(certificates.root.identity.certificate)], revocationLists: [] };
  expect(await new CmsChecker({ anchors, now: () => now }).check({ cms, content })).toMatchObject({
    kind: 'verified',
    timestamp: stampedAt.toISOString(),
  });
  expect([...(readCms(cms).signers[0]?.unsigned.keys() ?? [])]).toEqual(['1.2.840.113549.1.9.16.2.14']);
  expect(server.requests).toEqual([{ mediaType: 'application/timestamp-query', wantsCertificate: true }]);
});

test.each<[string, Behaviour]>([
  ['rejected', { status: 2 }],
  ['answer-refused', { httpStatus: 500 }],
  ['answer-refused', { httpStatus: 302 }],
  ['answer-refused', { body: Buffer.alloc(1_000_000) }],
  ['malformed', { body: Buffer.from('<html>') }],
  ['malformed', { body: new Uint8Array() }],
  ['other-content', { digest: Buffer.alloc(32, 1) }],
  ['other-nonce', { nonce: Buffer.concat([Buffer.from([0x41]), randomBytes(15)]) }],
  ['other-nonce', { nonce: null }],
  ['signature-wrong', { isTampered: true }],
  ['certificate', { signer: certificates.head }],
  ['certificate', { certificates: [certificates.head.certificate] }],
  ['certificate', { genTime: new Date('2040-01-01T00:00:00Z') }],
])('nothing is signed with a timestamp that cannot be relied on: %s %o', async (reason, behaviour) => {
  server.behaviour = behaviour;
  const seal = await sealWith(new TimestampAuthority(server.url));
  const error = await seal.seal(content, now).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TimestampError);
  expect(error).toMatchObject({ reason });
});

test('nor without one, when the authority does not answer in time', async () => {
  server.behaviour = { isSilent: true };
  const seal = await sealWith(new TimestampAuthority(server.url, 100));
  await expect(seal.seal(content, now)).rejects.toMatchObject({ reason: 'timeout' });
});

test('nor without one, when the authority is not there', async () => {
  const gone = await TimestampServer.start();
  const { url } = gone;
  await gone.stop();
  const seal = await sealWith(new TimestampAuthority(url));
  await expect(seal.seal(content, now)).rejects.toMatchObject({ reason: 'unreachable' });
});
