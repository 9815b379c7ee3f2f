import { Problem } from '../problem.ts';
import type { AnnouncedSigner, SignatureFindings } from '../registry/signatures.ts';
import { instantText } from '../trust/instant.ts';
import type { CmsRefusal, CmsVerdict, Signer } from './cms/verdict.ts';

/** Why a CMS is not put into a document; the words are in locales/<language>/problems.json under `refusal`. */
export type SignatureRefusal = CmsRefusal | 'another-signer' | 'too-large';

/** Until an outside verifier may answer again. */
const retrySeconds = 30;

/**
 * What is recorded of a signature that was checked.
 * @throws Problem `signature-refused`; `gost-verifier-unreachable` where the same signature may be good a little later
 */
export function acceptedFindings(verdict: CmsVerdict, announced: AnnouncedSigner): SignatureFindings {
  if (verdict.kind === 'refused') throw refusedSignature(verdict.reason);
  const { signer } = verdict;
  if (signer !== null && !isAnnounced(signer, announced)) throw refusedSignature('another-signer');
  if (verdict.kind === 'verified') {
    const { algorithm, revocation, signedAt, timestamp } = verdict;
    return {
      status: 'verified',
      signer,
      algorithm,
      revocation,
      claimedAt: wholeSeconds(signedAt),
      timestamp: wholeSeconds(timestamp),
    };
  }
  if (verdict.reason === 'gost-verifier-unreachable') {
    throw new Problem('gost-verifier-unreachable', { params: { seconds: retrySeconds } });
  }
  return { status: 'unverified', signer, algorithm: null, revocation: null, claimedAt: null, timestamp: null };
}

export function refusedSignature(refusal: SignatureRefusal, cause?: unknown): Problem {
  return new Problem('signature-refused', { params: { refusal }, cause });
}

/** Every number that was announced is the one in the certificate. */
function isAnnounced(signer: Signer, { iin, bin }: AnnouncedSigner): boolean {
  return (iin === null || iin === signer.iin) && (bin === null || bin === signer.bin);
}

function wholeSeconds(instant: string | null): string | null {
  return instant === null ? null : instantText(new Date(instant));
}
