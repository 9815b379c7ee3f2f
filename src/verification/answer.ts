import type { Language } from '../compose/document.ts';

/** In order of precedence: what is found first is said. */
export const verificationStates = ['forged', 'unknown', 'revoked', 'replaced', 'expired', 'valid'] as const;
export type VerificationState = (typeof verificationStates)[number];

type Bilingual = Readonly<Record<Language, string>>;

/** What a verifier is told: the same for the page, the JSON and the check of a file. */
export interface VerificationAnswer {
  readonly state: VerificationState;
  /** Instant of the answer, ISO 8601. */
  readonly checkedAt: string;
  /** Absent where the code names nothing that was issued here. */
  readonly document: VerifiedDocument | null;
}

export interface VerifiedDocument {
  readonly issuer: { readonly bin: string; readonly name: Bilingual };
  readonly form: { readonly id: string; readonly title: Bilingual; readonly act: Bilingual };
  /** A certificate is in force or not; any other paper is genuine or not. */
  readonly reading: 'in-force' | 'genuine';
  readonly number: string;
  readonly shortCode: string;
  /** Days of Asia/Almaty, ISO 8601. */
  readonly issuedOn: string;
  readonly validUntil: string | null;
  readonly presentBy: string | null;
  readonly languages: readonly Language[];
  /** Whether an electronic signature has been put under it. */
  readonly signed: boolean;
  /** Day of the change that the state tells of. */
  readonly changedOn: string | null;
  /** The document that takes this one's place. */
  readonly replacedBy: { readonly number: string; readonly url: string } | null;
  readonly facts: readonly PublicFact[];
}

/** Rows of a table that a public fact keeps: a register may have 10 000, and nobody compares them by eye. */
export const factRowLimit = 100;

/** A field of the paper that anyone may see, as printed; several values are those of a table's rows. */
export interface PublicFact {
  readonly path: string;
  readonly label: Bilingual;
  /** The first `factRowLimit` values at most; empty where a row has none. */
  readonly values: Readonly<Record<Language, readonly string[]>>;
  /** How many there are in the document. */
  readonly count: number;
}
