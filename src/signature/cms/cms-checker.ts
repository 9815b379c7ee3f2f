import { isGost } from './algorithms.ts';
import { MalformedBerError } from './ber.ts';
import type { Certificate } from './certificate.ts';
import { chainOf, revocationOf, validityProblem } from './chain.ts';
import { type CmsFile, type CmsSigner, readCms } from './cms-file.ts';
import { type GostAnswer, type GostVerifier, GostVerifierUnreachableError } from './gost-verifier.ts';
import { checkSignature, signingTimeOf } from './signature-check.ts';
import { signerOf } from './signer.ts';
import { timestampOf } from './timestamp.ts';
import type { TrustAnchors } from './trust-anchors.ts';
import { maySignDocuments } from './usage.ts';
import { CmsRefusedError, type CmsVerdict } from './verdict.ts';

export interface CmsCheckerParts {
  readonly anchors: TrustAnchors;
  readonly now: () => Date;
  /** Without one, GOST signatures stay unverified. */
  readonly gostVerifier?: GostVerifier | undefined;
}

export interface CmsQuestion {
  /** SignedData in DER or BER; zeros may follow. */
  readonly cms: Uint8Array;
  /** What it has to be the signature of. */
  readonly content: Uint8Array;
  /** The moment for which the certificate has to hold; unless given, that of a trusted time stamp, else the present. */
  readonly at?: Date | undefined;
}

/** The one signer of a detached signature, and the certificate that goes with it. */
interface Found {
  readonly file: CmsFile;
  readonly signer: CmsSigner;
  readonly certificate: Certificate;
}

/** Checks detached CMS signatures against trust anchors, without any network but the outside verifier's. */
export class CmsChecker {
  readonly #anchors: TrustAnchors;
  readonly #now: () => Date;
  readonly #gostVerifier: GostVerifier | undefined;

  constructor({ anchors, now, gostVerifier }: CmsCheckerParts) {
    this.#anchors = anchors;
    this.#now = now;
    this.#gostVerifier = gostVerifier;
  }

  /** Never throws for what is in the signature, whatever it is. */
  async check(question: CmsQuestion): Promise<CmsVerdict> {
    try {
      const found = findSigner(question.cms);
      return isGost(found.certificate.keyAlgorithm)
        ? await this.#checkOutside(found, question)
        : this.#checkHere(found, question);
    } catch (cause) {
      if (cause instanceof CmsRefusedError) return { kind: 'refused', reason: cause.reason };
      if (cause instanceof MalformedBerError) return { kind: 'refused', reason: 'malformed' };
      throw cause;
    }
  }

  #checkHere({ file, signer, certificate }: Found, { content, at }: CmsQuestion): CmsVerdict {
    const algorithm = checkSignature(file, signer, certificate, content);
    const now = this.#now();
    const timestamp = timestampOf(signer, file.certificates, this.#anchors, now);
    const moment = at ?? timestamp ?? now;
    const chain = chainOf(certificate, file.certificates, this.#anchors);
    if (chain === null) throw new CmsRefusedError('chain-unknown');
    checkHolds(chain, moment);
    const revocation = revocationOf(chain, this.#anchors, moment, now);
    if (revocation === 'revoked') throw new CmsRefusedError('revoked');
    return {
      kind: 'verified',
      signer: signerOf(certificate),
      algorithm,
      signedAt: signingTimeOf(signer),
      timestamp: timestamp?.toISOString() ?? null,
      revocation,
    };
  }

  /** What the certificate itself says is checked here first; the authority's signature under it is not. */
  async #checkOutside({ signer, certificate }: Found, { cms, content, at }: CmsQuestion): Promise<CmsVerdict> {
    const verifier = this.#gostVerifier;
    const signedBy = signerOf(certificate);
    const signedAt = signingTimeOf(signer);
    checkHolds([certificate], at ?? this.#now());
    if (verifier === undefined) return { kind: 'unverified', reason: 'gost-verifier-missing', signer: signedBy };
    const answer = await answerOf(verifier, { cms, content, serial: certificate.serial });
    if (answer === null) return { kind: 'unverified', reason: 'gost-verifier-unreachable', signer: signedBy };
    if (answer.kind === 'invalid') throw new CmsRefusedError(answer.reason);
    const { timestamp, revocation } = answer;
    return { kind: 'verified', signer: signedBy, algorithm: 'GOST', signedAt, timestamp, revocation };
  }
}

/** @throws CmsRefusedError when there is not exactly one signer of content outside, with one certificate */
function findSigner(cms: Uint8Array): Found {
  const file = readCms(cms);
  const [signer, ...others] = file.signers;
  if (others.length > 0) throw new CmsRefusedError('several-signers');
  if (signer === undefined) throw new CmsRefusedError('malformed');
  if (file.content !== null) throw new CmsRefusedError('attached-content');
  const certificate = file.certificates.find(signer.isCertifiedBy);
  if (certificate === undefined) throw new CmsRefusedError('certificate-missing');
  return { file, signer, certificate };
}

function checkHolds(chain: readonly Certificate[], moment: Date): void {
  const problem = validityProblem(chain, moment);
  if (problem !== null) throw new CmsRefusedError(problem);
  if (!chain.slice(0, 1).every(maySignDocuments)) throw new CmsRefusedError('usage');
}

async function answerOf(
  verifier: GostVerifier,
  question: Parameters<GostVerifier['verify']>[0],
): Promise<GostAnswer | null> {
  try {
    return await verifier.verify(question);
  } catch (cause) {
    if (cause instanceof GostVerifierUnreachableError) return null;
    throw cause;
  }
}
