export type TimestampErrorReason =
  | 'unreachable'
  | 'timeout'
  /** The authority answered with another HTTP status than 200, or at too great a length. */
  | 'answer-refused'
  | 'malformed'
  /** The authority says that it gives no timestamp. */
  | 'rejected'
  /** The timestamp is of something else than was sent. */
  | 'other-content'
  /** The timestamp answers another request. */
  | 'other-nonce'
  | 'signature-wrong'
  /** Its certificate is missing, not one for time stamping, or not valid at the time that it states. */
  | 'certificate';

/** No timestamp that could be relied on was had; nothing is signed without it. */
export class TimestampError extends Error {
  override readonly name = 'TimestampError';
  readonly reason: TimestampErrorReason;

  constructor(reason: TimestampErrorReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
