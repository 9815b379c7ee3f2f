import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { writeFiveBits } from '../trust/five-bits.ts';

/** Lower case and without letters that are misread: an id is read aloud when a key is to be revoked. */
const idDigits = '0123456789abcdefghjkmnpqrstvwxyz';
const spelling = /^nysan_([0-9a-hjkmnp-tv-z]{8})_[\w-]{43}$/;

/** Eight characters that name one thing among others: 40 random bits. */
export function newReadableId(): string {
  return writeFiveBits(randomBytes(5), idDigits);
}

/** A new API key `nysan_<id>_<secret>`: 8 characters that name it and 256 random bits. */
export function newApiKeySecret(): { readonly id: string; readonly secret: string } {
  const id = newReadableId();
  return { id, secret: `nysan_${id}_${randomBytes(32).toString('base64url')}` };
}

/** The id within a key's text, or null when the text is no API key. */
export function apiKeyId(secret: string): string | null {
  return spelling.exec(secret)?.[1] ?? null;
}

/** SHA-256 of the whole text: all that is kept of a secret. 256 random bits need no slow hash. */
export function apiKeyDigest(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

/** Whether the secret is the one behind the digest, in constant time. */
export function isApiKey(secret: string, digest: Uint8Array): boolean {
  return timingSafeEqual(apiKeyDigest(secret), digest);
}
