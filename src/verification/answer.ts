import type { Language } from '../compose/document.ts';
import type { SignatureRecord, SignatureStatus } from '../registry/signatures.ts';

/** In order of precedence: what is found first is said. */
export const verificationStates = ['forged', 'unknown', 'revoked', 'replaced', 'expired', 'valid'] as const;
export type VerificationState = (typeof verificationStates)[number];

export type Bilingual = Readonly<Record<Language, string>>;

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
  /** Whether an electronic signature that was verified has been put under it. */
  readonly signed: boolean;
  /** In the order in which they were given, also those that do not count. */
  readonly signatures: readonly DocumentSignature[];
  /** Day of the change that the state tells of. */
  readonly changedOn: string | null;
  /** The document that takes this one's place. */
  readonly replacedBy: { readonly number: string; readonly url: string } | null;
  readonly facts: readonly PublicFact[];
}

/** A signature of the record, for anyone who holds the paper. */
export interface DocumentSignature {
  /** As what the form lets the signer sign; null where it has no name for it. */
  readonly role: Bilingual | null;
  /** `unverified`: kept, but nothing that counts as signed. */
  readonly status: SignatureStatus;
  /** Null after a purge. */
  readonly signer: PublicSigner | null;
  /** What the issuer says; no certificate proves it. Null where it says nothing, and after a purge. */
  readonly position: string | null;
  /** Name of the file that was signed (`ru.pdf`). */
  readonly file: string;
  /** The revision of that file which carries it; null where it is only kept. */
  readonly revision: number | null;
  /** ISO 8601, UTC: when the service took it, and what a time stamping authority says. */
  readonly signedAt: string;
  readonly timestamp: string | null;
  readonly algorithm: string | null;
  /** Whether the certificate was known not to be revoked; null where nothing could be checked. */
  readonly revocation: SignatureRecord['revocation'];
}

/** Who signed, as far as strangers are told. */
export interface PublicSigner {
  readonly name: string;
  /** Its last four digits only. */
  readonly iin: string | null;
  readonly bin: string | null;
  readonly organisation: string | null;
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
