import type { VerificationState } from './answer.ts';

/** One value in which a file differs from what was issued; values are given for public facts only. */
export interface Difference {
  /** JSON pointer into the issued record. */
  readonly pointer: string;
  readonly issued?: string;
  readonly found?: string;
}

/** Whether a file is what was issued. */
export interface FileCheck {
  /** Byte for byte a revision that was issued. */
  readonly identical: boolean;
  /** Name of that revision (`kk.pdf`), else null. */
  readonly revision: string | null;
  /** State of the document the file speaks of; null when it speaks of none. */
  readonly state: VerificationState | null;
  readonly differences: readonly Difference[];
}
