import { constants, type KeyObject, verify } from 'node:crypto';
import { type BerElement, BerElement as Element, BerMembers } from './ber.ts';
import { objectIdentifierOf, smallIntegerOf } from './ber-values.ts';

/** Names of digests as node:crypto knows them. SHA-1 is not among them: collisions of it can be bought. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const digests: Readonly<Record<string, DigestName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export const printedDigest: Readonly<Record<DigestName, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

const rsaWithDigest: Readonly<Record<string, DigestName>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const ecdsaWithDigest: Readonly<Record<string, DigestName>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const rsaKey = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const ecKey = '1.2.840.10045.2.1';
const maskGeneration1 = '1.2.840.113549.1.1.8';

const smallestModulus = 2048;
/** Bytes; usual is the length of the digest. */
const longestSalt = 512;
const curves: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/**
 * Arcs of the GOST algorithms: the keys and signatures of the National Certification Authority since 2022
 * (1.2.398.3.10.1), its older ones (1.3.6.1.4.1.6801) and those of Russia.
 */
const gostArcs = ['1.2.398.3.10.1.', '1.3.6.1.4.1.6801.', '1.2.643.'];

export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: Uint8Array | null;
}

export interface SignatureScheme {
  readonly family: 'RSA' | 'RSASSA-PSS' | 'ECDSA';
  readonly digest: DigestName;
  /** Bytes, for RSASSA-PSS. */
  readonly saltLength: number;
}

export function algorithmOf(element: BerElement): AlgorithmIdentifier {
  const members = new BerMembers(element);
  const oid = objectIdentifierOf(members.take());
  const parameters = members.takeIf(0x05, 0x06, 0x30);
  return { oid, parameters: parameters?.bytes ?? null };
}

export function isGost(oid: string): boolean {
  return gostArcs.some((arc) => oid.startsWith(arc));
}

/** Null for a digest that is not accepted. */
export function digestOf(algorithm: AlgorithmIdentifier): DigestName | null {
  return digests[algorithm.oid] ?? null;
}

/** Null for an algorithm that is not accepted. Some signers name only the kind of key; the digest is then another field's. */
export function schemeOf(algorithm: AlgorithmIdentifier, digest: DigestName | null): SignatureScheme | null {
  if (algorithm.oid === rsaPss) return pssScheme(algorithm);
  const rsa = algorithm.oid === rsaKey ? digest : rsaWithDigest[algorithm.oid];
  if (rsa) return { family: 'RSA', digest: rsa, saltLength: 0 };
  const ecdsa = algorithm.oid === ecKey ? digest : ecdsaWithDigest[algorithm.oid];
  return ecdsa ? { family: 'ECDSA', digest: ecdsa, saltLength: 0 } : null;
}

/** A signature by a key that is too short for its algorithm, or of another kind, is none. */
export function isSignedBy(key: KeyObject, scheme: SignatureScheme, data: Uint8Array, signature: Uint8Array): boolean {
  if (!suits(key, scheme)) return false;
  const padding =
    scheme.family === 'RSASSA-PSS'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
      : scheme.family === 'RSA'
        ? { padding: constants.RSA_PKCS1_PADDING }
        : {};
  try {
    return verify(scheme.digest, data, { key, ...padding }, signature);
  } catch (cause) {
    // OpenSSL throws for parameters that the key does not allow, such as a salt longer than its modulus.
    if (cause instanceof Error && 'code' in cause && /^ERR_OSSL_/.test(String(cause.code))) return false;
    throw cause;
  }
}

function suits(key: KeyObject, { family }: SignatureScheme): boolean {
  const details = key.asymmetricKeyDetails;
  if (family === 'ECDSA') return key.asymmetricKeyType === 'ec' && curves.has(details?.namedCurve);
  const isRsa = key.asymmetricKeyType === 'rsa' || (family === 'RSASSA-PSS' && key.asymmetricKeyType === 'rsa-pss');
  return isRsa && (details?.modulusLength ?? 0) >= smallestModulus;
}

/** RFC 4055 section 3.1. What is left out stands for SHA-1, so that nothing may be left out but the trailer. */
function pssScheme({ parameters }: AlgorithmIdentifier): SignatureScheme | null {
  if (parameters === null) return null;
  const members = new BerMembers(Element.read(parameters));
  const hash = members.takeIf(0xa0);
  const mask = members.takeIf(0xa1);
  const salt = members.takeIf(0xa2);
  if (hash === null || mask === null || salt === null) return null;
  const digest = digestOf(algorithmOf(onlyMember(hash)));
  const maskAlgorithm = algorithmOf(onlyMember(mask));
  if (digest === null || maskAlgorithm.oid !== maskGeneration1 || maskAlgorithm.parameters === null) return null;
  // Node uses one digest for both.
  if (digestOf(algorithmOf(Element.read(maskAlgorithm.parameters))) !== digest) return null;
  const saltLength = smallIntegerOf(onlyMember(salt));
  return saltLength > longestSalt ? null : { family: 'RSASSA-PSS', digest, saltLength };
}

function onlyMember(element: BerElement): BerElement {
  const members = new BerMembers(element, element.tag);
  const member = members.take();
  members.end();
  return member;
}
