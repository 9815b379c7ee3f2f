import { createHash, randomBytes } from 'node:crypto';
import { instantText } from '../trust/instant.ts';
import type { Person } from './person.ts';

/** Somebody is signed in, at one browser. */
export interface Session {
  /** Names the session in the audit trail; it opens nothing. */
  readonly id: string;
  readonly person: string;
  readonly openedAt: string;
  /** When it ends unless it is used before (ISO 8601, UTC). */
  readonly expiresAt: string;
}

export interface OpenedSession {
  readonly session: Session;
  /** Opens the session; given out here and never again. */
  readonly token: string;
}

/** Who is behind the token of a session. */
export interface SignedIn {
  readonly person: Person;
  readonly session: Session;
}

const minute = 60_000;
const hour = 60 * minute;
/** A session ends when it is not used for a working day, and after a week in any case (milliseconds). */
const idleTime = 12 * hour;
const longestTime = 7 * 24 * hour;
/** Uses within this time are not written: reading must not become writing (milliseconds). */
const writtenEvery = 5 * minute;

/** A new token: 256 random bits. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of the token: all that is kept of it. 256 random bits need no slow hash. */
export function sessionDigest(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** When a session ends that was opened at one instant and used at another. */
export function sessionEnd(openedAt: Date, usedAt: Date): string {
  return instantText(new Date(Math.min(usedAt.getTime() + idleTime, openedAt.getTime() + longestTime)));
}

/** The later end that a use now gives a session; null when it is not worth writing. */
export function laterEnd({ openedAt, expiresAt }: Session, now: Date): string | null {
  const end = sessionEnd(new Date(openedAt), now);
  return Date.parse(end) - Date.parse(expiresAt) >= writtenEvery ? end : null;
}
