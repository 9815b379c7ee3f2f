export type KeyErrorReason =
  /** Others than the owner may read or change a private key file. */
  | 'key-file-unsafe'
  | 'key-file-missing'
  /** The private key in the file is not the one whose public part is listed. */
  | 'key-file-mismatch'
  | 'not-ed25519'
  /** keys.json is gone or malformed: never repaired by guessing, a kid given twice would make codes ambiguous. */
  | 'list-missing'
  | 'list-damaged'
  | 'kid-unknown'
  /** Every key of the issuer was retired on purpose. */
  | 'no-current-key'
  | 'key-of-another-issuer'
  | 'kids-used-up'
  | 'folder-busy';

/** Something is wrong with the signing keys; the message is for the operator and names files, never key material. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly reason: KeyErrorReason;

  constructor(reason: KeyErrorReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
