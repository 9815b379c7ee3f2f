import { algorithmOf, type AlgorithmIdentifier } from './algorithms.ts';
import { BerElement, BerMembers, MalformedBerError, tags } from './ber.ts';
import { integerHexOf, objectIdentifierOf, octetsOf, smallIntegerOf } from './ber-values.ts';
import { Certificate } from './certificate.ts';

/** Types of content of RFC 5652 and RFC 3161. */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

export interface CmsFile {
  readonly contentType: string;
  /** The content inside, null when it is kept elsewhere. */
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly CmsSigner[];
}

export interface CmsSigner {
  readonly isCertifiedBy: (certificate: Certificate) => boolean;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** As the SET OF that is signed, DER; null when the signature is over the content itself. */
  readonly signedAttributes: Uint8Array | null;
  /** Values of attributes by their object identifiers. */
  readonly signed: CmsAttributes;
  readonly unsigned: CmsAttributes;
}

export type CmsAttributes = ReadonlyMap<string, readonly BerElement[]>;

/** Bytes; no signature with its certificates and time stamps is near it. */
const largest = 262_144;
const mostCertificates = 32;
const mostSigners = 16;

/**
 * Reads SignedData of RFC 5652 in BER. Zeros may follow, with which a PDF fills up the space that it reserved.
 *
 * @throws MalformedBerError when the bytes are anything else
 */
export function readCms(bytes: Uint8Array): CmsFile {
  if (bytes.length > largest) throw new MalformedBerError('the signature is too large');
  const file = BerElement.read(bytes);
  if (bytes.subarray(file.bytes.length).some((byte) => byte !== 0)) throw new MalformedBerError('something follows');
  const members = new BerMembers(file);
  if (objectIdentifierOf(members.take()) !== contentTypes.signedData) throw new MalformedBerError('not SignedData');
  const explicit = new BerMembers(members.take(), 0xa0);
  members.end();
  const signedData = new BerMembers(explicit.take(tags.sequence));
  explicit.end();
  smallIntegerOf(signedData.take());
  signedData.take(tags.set);
  const { contentType, content } = encapsulatedOf(signedData.take());
  const certificates = certificatesOf(signedData.takeIf(0xa0));
  signedData.takeIf(0xa1);
  const signers = [...bounded(signedData.take(tags.set), mostSigners)].map(signerOf);
  signedData.end();
  return { contentType, content, certificates, signers };
}

function encapsulatedOf(element: BerElement): { readonly contentType: string; readonly content: Uint8Array | null } {
  const members = new BerMembers(element);
  const contentType = objectIdentifierOf(members.take());
  const explicit = members.takeIf(0xa0);
  members.end();
  return { contentType, content: explicit === null ? null : octetsOf(new BerMembers(explicit, 0xa0).take()) };
}

/** Kinds of certificates other than X.509 stand in tags of their own and certify nobody here. */
function certificatesOf(set: BerElement | null): readonly Certificate[] {
  const certificates: Certificate[] = [];
  for (const element of set === null ? [] : bounded(set, mostCertificates)) {
    if (element.tag !== tags.sequence) continue;
    const certificate = new Certificate(element.bytes);
    if (!certificates.some((other) => other.equals(certificate))) certificates.push(certificate);
  }
  return certificates;
}

function signerOf(element: BerElement): CmsSigner {
  const members = new BerMembers(element);
  smallIntegerOf(members.take());
  const isCertifiedBy = identifiedBy(members.take());
  const digestAlgorithm = algorithmOf(members.take());
  const signedAttributes = members.takeIf(0xa0);
  const signatureAlgorithm = algorithmOf(members.take());
  const signature = octetsOf(members.take());
  const unsignedAttributes = members.takeIf(0xa1);
  members.end();
  return {
    isCertifiedBy,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes: signedAttributes === null ? null : signedForm(signedAttributes),
    signed: attributesOf(signedAttributes),
    unsigned: attributesOf(unsignedAttributes),
  };
}

function identifiedBy(identifier: BerElement): (certificate: Certificate) => boolean {
  if (identifier.tag === 0x80) {
    const { content } = identifier;
    return ({ keyIdentifier }) => keyIdentifier !== null && Buffer.compare(keyIdentifier, content) === 0;
  }
  const members = new BerMembers(identifier);
  const issuer = members.take(tags.sequence).bytes;
  const serial = integerHexOf(members.take());
  return (certificate) => certificate.serial === serial && Buffer.compare(certificate.issuer, issuer) === 0;
}

/** RFC 5652 section 5.4: signed as a SET OF in DER, though another tag stands in the file. */
function signedForm(attributes: BerElement): Uint8Array {
  if (attributes.isIndefinite) throw new MalformedBerError('signed attributes are not in DER');
  const form = Uint8Array.from(attributes.bytes);
  form[0] = tags.set;
  return form;
}

function attributesOf(set: BerElement | null): CmsAttributes {
  const attributes = new Map<string, readonly BerElement[]>();
  for (const attribute of set?.members() ?? []) {
    const members = new BerMembers(attribute);
    const oid = objectIdentifierOf(members.take());
    // RFC 5652 section 5.3 allows no attribute twice; a second one could hide the first from another reader.
    if (attributes.has(oid)) throw new MalformedBerError('an attribute stands twice');
    attributes.set(oid, [...members.take(tags.set).members()]);
    members.end();
  }
  return attributes;
}

function* bounded(set: BerElement, most: number): Generator<BerElement, undefined> {
  let count = 0;
  for (const member of set.members()) {
    count += 1;
    if (count > most) throw new MalformedBerError('there are too many members');
    yield member;
  }
}
