/** What a verification code says of its document. */
export interface CodeFacts {
  /** Number of the signing key: 1 to 65535. */
  readonly keyId: number;
  /** 16 characters (crockford.ts). */
  readonly documentId: string;
  /** `x-nysan.code` of the form: 0 to 65535. */
  readonly formNumber: number;
  /** Day of issue in Almaty (ISO 8601 date). */
  readonly issueDay: string;
  /** BIN of the organisation that the document is about; null for an individual, whose IIN never enters a code. */
  readonly holderBin: string | null;
  /** First 16 bytes of the document's fingerprint. */
  readonly fingerprintHead: Uint8Array;
}

/** Facts that no code can carry, or that the key must not sign. */
export class CodeFactsError extends Error {
  override readonly name = 'CodeFactsError';
  readonly fact: keyof CodeFacts;

  constructor(fact: keyof CodeFacts, expected: string) {
    super(`A verification code cannot be made: ${fact} must be ${expected}.`);
    this.fact = fact;
  }
}
