/** The file has no place of that name. */
export class UnknownPlaceError extends Error {
  override readonly name = 'UnknownPlaceError';
}

/** The place is signed, or prepared for a signature. */
export class PlaceTakenError extends Error {
  override readonly name = 'PlaceTakenError';
}

/** A signature needs more bytes than are reserved for it. */
export class CmsTooLargeError extends Error {
  override readonly name = 'CmsTooLargeError';
  readonly reserved: number;

  constructor(size: number, reserved: number) {
    super(`a signature of ${size} bytes, where ${reserved} are reserved`);
    this.reserved = reserved;
  }
}
