/** Bytes as characters of five bits each, the highest bits first; the last character is filled up with zero bits. */
export function writeFiveBits(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= 5) {
      pendingBits -= 5;
      text += alphabet.charAt((pending >> pendingBits) & 31);
    }
    pending &= (1 << pendingBits) - 1;
  }
  return pendingBits === 0 ? text : text + alphabet.charAt((pending << (5 - pendingBits)) & 31);
}

/**
 * The bytes that `writeFiveBits` made this text of, or null for every other text: a character outside the alphabet,
 * a length that no number of bytes has, a spare bit that is not zero.
 */
export function readFiveBits(text: string, alphabet: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let at = 0;
  let pending = 0;
  let pendingBits = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    pending = (pending << 5) | value;
    pendingBits += 5;
    if (pendingBits < 8) continue;
    pendingBits -= 8;
    bytes[at] = pending >> pendingBits;
    at += 1;
    pending &= (1 << pendingBits) - 1;
  }
  return pendingBits < 5 && pending === 0 ? bytes : null;
}
