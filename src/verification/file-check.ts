import type { VerificationState, VerifiedDocument } from './answer.ts';
import type { Difference } from './differences.ts';

/** Whether a file is what was issued. */
export interface FileCheck {
  /** Byte for byte a revision that was issued. */
  readonly identical: boolean;
  /** Name of that revision (`kk.pdf`), else null. */
  readonly revision: string | null;
  /** State of the document that the file speaks of; `forged` where the file has not the code of that document. */
  readonly state: VerificationState;
  /** Instant of the answer, ISO 8601. */
  readonly checkedAt: string;
  /** The document as it was issued; null where the file has not its code. */
  readonly document: VerifiedDocument | null;
  /** The first differences, at most `differenceLimit` of them. */
  readonly differences: readonly Difference[];
  /** How many there are in all. */
  readonly differenceCount: number;
}
