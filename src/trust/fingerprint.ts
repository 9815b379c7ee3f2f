import { createHash } from 'node:crypto';
import type { Language } from '../compose/document.ts';
import type { JsonObject } from '../forms/json.ts';
import { canonicalBytes } from './canonical.ts';
import { readInstant } from './instant.ts';

/** What an issued document says, in every language it is issued in. */
export interface IssuedContent {
  readonly form: string;
  /** Date of the wording of the act (ISO 8601). */
  readonly edition: string;
  /** BIN of the issuer. */
  readonly issuer: string;
  readonly number: string;
  /** ISO 8601, UTC, whole seconds: `2026-11-20T08:30:00Z`. */
  readonly issuedAt: string;
  readonly languages: readonly Language[];
  readonly data: JsonObject;
  readonly derived: JsonObject;
}

/** Bytes of a fingerprint that fit into a verification code. */
export const fingerprintHeadLength = 16;

/**
 * SHA-256 over the RFC 8785 form of the content: 32 bytes.
 *
 * @throws RangeError when `issuedAt` is spelled otherwise; NotCanonicalError when a text has a lone surrogate
 */
export function fingerprint(content: IssuedContent): Uint8Array {
  if (readInstant(content.issuedAt) === null) throw new RangeError('issuedAt must read like 2026-11-20T08:30:00Z.');
  const { form, edition, issuer, number, issuedAt, languages, data, derived } = content;
  const canonical = canonicalBytes({ form, edition, issuer, number, issuedAt, languages, data, derived });
  return Uint8Array.from(createHash('sha256').update(canonical).digest());
}

/** The first 16 bytes of a fingerprint, which a verification code carries. */
export function fingerprintHead(whole: Uint8Array): Uint8Array {
  return whole.slice(0, fingerprintHeadLength);
}
