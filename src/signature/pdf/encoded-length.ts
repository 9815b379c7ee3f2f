const longTag = 0x1f;
const indefinite = 0x80;
const longestLength = 4;

/**
 * Bytes of the ASN.1 value that begins here (ITU-T X.690, 8.1), of definite or indefinite length; null where none is
 * whole. Values inside one of indefinite length are passed over, not entered, unless they are such themselves.
 */
export function encodedLength(bytes: Uint8Array): number | null {
  let at = 0;
  let open = 0;
  do {
    const tag = bytes[at];
    if (tag === undefined) return null;
    at += 1;
    if ((tag & longTag) === longTag) {
      while ((bytes[at] ?? 0) & 0x80) at += 1;
      at += 1;
    }
    const first = bytes[at];
    if (first === undefined) return null;
    at += 1;
    if (tag === 0 && first === 0) {
      if (open === 0) return null;
      open -= 1;
    } else if (first === indefinite) {
      open += 1;
    } else {
      const length = definiteLength(bytes, at, first);
      if (length === null) return null;
      at = length.end;
    }
  } while (open > 0 && at < bytes.length);
  return open === 0 && at <= bytes.length ? at : null;
}

function definiteLength(bytes: Uint8Array, at: number, first: number): { readonly end: number } | null {
  if (first < indefinite) return { end: at + first };
  const count = first & 0x7f;
  if (count > longestLength || at + count > bytes.length) return null;
  const length = bytes.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { end: at + count + length };
}
