import { createHash } from 'node:crypto';
import { digestOf, isSignedBy, printedDigest, schemeOf } from './algorithms.ts';
import { BerMembers, BerElement, tags } from './ber.ts';
import { objectIdentifierOf, octetsOf, timeOf } from './ber-values.ts';
import type { Certificate } from './certificate.ts';
import { type CmsFile, type CmsSigner, contentTypes } from './cms-file.ts';
import { CmsRefusedError } from './verdict.ts';

const attributes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/**
 * Checks that the key of the certificate signed this content.
 *
 * @returns the algorithm as people write it
 * @throws CmsRefusedError `malformed`, `content-differs` or `signature-wrong`
 */
export function checkSignature(
  file: CmsFile,
  signer: CmsSigner,
  certificate: Certificate,
  content: Uint8Array,
): string {
  const digest = digestOf(signer.digestAlgorithm);
  const scheme = schemeOf(signer.signatureAlgorithm, digest);
  if (digest === null || scheme === null || certificate.key === null) throw new CmsRefusedError('malformed');
  checkForm(file, signer);
  if (signer.signedAttributes !== null) {
    const stated = octetsOf(onlyValue(signer, attributes.messageDigest));
    if (Buffer.compare(createHash(digest).update(content).digest(), stated) !== 0) {
      throw new CmsRefusedError('content-differs');
    }
  }
  const signed = signer.signedAttributes ?? content;
  if (!isSignedBy(certificate.key, scheme, signed, signer.signature)) throw new CmsRefusedError('signature-wrong');
  if (!namesCertificate(signer, certificate)) throw new CmsRefusedError('signature-wrong');
  return `${scheme.family} ${printedDigest[scheme.digest]}`;
}

/** When the signer says to have signed, ISO 8601; null when nothing is said. */
export function signingTimeOf(signer: CmsSigner): string | null {
  if (!signer.signed.has(attributes.signingTime)) return null;
  return timeOf(onlyValue(signer, attributes.signingTime)).toISOString();
}

/** RFC 5652 section 5.3: attributes are required for content other than data, and name its type. */
function checkForm({ contentType }: CmsFile, signer: CmsSigner): void {
  const named =
    signer.signedAttributes === null
      ? contentTypes.data
      : objectIdentifierOf(onlyValue(signer, attributes.contentType));
  if (named !== contentType) throw new CmsRefusedError('malformed');
}

function onlyValue(signer: CmsSigner, attribute: string): BerElement {
  const [value, ...others] = signer.signed.get(attribute) ?? [];
  if (value === undefined || others.length > 0) throw new CmsRefusedError('malformed');
  return value;
}

/** RFC 5035: a signer who names the certificate keeps another one of the same key from being put in its place. */
function namesCertificate(signer: CmsSigner, certificate: Certificate): boolean {
  const [version2] = signer.signed.get(attributes.signingCertificateV2) ?? [];
  const [version1] = signer.signed.get(attributes.signingCertificate) ?? [];
  const named = version2 ?? version1;
  if (named === undefined) return true;
  const identifier = new BerMembers(new BerMembers(new BerMembers(named).take(tags.sequence)).take(tags.sequence));
  const algorithm = version2 === undefined ? null : identifier.takeIf(tags.sequence);
  const implied = version2 === undefined ? 'sha1' : 'sha256';
  const digest = algorithm === null ? implied : digestOf({ oid: oidOf(algorithm), parameters: null });
  if (digest === null) throw new CmsRefusedError('malformed');
  const stated = octetsOf(identifier.take());
  return Buffer.compare(createHash(digest).update(certificate.bytes).digest(), stated) === 0;
}

function oidOf(algorithm: BerElement): string {
  return objectIdentifierOf(new BerMembers(algorithm).take());
}
