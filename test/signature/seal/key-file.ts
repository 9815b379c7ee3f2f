import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { onTestFinished } from 'vitest';
import type { Identity } from '../../support/certificates/certificate-authority.ts';
import { identifier, integer, nothing, octets, sequence, tagged } from '../../support/certificates/der.ts';

const data = '1.2.840.113549.1.7.1';
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2';
const certificateBag = '1.2.840.113549.1.12.10.1.3';
const x509Certificate = '1.2.840.113549.1.9.22.1';
const sha1 = '1.3.14.3.2.26';
const iterations = 1000;

export const passphrase = 'Құпия сөз 1';

/**
 * A PKCS#12 file as OpenSSL and Java write it today: keys in PBES2 with the letters of the passphrase in UTF-8, the
 * integrity check with the same letters in UTF-16.
 *
 * @param keys of whom the file has the private keys
 * @param certificates DER; default: those of the keys with their chains
 */
export function keyContainer(
  keys: readonly Identity[],
  certificates = keys.flatMap(({ certificate, chain }) => [certificate, ...chain]),
): Uint8Array {
  const keyBags = keys.map((key) => sequence(identifier(shroudedKeyBag), tagged(0, encryptedKey(key))));
  const certificateBags = certificates.map((certificate) => {
    const value = sequence(identifier(x509Certificate), tagged(0, octets(certificate)));
    return sequence(identifier(certificateBag), tagged(0, value));
  });
  const content = sequence(contentOf(sequence(...keyBags, ...certificateBags)));
  return sequence(integer(3), contentOf(content), integrityOf(content));
}

/** Writes a file for the length of a test. */
export function fileOf(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'nysan-seal-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'seal.p12');
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}

function contentOf(content: Uint8Array): Uint8Array {
  return sequence(identifier(data), tagged(0, octets(content)));
}

function encryptedKey({ privateKey }: Identity): Uint8Array {
  const key = binary(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const encrypted = forge.pki.encryptPrivateKeyInfo(forge.asn1.fromDer(key), binary(Buffer.from(passphrase)), {
    algorithm: 'aes256',
    count: iterations,
  });
  return Buffer.from(forge.asn1.toDer(encrypted).getBytes(), 'binary');
}

function integrityOf(content: Uint8Array): Uint8Array {
  const salt = randomBytes(8);
  const macKey = forge.pkcs12.generateKey(passphrase, forge.util.createBuffer(binary(salt)), 3, iterations, 20);
  const mac = forge.hmac.create();
  mac.start('sha1', macKey);
  mac.update(binary(content));
  const digest = Buffer.from(mac.digest().getBytes(), 'binary');
  return sequence(sequence(sequence(identifier(sha1), nothing()), octets(digest)), octets(salt), integer(iterations));
}

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('binary');
}
