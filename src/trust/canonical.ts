import canonicalize from 'canonicalize';

/** A value that RFC 8785 gives no form: a lone surrogate in a text, a number that is not finite, nothing at all. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
}

/**
 * The one spelling of a JSON value (RFC 8785) as UTF-8 bytes.
 *
 * @throws NotCanonicalError
 */
export function canonicalBytes(value: unknown): Uint8Array {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new NotCanonicalError('The value has no RFC 8785 form.', { cause });
  }
  if (text === undefined) throw new NotCanonicalError('Nothing has no RFC 8785 form.');
  return new TextEncoder().encode(text);
}
