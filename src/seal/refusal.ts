/**
 * Why nothing was read from a file.
 * `not-a-document`: neither PDF nor DOCX nor XLSX. `no-record`: a document, but not one that this service issued.
 * `too-large`: the file, or what it unfolds into, is more than will be looked at. `damaged`: the file or its record
 * breaks its format.
 */
export type RefusalReason = 'not-a-document' | 'no-record' | 'too-large' | 'damaged';

/** Ends the reading of a file. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
