import type { CmsRefusal, RevocationState } from './verdict.ts';

/** Checks signatures whose algorithms OpenSSL does not have: the GOST keys of the National Certification Authority. */
export interface GostVerifier {
  /**
   * Checks signature, chain and revocation at the present moment.
   *
   * @param question a detached signature with one signer, DER or BER, and what it has to be of
   * @throws GostVerifierUnreachableError when there is no answer to rely on
   */
  verify(question: GostQuestion): Promise<GostAnswer>;
}

export interface GostQuestion {
  readonly cms: Uint8Array;
  readonly content: Uint8Array;
  /** Serial number of the signer's certificate, lower-case hexadecimal: the answer must be about this one. */
  readonly serial: string;
}

export type GostAnswer =
  | { readonly kind: 'valid'; readonly timestamp: string | null; readonly revocation: RevocationState }
  | { readonly kind: 'invalid'; readonly reason: CmsRefusal };

/** The outside verifier did not answer in time, or not in its form: nothing is known of the signature. */
export class GostVerifierUnreachableError extends Error {
  override readonly name = 'GostVerifierUnreachableError';
}
