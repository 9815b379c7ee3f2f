import { isJsonArray, isJsonObject } from '../forms/json.ts';
import { readDocumentId } from './crockford.ts';
import { isInstant } from './instant.ts';

export const listedStates = ['revoked', 'replaced', 'expired'] as const;

/** A document that is genuine and no longer in force. */
export interface StatusEntry {
  /** 16 characters (crockford.ts). */
  readonly documentId: string;
  readonly state: (typeof listedStates)[number];
  /** Since when; ISO 8601, UTC, whole seconds. */
  readonly at: string;
}

/** What an issuer's documents are worth at an instant: those not listed are in force. */
export interface StatusList {
  /** Id of the issuer; the list says nothing of documents of others. */
  readonly issuer: string;
  readonly issuedAt: string;
  /** When the next list is out at the latest: after it this one is outdated. */
  readonly nextUpdate: string;
  /** Each document once, by document id. */
  readonly entries: readonly StatusEntry[];
}

/** The list in a JSON object, or null when a member is missing or malformed; further members are passed over. */
export function readStatusList(json: unknown): StatusList | null {
  if (!isJsonObject(json)) return null;
  const { issuer, issuedAt, nextUpdate, entries } = json;
  if (typeof issuer !== 'string' || issuer === '' || !isJsonArray(entries)) return null;
  if (!isInstant(issuedAt) || !isInstant(nextUpdate) || nextUpdate < issuedAt) return null;
  const read = entries.map(readEntry).filter((entry) => entry !== null);
  const distinct = new Set(read.map((entry) => entry.documentId));
  const whole = read.length === entries.length && distinct.size === read.length;
  return whole ? { issuer, issuedAt, nextUpdate, entries: read } : null;
}

/** The entry of a document; undefined when the list leaves it in force. */
export function entryOf(list: StatusList, documentId: string): StatusEntry | undefined {
  return list.entries.find((entry) => entry.documentId === documentId);
}

/** Whether a newer list is due: an outdated one proves revocations still, but no longer their absence. */
export function isOutdated(list: StatusList, now: Date): boolean {
  return now > new Date(list.nextUpdate);
}

function readEntry(json: unknown): StatusEntry | null {
  if (!isJsonObject(json)) return null;
  const { documentId, at } = json;
  const state = listedStates.find((candidate) => candidate === json['state']);
  if (typeof documentId !== 'string' || readDocumentId(documentId) === null) return null;
  return state === undefined || !isInstant(at) ? null : { documentId, state, at };
}
