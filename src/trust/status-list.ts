import { isJsonObject } from '../forms/json.ts';
import { almatyDay } from './almaty.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { canonicalBytes, NotCanonicalError } from './canonical.ts';
import type { ForgedReason } from './code/check.ts';
import { keyFaultOn, type SigningKey } from './keys/key.ts';
import { isKid, type VerificationKeys } from './keys/published.ts';
import { isSignatureOver, signatureLength, signatureOver } from './signature.ts';
import { readStatusList, type StatusList } from './status-list-body.ts';

/** A status list as it is published: the signature (base64url) is over everything else in it. */
export interface SignedStatusList extends StatusList {
  readonly kid: number;
  readonly signature: string;
}

export type CheckedStatusList =
  | { readonly state: 'genuine'; readonly list: StatusList }
  | { readonly state: 'forged'; readonly reason: ForgedReason };

/** A status list that must not be signed: malformed, or not the key's. */
export class StatusListError extends Error {
  override readonly name = 'StatusListError';
}

/**
 * Signs a list with a key of its issuer; entries come out by document id, so that the same list has the same bytes.
 *
 * @throws StatusListError when the list is malformed, another issuer's than the key, or older than the key
 */
export function signStatusList(list: StatusList, key: SigningKey): SignedStatusList {
  const read = readStatusList(list);
  if (read === null) throw new StatusListError('The status list is malformed, or names a document twice.');
  if (read.issuer !== key.issuer) throw new StatusListError(`Key ${key.kid} belongs to ${key.issuer}.`);
  if (almatyDay(new Date(read.issuedAt)) < key.firstDay) {
    throw new StatusListError(`Key ${key.kid} signs from ${key.firstDay} on.`);
  }
  const entries = read.entries.toSorted((one, other) => (one.documentId < other.documentId ? -1 : 1));
  const body = { ...read, entries, kid: key.kid };
  const signature = signatureOver('NYSAN-STATUS-1', canonicalBytes(body), key.privateKey);
  return { ...body, signature: encodeBase64url(signature) };
}

/** Judges a parsed status list by the keys of the issuers. Never throws; whether it is outdated is the caller's. */
export function checkStatusList(json: unknown, keys: VerificationKeys): CheckedStatusList {
  if (!isJsonObject(json)) return forged('unreadable');
  const { signature, ...body } = json;
  const list = readStatusList(body);
  const signatureBytes = typeof signature === 'string' ? decodeBase64url(signature, signatureLength) : null;
  const bytes = bytesOf(body);
  if (list === null || !isKid(body['kid']) || signatureBytes === null || bytes === null) return forged('unreadable');
  const key = keys.get(body['kid']);
  // A key speaks for its own issuer only: for the list of another it is no key at all.
  if (key?.issuer !== list.issuer) return forged('unknown-key');
  if (!isSignatureOver('NYSAN-STATUS-1', bytes, signatureBytes, key.publicKey)) return forged('bad-signature');
  const fault = keyFaultOn(key, almatyDay(new Date(list.issuedAt)));
  return fault === null ? { state: 'genuine', list } : forged(fault);
}

function bytesOf(body: unknown): Uint8Array | null {
  try {
    return canonicalBytes(body);
  } catch (cause) {
    if (cause instanceof NotCanonicalError) return null;
    throw cause;
  }
}

function forged(reason: ForgedReason): CheckedStatusList {
  return { state: 'forged', reason };
}
