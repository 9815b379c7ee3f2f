import { createHash } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, ContentInfo, SignedAndUnsignedAttributes } from 'pkijs';
import { identifiers } from './object-identifiers.ts';

/** The tag of a SET: attributes are signed as one (RFC 5652 section 5.4), and written without it. */
const setTag = 0x31;
/** What of the tag says that they are the signed ones. */
const signedKind = 0;

/** Attributes that a signature covers. */
export interface SignedAttributes {
  readonly attributes: SignedAndUnsignedAttributes;
  /** Their bytes as they are signed. */
  readonly signedBytes: Uint8Array;
}

/**
 * The attributes of a PAdES baseline signature (ETSI EN 319 142-1 section 6.3): content type, digest of the content and
 * the certificate. A signing time is not among them: a PDF states it in its signature dictionary.
 *
 * @param digest SHA-256 of the content
 * @param certificate DER
 */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): SignedAttributes {
  const list = [
    attribute(identifiers.contentType, new ObjectIdentifier({ value: ContentInfo.DATA })),
    attribute(identifiers.messageDigest, new OctetString({ valueHex: digest })),
    attribute(identifiers.signingCertificateV2, signingCertificate(certificate)),
  ];
  const attributes = new SignedAndUnsignedAttributes({ type: signedKind, attributes: list.toSorted(inOrderOfDer) });
  const signedBytes = new Uint8Array(attributes.toSchema().toBER());
  signedBytes[0] = setTag;
  return { attributes, signedBytes };
}

/**
 * SigningCertificateV2 of RFC 5035 section 3. SHA-256 is its default and goes without saying; issuer and serial number
 * are named by the signature itself.
 */
function signingCertificate(certificate: Uint8Array): Sequence {
  const hash = new OctetString({ valueHex: createHash('sha256').update(certificate).digest() });
  const certificateIdentifier = new Sequence({ value: [hash] });
  return new Sequence({ value: [new Sequence({ value: [certificateIdentifier] })] });
}

function attribute(type: string, value: ObjectIdentifier | OctetString | Sequence): Attribute {
  return new Attribute({ type, values: [value] });
}

/** DER orders the members of a SET OF by their bytes (X.690 section 11.6). */
function inOrderOfDer(one: Attribute, other: Attribute): number {
  return Buffer.compare(Buffer.from(one.toSchema().toBER()), Buffer.from(other.toSchema().toBER()));
}
