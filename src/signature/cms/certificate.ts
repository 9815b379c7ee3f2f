import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { algorithmOf, type AlgorithmIdentifier, isSignedBy, schemeOf } from './algorithms.ts';
import { BerElement, BerMembers, MalformedBerError, tags } from './ber.ts';
import {
  bitsOf,
  booleanOf,
  integerHexOf,
  objectIdentifierOf,
  octetsOf,
  smallIntegerOf,
  timeOf,
  wholeBitsOf,
} from './ber-values.ts';

/** What a certificate may be used for, as its extensions say; null where the extension is absent. */
export interface CertificateUse {
  readonly keyUsage: number | null;
  readonly purposes: readonly string[] | null;
  readonly isAuthority: boolean;
  /** How many authorities may follow on this one. */
  readonly pathLength: number | null;
  /** It has an extension that must be understood and is not. */
  readonly hasUnknownCritical: boolean;
}

/** Bits of the KeyUsage extension as its first byte holds them (RFC 5280 section 4.2.1.3). */
export const keyUsage = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, crlSign: 0x02 } as const;

const extensions = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** May be critical and need no look: they say where the certificate comes from, not what it may do. */
const understood: ReadonlySet<string> = new Set([...Object.values(extensions), '2.5.29.32', '2.5.29.35', '2.5.29.17']);

/** A certificate of RFC 5280. */
export class Certificate {
  readonly bytes: Uint8Array;
  readonly serial: string;
  /** Names in DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyAlgorithm: string;
  readonly use: CertificateUse;
  readonly keyIdentifier: Uint8Array | null;
  readonly #signed: Uint8Array;
  readonly #algorithm: AlgorithmIdentifier;
  readonly #signature: Uint8Array;
  #key: KeyObject | null | undefined;

  /** @throws MalformedBerError when the bytes are no certificate */
  constructor(bytes: Uint8Array) {
    const whole = new BerMembers(BerElement.read(bytes));
    const body = whole.take(tags.sequence);
    this.bytes = bytes;
    this.#signed = body.bytes;
    const algorithm = whole.take();
    this.#algorithm = algorithmOf(algorithm);
    this.#signature = wholeBitsOf(whole.take());
    whole.end();
    const members = new BerMembers(body);
    members.takeIf(0xa0);
    this.serial = integerHexOf(members.take());
    // RFC 5280 section 4.1.1.2: the algorithm stands once more where it is signed.
    if (Buffer.compare(members.take().bytes, algorithm.bytes) !== 0) throw new MalformedBerError('two algorithms');
    this.issuer = members.take(tags.sequence).bytes;
    const validity = new BerMembers(members.take());
    this.notBefore = timeOf(validity.take());
    this.notAfter = timeOf(validity.take());
    this.subject = members.take(tags.sequence).bytes;
    this.keyAlgorithm = algorithmOf(new BerMembers(members.take()).take()).oid;
    members.takeIf(0x81, 0xa1);
    members.takeIf(0x82, 0xa2);
    const found = extensionsOf(members.takeIf(0xa3));
    members.end();
    this.use = useOf(found);
    const identifier = found.get(extensions.subjectKeyIdentifier)?.value;
    this.keyIdentifier = identifier === undefined ? null : octetsOf(BerElement.read(identifier));
  }

  /** SHA-256 of the certificate, hexadecimal. */
  get sha256(): string {
    return createHash('sha256').update(this.bytes).digest('hex');
  }

  /** Null when the key is of an algorithm that is not verified here. */
  get key(): KeyObject | null {
    if (this.#key === undefined) this.#key = keyOf(this.bytes);
    return this.#key;
  }

  isIssuedBy(issuer: Certificate): boolean {
    return (
      Buffer.compare(this.issuer, issuer.subject) === 0 &&
      issuer.hasSigned(this.#algorithm, this.#signed, this.#signature)
    );
  }

  /** Whether its key made the signature of a certificate or list. */
  hasSigned(algorithm: AlgorithmIdentifier, signed: Uint8Array, signature: Uint8Array): boolean {
    const scheme = schemeOf(algorithm, null);
    return scheme !== null && this.key !== null && isSignedBy(this.key, scheme, signed, signature);
  }

  equals(other: Certificate): boolean {
    return Buffer.compare(this.bytes, other.bytes) === 0;
  }
}

/** Node parses keys lazily and says of a GOST key only that it cannot decode it. */
function keyOf(bytes: Uint8Array): KeyObject | null {
  try {
    return new X509Certificate(bytes).publicKey;
  } catch {
    return null;
  }
}

interface FoundExtension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function extensionsOf(tagged: BerElement | null): ReadonlyMap<string, FoundExtension> {
  const found = new Map<string, FoundExtension>();
  if (tagged === null) return found;
  const list = new BerMembers(tagged, 0xa3).take(tags.sequence);
  for (const extension of list.members()) {
    const members = new BerMembers(extension);
    const oid = objectIdentifierOf(members.take());
    const critical = members.takeIf(tags.boolean);
    // RFC 5280 section 4.2: a certificate has each extension once.
    if (found.has(oid)) throw new MalformedBerError('an extension stands twice');
    found.set(oid, { critical: critical !== null && booleanOf(critical), value: octetsOf(members.take()) });
  }
  return found;
}

function useOf(found: ReadonlyMap<string, FoundExtension>): CertificateUse {
  const usage = found.get(extensions.keyUsage);
  const purposes = found.get(extensions.extendedKeyUsage);
  const constraints = found.get(extensions.basicConstraints);
  const basic = constraints === undefined ? null : new BerMembers(BerElement.read(constraints.value));
  const authority = basic?.takeIf(tags.boolean) ?? null;
  const pathLength = basic?.takeIf(tags.integer) ?? null;
  return {
    keyUsage: usage === undefined ? null : (bitsOf(BerElement.read(usage.value))[0] ?? 0),
    purposes:
      purposes === undefined
        ? null
        : [...BerElement.read(purposes.value).expect(tags.sequence).members()].map(objectIdentifierOf),
    isAuthority: authority !== null && booleanOf(authority),
    pathLength: pathLength === null ? null : smallIntegerOf(pathLength),
    hasUnknownCritical: [...found].some(([oid, { critical }]) => critical && !understood.has(oid)),
  };
}
