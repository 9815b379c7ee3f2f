import { createHash } from 'node:crypto';
import { ContentInfo, TimeStampResp, TSTInfo } from 'pkijs';
import { MalformedBerError } from '../cms/ber.ts';
import type { Certificate } from '../cms/certificate.ts';
import { validityProblem } from '../cms/chain.ts';
import { type CmsFile, type CmsSigner, contentTypes, readCms } from '../cms/cms-file.ts';
import { checkSignature } from '../cms/signature-check.ts';
import { mayStampTime } from '../cms/usage.ts';
import { CmsRefusedError } from '../cms/verdict.ts';
import { identifiers } from './object-identifiers.ts';
import { TimestampError } from './timestamp-error.ts';

/** What a timestamp was asked for. */
export interface TimestampQuestion {
  readonly content: Uint8Array;
  /** Positive, in its shortest form. */
  readonly nonce: Uint8Array;
}

/** PKIStatus `granted` and `grantedWithMods` of RFC 3161 section 2.4.2. */
const granted: readonly number[] = [0, 1];

/**
 * The token in a TimeStampResp of RFC 3161, checked as section 2.2 wants it: that it answers this question, and that it
 * is signed with its own certificate for time stamping, by RSA or ECDSA. Whether that certificate is to be trusted is
 * for those who rely on the token.
 *
 * @throws TimestampError
 */
export function readTimestamp(reply: Uint8Array<ArrayBuffer>, question: TimestampQuestion): ContentInfo {
  const token = tokenOf(reply);
  const file = parsed(() => readCms(new Uint8Array(token.toSchema().toBER())));
  const [signer, ...others] = file.signers;
  if (file.contentType !== contentTypes.timestampInfo || file.content === null) throw malformed();
  if (signer === undefined || others.length > 0) throw malformed();
  const content = new Uint8Array(file.content);
  const info = parsed(() => TSTInfo.fromBER(content));
  requireAnswer(info, question);
  const certificate = certificateOf(file, signer, info.genTime);
  requireSignature(file, signer, certificate, content);
  return token;
}

function tokenOf(reply: Uint8Array<ArrayBuffer>): ContentInfo {
  const { status, timeStampToken } = parsed(() => TimeStampResp.fromBER(reply));
  if (!granted.includes(status.status)) {
    throw new TimestampError('rejected', `The time stamping authority refused: status ${status.status}.`);
  }
  if (timeStampToken === undefined) throw malformed();
  return timeStampToken;
}

function requireAnswer({ messageImprint, nonce }: TSTInfo, question: TimestampQuestion): void {
  const digest = createHash('sha256').update(question.content).digest();
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (hashAlgorithm.algorithmId !== identifiers.sha256 || !digest.equals(hashedMessage.valueBlock.valueHexView)) {
    throw new TimestampError('other-content', 'The timestamp is of something else.');
  }
  if (nonce === undefined || Buffer.compare(nonce.valueBlock.valueHexView, question.nonce) !== 0) {
    throw new TimestampError('other-nonce', 'The timestamp answers another request.');
  }
}

function certificateOf({ certificates }: CmsFile, signer: CmsSigner, at: Date): Certificate {
  const certificate = certificates.find(signer.isCertifiedBy);
  if (certificate === undefined) {
    throw new TimestampError('certificate', 'The timestamp comes without its certificate.');
  }
  if (!mayStampTime(certificate)) {
    throw new TimestampError('certificate', 'The certificate of the timestamp is not one for time stamping.');
  }
  if (validityProblem([certificate], at) !== null) {
    throw new TimestampError('certificate', 'The certificate of the timestamp was not valid at its time.');
  }
  return certificate;
}

function requireSignature(file: CmsFile, signer: CmsSigner, certificate: Certificate, content: Uint8Array): void {
  try {
    checkSignature(file, signer, certificate, content);
  } catch (cause) {
    if (cause instanceof CmsRefusedError || cause instanceof MalformedBerError) {
      throw new TimestampError(
        'signature-wrong',
        'The signature of the timestamp is not right, or not by RSA or ECDSA.',
        cause,
      );
    }
    throw cause;
  }
}

function parsed<Part>(read: () => Part): Part {
  try {
    return read();
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause?: unknown): TimestampError {
  return new TimestampError('malformed', 'The answer of the time stamping authority cannot be read.', cause);
}
