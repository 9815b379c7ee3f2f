import { readFiveBits, writeFiveBits } from './five-bits.ts';

/** RFC 4648 section 6. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 in upper case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  return writeFiveBits(bytes, alphabet);
}

/** The bytes of an upper-case text without padding; null for every text that `encodeBase32` does not write. */
export function decodeBase32(text: string): Uint8Array | null {
  return readFiveBits(text, alphabet);
}
