import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { expect, test } from 'vitest';
import { readCms } from '../../../src/signature/cms/cms-file.ts';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { Certificate } from '../../../src/signature/cms/certificate.ts';
import { loadSeal } from '../../../src/signature/seal/organisation-seal.ts';
import { type Identity, keyUsage } from '../../support/certificates/certificate-authority.ts';
import { organisationName } from '../../support/certificates/distinguished-name.ts';
import { people, testCertificates } from '../../support/certificates/test-certificates.ts';
import { fileOf, keyContainer, passphrase } from './key-file.ts';

const certificates = testCertificates();
const { organisation, intermediate, root } = certificates;
const now = new Date('2026-11-20T06:00:00Z');
const content = Buffer.from('Құжаттың мазмұны');
const trusted = { certificates: [new Certificate(root.identity.certificate)], revocationLists: [] };
const checker = new CmsChecker({ anchors: trusted, now: () => now });

const forLoggingIn = intermediate.identify({
  subject: organisationName(people.seal),
  serial: '2001',
  keyUsage: keyUsage.authentication,
});

function sealOf(container: Uint8Array, letters = passphrase, at = now) {
  return loadSeal({ file: fileOf(container), passphrase: letters, now: at });
}

function refusalOf(container: Uint8Array, letters?: string, at?: Date): Promise<unknown> {
  return sealOf(container, letters, at).then(
    () => 'opened',
    (error: unknown) => error,
  );
}

test('a seal tells whose it is', async () => {
  const { subject } = await sealOf(keyContainer([organisation]));
  expect(subject).toMatchObject({ ...people.seal, iin: null, certificate: { serial: organisation.serial } });
});

test('what it signs is verified up to the root', async () => {
  const seal = await sealOf(keyContainer([organisation]));
  const cms = await seal.seal(content, now);
  expect(await checker.check({ cms, content })).toMatchObject({
    kind: 'verified',
    signer: seal.subject,
    algorithm: 'RSA SHA-256',
    signedAt: null,
    timestamp: null,
  });
  expect(await checker.check({ cms, content: Buffer.from('Басқа мазмұн') })).toEqual({
    kind: 'refused',
    reason: 'content-differs',
  });
});

test('its signature is a baseline one: certificate named and included, no signing time, nothing unsigned', async () => {
  const seal = await sealOf(keyContainer([organisation]));
  const file = readCms(await seal.seal(content, now));
  const [signer] = file.signers;
  expect(file.content).toBeNull();
  expect([...(signer?.signed.keys() ?? [])].sort()).toEqual([
    '1.2.840.113549.1.9.16.2.47',
    '1.2.840.113549.1.9.3',
    '1.2.840.113549.1.9.4',
  ]);
  expect(signer?.unsigned.size).toBe(0);
});

test('the certificates above it come along, but not the root and none that are not its own', async () => {
  const all = [root.identity, certificates.foreign, intermediate.identity, organisation];
  const seal = await sealOf(
    keyContainer(
      [organisation],
      all.map(({ certificate }) => certificate),
    ),
  );
  const { certificates: included } = readCms(await seal.seal(content, now));
  const serials = included.map(({ bytes }) => new X509Certificate(bytes).serialNumber);
  expect(serials.map((serial) => serial.toLowerCase()).sort()).toEqual(
    [organisation.serial, intermediate.identity.serial].sort(),
  );
});

test('files in which the certificates are encrypted too are read', async () => {
  const key = forge.pki.privateKeyFromPem(organisation.privateKeyPem);
  const chain = [organisation.certificatePem, intermediate.identity.certificatePem].map((pem) =>
    forge.pki.certificateFromPem(pem),
  );
  for (const algorithm of ['aes256', '3des'] as const) {
    const container = forge.pkcs12.toPkcs12Asn1(key, chain, 'ascii letters', { algorithm });
    const bytes = Buffer.from(forge.asn1.toDer(container).getBytes(), 'binary');
    const cms = await (await sealOf(bytes, 'ascii letters')).seal(content, now);
    expect(await checker.check({ cms, content }), algorithm).toMatchObject({ kind: 'verified' });
  }
});

test.each<[string, string, Identity]>([
  ['not-rsa', 'is not RSA', certificates.organisationEc],
  ['certificate-expired', 'expired at 2025-12-31T23:59:59.000Z', certificates.organisationExpired],
  ['certificate-usage', 'is not one for signing documents', forLoggingIn],
  ['weak-key', 'at least 2048 bits', { ...organisation, ...generateKeyPairSync('rsa', { modulusLength: 1024 }) }],
])('a file that cannot be used is refused in words: %s', async (reason, sentence, identity) => {
  const error = await refusalOf(keyContainer([identity]));
  expect(error).toMatchObject({ name: 'SealError', reason, message: expect.stringContaining(sentence) as string });
  expect(String(error)).toContain('seal.p12');
});

test('so is one whose certificate begins later', async () => {
  const error = await refusalOf(keyContainer([organisation]), passphrase, new Date('2025-12-31T23:59:59Z'));
  expect(error).toMatchObject({ reason: 'certificate-not-yet-valid' });
  expect(String(error)).toContain('begins at 2026-01-01T00:00:00.000Z');
});

test('so is one of another passphrase, and neither is told', async () => {
  const error = await refusalOf(keyContainer([organisation]), 'not-this-one');
  expect(error).toMatchObject({ reason: 'wrong-passphrase' });
  expect(String(error)).not.toContain('not-this-one');
});

test('so is a file without a key, with several, without its certificate, or of another kind', async () => {
  const chain = [organisation.certificate];
  const reasons = [
    refusalOf(keyContainer([], chain)),
    refusalOf(keyContainer([organisation, certificates.head])),
    refusalOf(keyContainer([organisation], [])),
    refusalOf(keyContainer([organisation], [intermediate.identity.certificate])),
    refusalOf(Buffer.from(organisation.privateKeyPem)),
    refusalOf(organisation.certificate),
    refusalOf(new Uint8Array()),
    loadSeal({ file: '/nowhere/seal.p12', passphrase, now }).catch((error: unknown) => error),
  ];
  expect((await Promise.all(reasons)).map((error) => (error as { reason: string }).reason)).toEqual([
    'no-key',
    'several-keys',
    'no-certificate',
    'no-certificate',
    'not-pkcs12',
    'not-pkcs12',
    'not-pkcs12',
    'file-unreadable',
  ]);
});

test('a seal whose certificate expires later signs nothing from then on', async () => {
  const seal = await sealOf(
    keyContainer([certificates.organisationExpired]),
    passphrase,
    new Date('2025-12-31T12:00:00Z'),
  );
  await expect(seal.seal(content, new Date('2025-12-31T23:59:59Z'))).resolves.toBeInstanceOf(Uint8Array);
  await expect(seal.seal(content, new Date('2026-01-01T00:00:00Z'))).rejects.toMatchObject({
    reason: 'certificate-expired',
  });
});
