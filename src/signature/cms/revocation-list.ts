import { algorithmOf, type AlgorithmIdentifier } from './algorithms.ts';
import { BerElement, BerMembers, MalformedBerError, tags } from './ber.ts';
import { booleanOf, integerHexOf, objectIdentifierOf, timeOf, wholeBitsOf } from './ber-values.ts';
import { type Certificate, keyUsage } from './certificate.ts';

/** A revocation list of RFC 5280. */
export class RevocationList {
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** It has all that its authority revoked, not only a part or what came since another list. */
  readonly isWhole: boolean;
  readonly #revoked: ReadonlyMap<string, Date>;
  readonly #signed: Uint8Array;
  readonly #algorithm: AlgorithmIdentifier;
  readonly #signature: Uint8Array;
  /** SHA-256 of certificates to whether they signed this list: a list of megabytes is hashed once. */
  readonly #signers = new Map<string, boolean>();

  /** @throws MalformedBerError when the bytes are no list */
  constructor(bytes: Uint8Array) {
    const whole = new BerMembers(BerElement.read(bytes));
    const body = whole.take(tags.sequence);
    this.#signed = body.bytes;
    const algorithm = whole.take();
    this.#algorithm = algorithmOf(algorithm);
    this.#signature = wholeBitsOf(whole.take());
    whole.end();
    const members = new BerMembers(body);
    members.takeIf(tags.integer);
    if (Buffer.compare(members.take().bytes, algorithm.bytes) !== 0) throw new MalformedBerError('two algorithms');
    this.issuer = members.take(tags.sequence).bytes;
    this.thisUpdate = timeOf(members.take());
    const nextUpdate = members.takeIf(tags.utcTime, tags.generalizedTime);
    this.nextUpdate = nextUpdate === null ? null : timeOf(nextUpdate);
    this.#revoked = revokedOf(members.takeIf(tags.sequence));
    this.isWhole = !hasCritical(members.takeIf(0xa0));
    members.end();
  }

  isSignedBy(issuer: Certificate): boolean {
    const usage = issuer.use.keyUsage;
    if (usage !== null && (usage & keyUsage.crlSign) === 0) return false;
    if (Buffer.compare(this.issuer, issuer.subject) !== 0) return false;
    const known = this.#signers.get(issuer.sha256);
    if (known !== undefined) return known;
    const signed = issuer.hasSigned(this.#algorithm, this.#signed, this.#signature);
    this.#signers.set(issuer.sha256, signed);
    return signed;
  }

  /** Whether the list says what was known at the moment, or later. */
  covers(moment: Date): boolean {
    return this.isWhole && (this.nextUpdate ?? this.thisUpdate) >= moment;
  }

  /** When the certificate of this number was revoked or suspended, null when the list does not have it. */
  revokedAt(serial: string): Date | null {
    return this.#revoked.get(serial) ?? null;
  }
}

function revokedOf(entries: BerElement | null): ReadonlyMap<string, Date> {
  const revoked = new Map<string, Date>();
  for (const entry of entries?.members() ?? []) {
    const members = new BerMembers(entry);
    const serial = integerHexOf(members.take());
    revoked.set(serial, timeOf(members.take()));
  }
  return revoked;
}

/** A critical extension narrows the list: a delta or one distribution point (RFC 5280 section 5.2). */
function hasCritical(tagged: BerElement | null): boolean {
  if (tagged === null) return false;
  for (const extension of new BerMembers(tagged, 0xa0).take(tags.sequence).members()) {
    const members = new BerMembers(extension);
    objectIdentifierOf(members.take());
    const critical = members.takeIf(tags.boolean);
    if (critical !== null && booleanOf(critical)) return true;
  }
  return false;
}
