import { isJsonArray, isJsonObject } from '../../forms/json.ts';
import { decodeBase64url } from '../base64url.ts';
import { isInstant } from '../instant.ts';
import { isKid, type PublishedKey } from './published.ts';

/** What is kept of a key beside its private part. Instants are ISO 8601, UTC, whole seconds. */
export interface KeyRecord {
  readonly kid: number;
  /** Id of the issuer. */
  readonly issuer: string;
  /** The 32 bytes of the Ed25519 public key in base64url. */
  readonly publicKey: string;
  readonly createdAt: string;
  readonly validFrom: string;
  /** When it was taken out of use; null while it signs. */
  readonly retiredAt: string | null;
  /** Since when others may have had it; null when never. */
  readonly compromisedFrom: string | null;
}

/** keys.json. */
export interface KeyList {
  /** The largest kid ever given: it stays when keys are deleted, so that no kid is given twice. */
  readonly lastKid: number;
  readonly keys: readonly KeyRecord[];
}

/** The list of a parsed keys.json, or null when anything in it is not as it was written. */
export function readKeyList(json: unknown): KeyList | null {
  if (!isJsonObject(json) || !isJsonArray(json['keys'])) return null;
  const lastKid = json['lastKid'];
  if (lastKid !== 0 && !isKid(lastKid)) return null;
  const keys = json['keys'].map(readRecord).filter((key) => key !== null);
  const distinct = new Set(keys.map((key) => key.kid));
  const whole = keys.length === json['keys'].length && distinct.size === keys.length;
  return whole && keys.every((key) => key.kid <= lastKid) ? { lastKid, keys } : null;
}

/** The key that signs for an issuer now. */
export function currentKey(list: KeyList, issuer: string): KeyRecord | undefined {
  return list.keys.find((key) => key.issuer === issuer && key.retiredAt === null);
}

/** The list with one key changed. */
export function withKey(list: KeyList, changed: KeyRecord): KeyList {
  return { ...list, keys: list.keys.map((key) => (key.kid === changed.kid ? changed : key)) };
}

/** What the public is told of a key. */
export function publishedKey(key: KeyRecord): PublishedKey {
  return {
    kid: key.kid,
    issuer: key.issuer,
    alg: 'EdDSA',
    crv: 'Ed25519',
    x: key.publicKey,
    validFrom: key.validFrom,
    validTo: key.retiredAt,
    compromisedFrom: key.compromisedFrom,
  };
}

function readRecord(json: unknown): KeyRecord | null {
  if (!isJsonObject(json)) return null;
  const { kid, issuer, publicKey, createdAt, validFrom, retiredAt, compromisedFrom } = json;
  if (!isKid(kid) || typeof issuer !== 'string' || issuer === '') return null;
  if (typeof publicKey !== 'string' || decodeBase64url(publicKey, 32) === null) return null;
  if (!isInstant(createdAt) || !isInstant(validFrom)) return null;
  if (!(retiredAt === null || isInstant(retiredAt))) return null;
  if (!(compromisedFrom === null || isInstant(compromisedFrom))) return null;
  return { kid, issuer, publicKey, createdAt, validFrom, retiredAt, compromisedFrom };
}
