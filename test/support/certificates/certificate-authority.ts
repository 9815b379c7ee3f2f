import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bits, identifier, integer, integerOfHex, nothing, octets, sequence, tagged, time } from './der.ts';
import {
  authorityConstraint,
  authorityKey,
  extension,
  keyIdentifier,
  keyUsage,
  usageBits,
} from './certificate-extensions.ts';
import { distinguishedName, type NamePart } from './distinguished-name.ts';

export { keyUsage };

/** A certificate in the forms in which tests need it, and its key. */
export interface Identity {
  readonly certificate: Uint8Array;
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
  readonly privateKeyPem: string;
  readonly key: KeyKind;
  /** The certificate's own number in hexadecimal. */
  readonly serial: string;
  /** Name of the issuer, DER. */
  readonly issuer: Uint8Array;
  /** Certificates between this one and the root, the issuer of this one first; never the root. */
  readonly chain: readonly Uint8Array[];
}

/** `gost`: marked as of GOST 34.10-2015, so that OpenSSL cannot read it; signatures with it are no real ones. */
export type KeyKind = 'rsa' | 'ec' | 'gost';

export interface Issue {
  readonly subject: readonly NamePart[];
  readonly key?: KeyKind;
  /** One byte or more in hexadecimal; the first digit from 1 to 7, or 0 before one from 1 to f. */
  readonly serial: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly keyUsage?: number;
  /** Object identifiers; none leaves the extension out. */
  readonly purposes?: readonly string[];
  /** RFC 3161 asks it of time stamping certificates. */
  readonly criticalPurposes?: boolean;
  /** Finished extensions besides those of every certificate. */
  readonly extensions?: readonly Uint8Array[];
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const firstDay = new Date('2026-01-01T00:00:00Z');
const lastDay = new Date('2036-01-01T00:00:00Z');

/** Issues certificates and revocation lists; its private key lives in memory only. */
export class CertificateAuthority {
  readonly identity: Identity;
  readonly #keys: KeyPair;
  readonly #name: Uint8Array;
  /** What this authority puts into the chains of those whom it certifies. */
  readonly #chain: readonly Uint8Array[];

  private constructor(subject: readonly NamePart[], keys: KeyPair, identity: Identity, isRoot: boolean) {
    this.identity = identity;
    this.#keys = keys;
    this.#name = distinguishedName(subject);
    this.#chain = isRoot ? [] : [identity.certificate, ...identity.chain];
  }

  static root(subject: readonly NamePart[], key: KeyKind = 'rsa'): CertificateAuthority {
    const keys = newKeys(key);
    const issue = { subject, key, serial: '01', keyUsage: keyUsage.authority, extensions: [authorityConstraint()] };
    const self = { name: distinguishedName(subject), keys, chain: [] };
    return new CertificateAuthority(subject, keys, certify(issue, keys, self), true);
  }

  /** Issues with the key of a certificate that may not. */
  static pretended(subject: readonly NamePart[], by: Identity): CertificateAuthority {
    const keys = { publicKey: createPublicKey(by.privateKeyPem), privateKey: by.privateKey };
    return new CertificateAuthority(subject, keys, by, false);
  }

  /** An authority below this one; `pathLength` authorities may follow. */
  authority(issue: Issue, pathLength = 0): CertificateAuthority {
    const keys = newKeys(issue.key ?? 'rsa');
    const extensions = [authorityConstraint(pathLength), ...(issue.extensions ?? [])];
    const identity = certify({ keyUsage: keyUsage.authority, ...issue, extensions }, keys, this.#issuer());
    return new CertificateAuthority(issue.subject, keys, identity, false);
  }

  identify(issue: Issue): Identity {
    return certify(issue, newKeys(issue.key ?? 'rsa'), this.#issuer());
  }

  /** A list in DER that revokes these serial numbers. */
  revocationList(
    serials: readonly string[],
    { thisUpdate = firstDay, nextUpdate = lastDay, revokedAt = firstDay } = {},
  ): Uint8Array {
    const algorithm = signatureAlgorithm(this.#keys.privateKey);
    const entries = serials.map((serial) => sequence(integerOfHex(serial), time(revokedAt)));
    const body = sequence(
      integer(1),
      algorithm,
      this.#name,
      time(thisUpdate),
      time(nextUpdate),
      ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
      tagged(0, sequence(extension('2.5.29.20', integer(1)), authorityKey(this.#keys.publicKey))),
    );
    return sequence(body, algorithm, bits(sign('sha256', body, this.#keys.privateKey)));
  }

  #issuer(): { name: Uint8Array; keys: KeyPair; chain: readonly Uint8Array[] } {
    return { name: this.#name, keys: this.#keys, chain: this.#chain };
  }
}

/** AlgorithmIdentifier of a signature with SHA-256 by this key. */
export function signatureAlgorithm(key: KeyObject): Uint8Array {
  return key.asymmetricKeyType === 'ec'
    ? sequence(identifier('1.2.840.10045.4.3.2'))
    : sequence(identifier('1.2.840.113549.1.1.11'), nothing());
}

function certify(
  issue: Issue,
  keys: KeyPair,
  issuer: { readonly name: Uint8Array; readonly keys: KeyPair; readonly chain: readonly Uint8Array[] },
): Identity {
  const algorithm = signatureAlgorithm(issuer.keys.privateKey);
  const body = sequence(
    tagged(0, integer(2)),
    integerOfHex(issue.serial),
    algorithm,
    issuer.name,
    sequence(time(issue.notBefore ?? firstDay), time(issue.notAfter ?? lastDay)),
    distinguishedName(issue.subject),
    publicKeyInfo(keys.publicKey, issue.key),
    tagged(3, sequence(...extensionsOf(issue, keys.publicKey), authorityKey(issuer.keys.publicKey))),
  );
  const certificate = sequence(body, algorithm, bits(sign('sha256', body, issuer.keys.privateKey)));
  return {
    certificate,
    certificatePem: pemOf('CERTIFICATE', certificate),
    privateKey: keys.privateKey,
    privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: issue.key ?? 'rsa',
    serial: issue.serial,
    issuer: issuer.name,
    chain: issuer.chain,
  };
}

function publicKeyInfo(key: KeyObject, kind: KeyKind = 'rsa'): Uint8Array {
  return kind === 'gost'
    ? sequence(sequence(identifier('1.2.398.3.10.1.1.2.3.1')), bits(createHash('sha512').update('point').digest()))
    : key.export({ type: 'spki', format: 'der' });
}

function extensionsOf(issue: Issue, key: KeyObject): Uint8Array[] {
  const { purposes, extensions = [] } = issue;
  return [
    extension('2.5.29.15', usageBits(issue.keyUsage ?? keyUsage.signing), true),
    extension('2.5.29.14', octets(keyIdentifier(key))),
    ...(purposes === undefined
      ? []
      : [extension('2.5.29.37', sequence(...purposes.map(identifier)), issue.criticalPurposes ?? false)]),
    ...extensions,
  ];
}

function newKeys(key: KeyKind): KeyPair {
  return key === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

export function pemOf(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
