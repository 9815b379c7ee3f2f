import type { Language } from '../compose/document.ts';
import type { JsonObject } from '../forms/json.ts';
import type { Actor } from './issuer.ts';

/** What the issuing part knows of a document; issuer, form and number come from the reservation. */
export interface NewDocument {
  /** 16 lower-case Crockford characters. */
  readonly id: string;
  /** Frozen number of the form within verification codes. */
  readonly formNumber: number;
  /** Date of the wording of the act (ISO 8601). */
  readonly edition: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly issuedAt: string;
  readonly languages: readonly Language[];
  /** Language of the one file that gets signed. */
  readonly masterLanguage: Language;
  /** Last day of the term (ISO 8601 date, Almaty); null without a term. */
  readonly validUntil: string | null;
  /** Last day to present the document (ISO 8601 date, Almaty). */
  readonly presentBy: string | null;
  /** BIN of the holder; null for individuals. */
  readonly holderBin: string | null;
  readonly holderName: string | null;
  /** The verification code as printed. */
  readonly codeText: string;
  /** SHA-256 of the code, hexadecimal. */
  readonly codeHash: string;
  /** `K7QX4-9M2TD`. */
  readonly shortCode: string;
  /** Number of the signing key. */
  readonly keyId: number;
  /** SHA-256 of the content, hexadecimal. */
  readonly fingerprint: string;
  readonly publicFacts: JsonObject;
  /** Id of the bundle the record stands for. */
  readonly bundle: string | null;
  /** Codes of what was only warned of at issue, as a translation that is not official. */
  readonly warnings: readonly string[];
}

/** A record of the registry: never deleted, changed only by status changes and purge. */
export interface DocumentRecord extends NewDocument {
  readonly issuer: string;
  readonly form: string;
  readonly number: string;
  readonly revokedAt: string | null;
  readonly replacedAt: string | null;
  /** Id of the document that took the place of this one. */
  readonly replacedBy: string | null;
  /** When payload, trees and files were removed. */
  readonly purgedAt: string | null;
  /** Status changes, oldest first. */
  readonly events: readonly StatusEvent[];
}

/** The record of a document that nothing has happened to yet. */
export function freshRecord(document: NewDocument, issuer: string, form: string, number: string): DocumentRecord {
  return {
    ...document,
    issuer,
    form,
    number,
    revokedAt: null,
    replacedAt: null,
    replacedBy: null,
    purgedAt: null,
    events: [],
  };
}

/** What may happen to the status of an issued document. */
export type StatusChange =
  | { readonly kind: 'revoke' }
  | { readonly kind: 'reinstate' }
  /** `by`: id of a document of the same issuer. */
  | { readonly kind: 'replace'; readonly by: string }
  /** `validUntil`: the new last day (ISO 8601 date, Almaty). */
  | { readonly kind: 'extend'; readonly validUntil: string };

/** A status change that took place. */
export interface StatusEvent {
  readonly change: StatusChange;
  readonly reason: string;
  readonly actor: Actor;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** One revision of a file. It never changes; after a purge the entry stays and the bytes are gone. */
export interface FileEntry {
  readonly document: string;
  readonly name: string;
  /** 1 is the file as issued; every signature adds one. */
  readonly revision: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  readonly createdAt: string;
}
