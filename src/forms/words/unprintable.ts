/**
 * A value that cannot be written on paper. It should have been refused by validation, so whoever sees this error has
 * found a gap there. The value itself is not told: it may be personal data and errors are logged.
 */
export class UnprintableValueError extends Error {
  override readonly name = 'UnprintableValueError';

  constructor(expected: string) {
    super(`The value cannot be printed: expected ${expected}.`);
  }
}
