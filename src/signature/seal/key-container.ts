import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { SealError } from './seal-error.ts';

/** What a PKCS#12 file holds, opened. */
export interface KeyContainer {
  readonly privateKey: KeyObject;
  readonly certificates: readonly X509Certificate[];
}

/**
 * Opens a PKCS#12 file (RFC 7292) that holds one RSA key.
 *
 * @param file its name, for the messages
 * @throws SealError `not-pkcs12`, `wrong-passphrase`, `no-key`, `several-keys`, `not-rsa`, `weak-key`,
 * `no-certificate`
 */
export function openKeyContainer(bytes: Uint8Array, passphrase: string, file: string): KeyContainer {
  const bags = bagsOf(bytes, passphrase, file);
  const [key, ...others] = bags.filter(({ type }) => keyBags.includes(type));
  if (key === undefined) throw new SealError('no-key', `${file} holds no private key.`);
  if (others.length > 0) {
    throw new SealError('several-keys', `${file} holds several private keys: one is needed, that of the seal.`);
  }
  const certificates = bags.filter(({ type }) => type === forge.pki.oids['certBag']).map(certificateOf);
  if (certificates.length === 0) throw new SealError('no-certificate', `${file} holds no certificate.`);
  return { privateKey: privateKeyOf(key, file), certificates };
}

/** Bits of the shortest RSA key whose signatures are accepted. */
const leastBits = 2048;

const keyBags: readonly string[] = [forge.pki.oids['keyBag'], forge.pki.oids['pkcs8ShroudedKeyBag']].filter(
  (oid) => oid !== undefined,
);

/** How node-forge says that the passphrase opens nothing. */
const wrongPassphrase = /invalid password|wrong password|failed to decrypt/i;

function bagsOf(bytes: Uint8Array, passphrase: string, file: string): forge.pkcs12.Bag[] {
  const container = containerOf(bytes, file);
  try {
    return bagsIn(container, passphrase);
  } catch (cause) {
    if (cause instanceof Error && wrongPassphrase.test(cause.message)) {
      throw new SealError('wrong-passphrase', `The passphrase does not open ${file}.`, cause);
    }
    throw new SealError('not-pkcs12', `${file} is not a PKCS#12 file that can be read.`, cause);
  }
}

/**
 * Of the letters of a passphrase the integrity check and the older ciphers take UTF-16, those of PKCS#5 take UTF-8,
 * where node-forge leaves the encoding to its caller.
 */
function bagsIn(container: forge.asn1.Asn1, passphrase: string): forge.pkcs12.Bag[] {
  const open = (value: forge.asn1.Asn1, letters: string) =>
    forge.pkcs12.pkcs12FromAsn1(value, false, letters).safeContents.flatMap(({ safeBags }) => safeBags);
  try {
    return open(container, passphrase);
  } catch (error) {
    const octets = Buffer.from(passphrase).toString('binary');
    // The integrity was checked before anything was decrypted. One wrong key in 256 leaves what looks decrypted, so that
    // reading it fails in any way.
    const isIntact = !(error instanceof Error && /MAC/.test(error.message));
    if (octets === passphrase || !isIntact || !Array.isArray(container.value)) throw error;
    return open({ ...container, value: container.value.slice(0, 2) }, octets);
  }
}

function containerOf(bytes: Uint8Array, file: string): forge.asn1.Asn1 {
  try {
    // Other programs write it in BER.
    return forge.asn1.fromDer(Buffer.from(bytes).toString('binary'), false);
  } catch (cause) {
    throw new SealError('not-pkcs12', `${file} is not a PKCS#12 file.`, cause);
  }
}

function privateKeyOf(bag: forge.pkcs12.Bag, file: string): KeyObject {
  // node-forge knows RSA only, and leaves every other key as it was read.
  if (!bag.key) throw new SealError('not-rsa', `The key in ${file} is not RSA: a seal needs an RSA key.`);
  if (bag.key.n.bitLength() < leastBits) {
    throw new SealError('weak-key', `The key in ${file} is too short: a seal needs RSA of at least ${leastBits} bits.`);
  }
  return createPrivateKey({ key: derOf(forge.pki.privateKeyToAsn1(bag.key)), format: 'der', type: 'pkcs1' });
}

function certificateOf(bag: forge.pkcs12.Bag): X509Certificate {
  return new X509Certificate(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1));
}

function derOf(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');
}
