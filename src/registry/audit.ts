import { createHash } from 'node:crypto';
import type { JsonObject } from '../forms/json.ts';
import { canonicalBytes } from '../trust/canonical.ts';
import type { Actor } from './issuer.ts';

export type AuditAction =
  | 'issuer-added'
  | 'key-added'
  | 'key-revoked'
  | 'person-added'
  | 'person-disabled'
  | 'person-enabled'
  | 'person-password-set'
  | 'person-scopes-changed'
  | 'session-opened'
  | 'session-closed'
  | 'sign-in-failed'
  | 'signing-key-added'
  | 'signing-key-retired'
  | 'signing-key-compromised'
  | 'document-issued'
  | 'document-revoked'
  | 'document-reinstated'
  | 'document-replaced'
  | 'document-extended'
  | 'document-purged'
  | 'drafts-purged'
  | 'webhook-added'
  | 'webhook-removed'
  | 'file-added'
  | 'signature-prepared'
  | 'signature-returned'
  /** The signature counts, and the file has a new revision. */
  | 'document-signed'
  /** A signature that nobody could check was kept. */
  | 'signature-kept';

/**
 * What happened. Ids, codes and hashes only: reasons and names of holders stay out, as they may be personal data. The
 * one name in it is that of the actor: a trail that is kept for good must say who acted.
 */
export interface AuditEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly issuer: string;
  /** Id of what it happened to: document, API key, issuer or person; `unknown` for a login that nobody has. */
  readonly subject: string;
  readonly details: JsonObject;
}

/** An event in its place of the chain. */
export interface AuditEntry {
  /** 1, 2, 3 and so on without gaps. */
  readonly position: number;
  /** RFC 8785 form of the event. */
  readonly event: string;
  /** SHA-256 of the previous hash (32 zero bytes before the first) and the event, hexadecimal. */
  readonly hash: string;
}

export type AuditVerdict =
  /** `length` events; the hash of the last, to be compared with one kept elsewhere. */
  | { readonly kind: 'intact'; readonly length: number; readonly hash: string }
  /** The first position whose event is changed, missing or out of order. */
  | { readonly kind: 'broken'; readonly position: number };

export const chainStart = '00'.repeat(32);

/** The text of an event that is hashed and kept. */
export function auditText(event: AuditEvent): string {
  return Buffer.from(canonicalBytes(event)).toString('utf8');
}

/** The hash that links an event to the one before, hexadecimal. */
export function chainHash(previous: string, event: string): string {
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(event, 'utf8').digest('hex');
}
