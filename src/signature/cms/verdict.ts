/** Who signed, as the certificate says. */
export interface Signer {
  /** Surname, name and patronymic, or the name of an organisation's seal. */
  readonly name: string;
  /** 12 digits. */
  readonly iin: string | null;
  /** 12 digits. */
  readonly bin: string | null;
  readonly organisation: string | null;
  readonly certificate: SignerCertificate;
}

export interface SignerCertificate {
  /** Lower-case hexadecimal. */
  readonly serial: string;
  /** The authority's common name. */
  readonly issuer: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Hexadecimal, of the certificate in DER. */
  readonly sha256: string;
}

export type CmsRefusal =
  /** Not a CMS signature, or one with algorithms that are not accepted (SHA-1, keys that are too short). */
  | 'malformed'
  | 'several-signers'
  /** The signature is of something else. */
  | 'content-differs'
  | 'signature-wrong'
  /** The certificate does not lead to a trust anchor. */
  | 'chain-unknown'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  /** The certificate is for something other than signing, such as logging in. */
  | 'usage'
  | 'revoked'
  /** The signer's certificate is not in the file. */
  | 'certificate-missing'
  /** The content is inside; only a detached signature can be put into a document. */
  | 'attached-content';

/** `good` when a current revocation list, or the outside verifier, says that the signer's certificate is in force. */
export type RevocationState = 'good' | 'unchecked';

export interface VerifiedCms {
  readonly kind: 'verified';
  readonly signer: Signer;
  /** As people write it: «RSA SHA-256». */
  readonly algorithm: string;
  /** What the signer says, ISO 8601, UTC. */
  readonly signedAt: string | null;
  /** What a trusted time stamping authority says, ISO 8601, UTC. */
  readonly timestamp: string | null;
  readonly revocation: RevocationState;
}

export interface UnverifiedCms {
  readonly kind: 'unverified';
  readonly reason: 'gost-verifier-missing' | 'gost-verifier-unreachable';
  /** What the certificate says, unproven. */
  readonly signer: Signer | null;
}

export interface RefusedCms {
  readonly kind: 'refused';
  readonly reason: CmsRefusal;
}

export type CmsVerdict = VerifiedCms | UnverifiedCms | RefusedCms;

/** Ends a check. */
export class CmsRefusedError extends Error {
  override readonly name = 'CmsRefusedError';
  readonly reason: CmsRefusal;

  constructor(reason: CmsRefusal) {
    super(`the signature is refused: ${reason}`);
    this.reason = reason;
  }
}
