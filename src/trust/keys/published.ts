import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isJsonArray, isJsonObject } from '../../forms/json.ts';
import { almatyDay } from '../almaty.ts';
import { decodeBase64url } from '../base64url.ts';
import { readInstant } from '../instant.ts';
import type { VerificationKey } from './key.ts';

/** A public key as /.well-known/nysan-keys.json tells it; instants are ISO 8601, UTC, whole seconds. */
export interface PublishedKey {
  readonly kid: number;
  /** Id of the issuer. */
  readonly issuer: string;
  readonly alg: 'EdDSA';
  readonly crv: 'Ed25519';
  /** The 32 bytes of the public key in base64url. */
  readonly x: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly compromisedFrom: string | null;
}

export interface PublishedKeys {
  readonly keys: readonly PublishedKey[];
}

/** Public keys by their kid. */
export type VerificationKeys = ReadonlyMap<number, VerificationKey>;

export const largestKid = 0xffff;

/** The JSON is not a list of public keys as this service publishes it. */
export class PublishedKeysError extends Error {
  override readonly name = 'PublishedKeysError';

  constructor(expected: string) {
    super(`The published keys cannot be read: ${expected}.`);
  }
}

/**
 * The keys of a parsed /.well-known/nysan-keys.json, ready to check with. Members it does not know are passed over.
 *
 * @throws PublishedKeysError when something is missing or wrong: half a list would make genuine documents forged
 */
export function readPublishedKeys(json: unknown): VerificationKeys {
  if (!isJsonObject(json) || !isJsonArray(json['keys'])) throw new PublishedKeysError('keys must be a list');
  const keys = json['keys'].map((key, index) => verificationKey(readPublishedKey(key, index)));
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  if (byKid.size !== keys.length) throw new PublishedKeysError('each kid must stand there once');
  return byKid;
}

/**
 * One published key, ready to check with.
 *
 * @throws PublishedKeysError when the instants or the key itself are malformed
 */
export function verificationKey(key: PublishedKey): VerificationKey {
  return {
    kid: key.kid,
    issuer: key.issuer,
    publicKey: publicKeyOf(key.x),
    firstDay: dayOf(key.validFrom),
    lastDay: key.validTo === null ? null : dayOf(key.validTo),
    compromisedDay: key.compromisedFrom === null ? null : dayOf(key.compromisedFrom),
  };
}

/**
 * The Ed25519 public key of 32 bytes in base64url.
 *
 * @throws PublishedKeysError when the text is something else
 */
export function publicKeyOf(x: string): KeyObject {
  if (decodeBase64url(x, 32) === null) throw new PublishedKeysError('x must be 32 bytes in base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function readPublishedKey(json: unknown, index: number): PublishedKey {
  const expected = (what: string) => new PublishedKeysError(`keys[${index}] must have ${what}`);
  if (!isJsonObject(json)) throw expected('members');
  const { kid, issuer, alg, crv, x, validFrom, validTo, compromisedFrom } = json;
  if (!isKid(kid)) throw expected(`a kid from 1 to ${largestKid}`);
  if (typeof issuer !== 'string' || issuer === '') throw expected('an issuer');
  if (alg !== 'EdDSA' || crv !== 'Ed25519') throw expected('alg EdDSA and crv Ed25519');
  if (typeof x !== 'string') throw expected('x');
  if (typeof validFrom !== 'string') throw expected('validFrom');
  // Null is said, never left out: a list cut short must not make a stolen key good again.
  if (!isTextOrNull(validTo)) throw expected('validTo or null');
  if (!isTextOrNull(compromisedFrom)) throw expected('compromisedFrom or null');
  return { kid, issuer, alg, crv, x, validFrom, validTo, compromisedFrom };
}

/** Whether this is the number of a key. */
export function isKid(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestKid;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function dayOf(text: string): string {
  const instant = readInstant(text);
  if (instant === null) throw new PublishedKeysError('instants must read like 2026-11-20T08:30:00Z');
  return almatyDay(instant);
}
