import { createHash } from 'node:crypto';
import { algorithmOf, digestOf } from './algorithms.ts';
import { BerElement, BerMembers, MalformedBerError, tags } from './ber.ts';
import { integerHexOf, objectIdentifierOf, octetsOf, smallIntegerOf, timeOf } from './ber-values.ts';
import type { Certificate } from './certificate.ts';
import { chainOf, revocationOf, validityProblem } from './chain.ts';
import { type CmsSigner, contentTypes, readCms } from './cms-file.ts';
import { checkSignature } from './signature-check.ts';
import type { TrustAnchors } from './trust-anchors.ts';
import { mayStampTime } from './usage.ts';
import { CmsRefusedError } from './verdict.ts';

const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';

/**
 * When the signature existed by the word of a time stamping authority (RFC 3161) that leads to a trust anchor; null
 * when there is no time stamp, or one that proves nothing.
 *
 * @param others certificates beside the signature
 */
export function timestampOf(
  signer: CmsSigner,
  others: readonly Certificate[],
  anchors: TrustAnchors,
  now: Date,
): Date | null {
  const [token] = signer.unsigned.get(signatureTimestamp) ?? [];
  if (token === undefined) return null;
  try {
    return provenTime(token.bytes, signer.signature, others, anchors, now);
  } catch (cause) {
    if (cause instanceof MalformedBerError || cause instanceof CmsRefusedError) return null;
    throw cause;
  }
}

function provenTime(
  token: Uint8Array,
  stamped: Uint8Array,
  others: readonly Certificate[],
  anchors: TrustAnchors,
  now: Date,
): Date | null {
  const file = readCms(token);
  const [signer, ...cosigners] = file.signers;
  if (signer === undefined || cosigners.length > 0 || file.content === null) return null;
  if (file.contentType !== contentTypes.timestampInfo || signer.signedAttributes === null) return null;
  const certificates = [...file.certificates, ...others];
  const certificate = certificates.find(signer.isCertifiedBy);
  if (certificate === undefined || !mayStampTime(certificate)) return null;
  checkSignature(file, signer, certificate, file.content);
  const time = stampedTime(file.content, stamped);
  const chain = chainOf(certificate, certificates, anchors);
  if (time === null || time > now || chain === null || validityProblem(chain, time) !== null) return null;
  return revocationOf(chain, anchors, now, now) === 'revoked' ? null : time;
}

/** The time of a TSTInfo, null when it is about other bytes. */
function stampedTime(info: Uint8Array, stamped: Uint8Array): Date | null {
  const members = new BerMembers(BerElement.read(info));
  smallIntegerOf(members.take());
  objectIdentifierOf(members.take());
  const imprint = new BerMembers(members.take(tags.sequence));
  const digest = digestOf(algorithmOf(imprint.take()));
  if (digest === null) return null;
  const isAboutIt = Buffer.compare(createHash(digest).update(stamped).digest(), octetsOf(imprint.take())) === 0;
  integerHexOf(members.take());
  const time = timeOf(members.take(tags.generalizedTime));
  return isAboutIt ? time : null;
}
