/** What an issued document carries on paper so that anyone can check it. */
export interface Verification {
  /** Address of the verification page, in upper case so that the QR code stays alphanumeric. */
  readonly url: string;
  /** Number of the document. */
  readonly number: string;
  /** Ten Crockford characters in two groups (`K7QX4-9M2TD`), typed by those without a camera. */
  readonly shortCode: string;
}
