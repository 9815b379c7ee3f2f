import type { Bilingual, PublicSigner, VerificationState, VerifiedDocument } from './answer.ts';
import type { Difference } from './differences.ts';

/** Whether a file is what was issued. */
export interface FileCheck {
  /** Byte for byte a revision that was issued. */
  readonly identical: boolean;
  /** It begins with such a revision, byte for byte, and something was appended that was not issued. */
  readonly appended: boolean;
  /** Name of the file that it is, or begins with (`kk.pdf`), else null. */
  readonly revision: string | null;
  /** Which revision of that file: 1 is the file as issued, every signature adds one. */
  readonly revisionNumber: number | null;
  /** How many revisions that file has by now: a later one has signatures that this one lacks. */
  readonly revisionCount: number | null;
  /** State of the document that the file speaks of; `forged` where the file has not the code of that document. */
  readonly state: VerificationState;
  /** Instant of the answer, ISO 8601. */
  readonly checkedAt: string;
  /** The document as it was issued; null where the file has not its code. */
  readonly document: VerifiedDocument | null;
  /** The signatures within the file, in the order in which they were put there. */
  readonly signatures: readonly FileSignature[];
  /** The first differences, at most `differenceLimit` of them. */
  readonly differences: readonly Difference[];
  /** How many there are in all. */
  readonly differenceCount: number;
}

export const fileSignatureStates = ['intact', 'changed', 'unchecked', 'untrusted'] as const;
/**
 * `intact`: what was signed is unchanged, and who signed is known. `changed`: what was signed was altered since.
 * `unchecked`: nobody here can check it. `untrusted`: the certificate is not accepted. Only an intact one counts.
 */
export type FileSignatureState = (typeof fileSignatureStates)[number];

/** A signature within a file. */
export interface FileSignature {
  /** Name of its field. */
  readonly place: string;
  /** As what the form lets the signer sign there; null where the form has no name for the place. */
  readonly role: Bilingual | null;
  /** The organisation's seal, which no person puts there. */
  readonly isSeal: boolean;
  readonly state: FileSignatureState;
  /** Whether it is one that this service took or made. */
  readonly recorded: boolean;
  /** Who signed, or of a changed one who had signed at this place; null where that is not known. */
  readonly signer: PublicSigner | null;
  /** ISO 8601, UTC. */
  readonly signedAt: string | null;
  readonly algorithm: string | null;
}
