/** Base64url without padding (RFC 7515 section 2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** Exactly `length` bytes from base64url without padding; null for every text that is not their one spelling. */
export function decodeBase64url(text: string, length: number): Uint8Array | null {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64url'));
  return bytes.length === length && encodeBase64url(bytes) === text ? bytes : null;
}
