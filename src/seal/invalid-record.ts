/** The bytes are not an embedded record, or not in its one spelling. */
export class InvalidRecordError extends Error {
  override readonly name = 'InvalidRecordError';
}
