export type SealErrorReason =
  | 'file-unreadable'
  | 'not-pkcs12'
  | 'wrong-passphrase'
  | 'no-key'
  | 'several-keys'
  /** The key is not RSA: an elliptic curve or GOST. */
  | 'not-rsa'
  /** The key is shorter than verifiers accept. */
  | 'weak-key'
  | 'no-certificate'
  /** The certificate may not sign documents. */
  | 'certificate-usage'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  /** The settings name an issuer that the registry does not know. */
  | 'issuer-unknown';

/** An organisation's seal cannot be used; the message is for the operator and names files, never secrets. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly reason: SealErrorReason;

  constructor(reason: SealErrorReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
