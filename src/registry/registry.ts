import type { StatusEntry } from '../trust/status-list-body.ts';
import type { AuditEntry, AuditVerdict } from './audit.ts';
import type { BatchRegistry } from './batches.ts';
import type { Actor, ApiKey, Issuer, NewApiKey } from './issuer.ts';
import type { PeopleRegistry } from './people.ts';
import type { DocumentRecord, FileEntry, StatusChange } from './record.ts';
import type {
  BeginOutcome,
  Completion,
  IdempotencyClaim,
  IssueRequest,
  NamedBytes,
  NotFresh,
  Payload,
  Reservation,
  StoredResponse,
  Trees,
} from './reservation.ts';
import type { SavedDraftRegistry } from './saved-drafts.ts';
import type { SearchPage, SearchQuery } from './search.ts';
import type { SignatureRegistry } from './signatures.ts';
import type { WebhookRegistry } from './webhooks.ts';

/**
 * The port to everything the service remembers: issuers, keys, people, their drafts, numbers, issued documents, files,
 * signatures and the audit trail. What a method has answered is durable.
 */
export interface Registry extends SignatureRegistry, PeopleRegistry, SavedDraftRegistry {
  readonly batches: BatchRegistry;
  readonly webhooks: WebhookRegistry;

  issuers(): Promise<readonly Issuer[]>;
  issuer(id: string): Promise<Issuer | null>;
  /** @throws IssuerExistsError */
  addIssuer(issuer: Issuer, actor: Actor): Promise<void>;

  /**
   * Makes an API key. The secret is given out here and never again.
   *
   * @throws IssuerUnknownError
   */
  addKey(key: NewApiKey, actor: Actor): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** The key behind a secret, unless it was revoked. */
  findKey(secret: string): Promise<ApiKey | null>;
  keys(issuer?: string): Promise<readonly ApiKey[]>;
  /** True when a key of this issuer was in force until now. */
  revokeKey(id: string, issuer: string, actor: Actor): Promise<boolean>;

  /**
   * First step of issuing: claims the Idempotency-Key and holds a number, both or neither. A number that was held in
   * vain comes first, so that a series has no gaps.
   *
   * @throws NumberTakenError, SeriesFullError, IssuerUnknownError
   */
  begin(request: IssueRequest): Promise<BeginOutcome>;
  /**
   * Second step: record, payload, trees, files, audit event and the answer for retries, all or nothing.
   *
   * @throws ReservationLostError; DocumentNotFoundError and StatusConflictError for the document that is replaced
   */
  complete(reservation: Reservation, completion: Completion): Promise<DocumentRecord>;
  /** Gives number and Idempotency-Key back; nothing happens when they are not held any more. */
  release(reservation: Reservation): Promise<void>;

  /** A document of this issuer. */
  document(id: string, issuer: string): Promise<DocumentRecord | null>;
  /** A document of any issuer, by the id within its verification code: for those who hold the paper. */
  byCode(id: string): Promise<DocumentRecord | null>;
  /** A document of any issuer, by what is printed in the foot of its pages: exact number, short code `XXXXX-XXXXX`. */
  byNumberAndShortCode(number: string, shortCode: string): Promise<DocumentRecord | null>;
  /** @throws CursorError */
  search(query: SearchQuery): Promise<SearchPage>;
  /** What the document was made of; null when there is none or it was purged. */
  payload(id: string): Promise<Payload | null>;
  /** The composed trees; null when there are none or they were purged. */
  trees(id: string): Promise<Trees | null>;

  /**
   * Changes the status in one transaction with its audit event and, when claimed, the answer for retries.
   *
   * @throws DocumentNotFoundError, StatusConflictError
   */
  changeStatus(request: StatusChangeRequest): Promise<StatusChangeOutcome>;
  /** Documents of the issuer that are not in force at an instant: what its status list tells. */
  statusList(issuer: string, at: Date): Promise<readonly StatusEntry[]>;

  /** All revisions of all files, also of a purged document. */
  files(id: string): Promise<readonly FileEntry[]>;
  /**
   * A revision, the last one unless told; null when there is none or it was purged.
   *
   * @throws ContentDamagedError
   */
  file(id: string, name: string, revision?: number): Promise<StoredFile | null>;
  /**
   * Keeps a revision. The first one kept stays: `added` is false when there was one, and the entry is that one.
   *
   * @throws DocumentNotFoundError, DocumentPurgedError
   */
  addFile(id: string, file: NamedBytes, revision: number, actor: Actor): Promise<AddedFile>;
  /** The revision with these bytes (SHA-256, hexadecimal), also of a purged document. */
  fileOfContent(sha256: string): Promise<FileEntry | null>;

  /** Events after a position, in order. */
  audit(after: number, limit: number): Promise<readonly AuditEntry[]>;
  verifyAudit(): Promise<AuditVerdict>;
  /** Puts a change of a signing key, which is kept elsewhere, into the trail. */
  noteSigningKey(change: SigningKeyChange, actor: Actor): Promise<void>;

  /**
   * Removes payload, trees, files and signatures of a document, and forgets who signed. Record, hashes and audit trail
   * stay. A second purge does nothing.
   *
   * @throws DocumentNotFoundError
   */
  purge(id: string, issuer: string, reason: string, actor: Actor): Promise<DocumentRecord>;
  /**
   * Writes a consistent copy to a new folder while the service goes on; `keysFolder` is copied along.
   *
   * @throws FolderTakenError, ContentDamagedError
   */
  backup(folder: string, keysFolder: string | null): Promise<BackupReport>;
  /**
   * Removes files that no record refers to and that were written before yesterday: what processes that died left
   * behind. Others may go on meanwhile.
   */
  sweep(): Promise<void>;
  /** Asks the database for nothing but an answer. @throws RegistryUnavailableError */
  ping(): Promise<void>;
  /** Gives back what is held; the registry is not to be used afterwards. Closing again does nothing. */
  close(): Promise<void>;
}

export interface SigningKeyChange {
  readonly issuer: string;
  readonly kid: number;
  readonly change: 'added' | 'retired' | 'compromised';
}

export interface StatusChangeRequest {
  readonly document: string;
  readonly issuer: string;
  readonly change: StatusChange;
  readonly reason: string;
  readonly actor: Actor;
  /** Instant of the change. */
  readonly at: Date;
  readonly idempotency: IdempotencyClaim | null;
  /** The answer to keep for retries, made from the changed record. */
  readonly respond: (record: DocumentRecord) => StoredResponse;
}

export type StatusChangeOutcome =
  { readonly kind: 'changed'; readonly record: DocumentRecord; readonly response: StoredResponse } | NotFresh;

export interface StoredFile {
  readonly entry: FileEntry;
  readonly bytes: Uint8Array;
}

export interface AddedFile {
  readonly entry: FileEntry;
  readonly added: boolean;
}

export interface BackupReport {
  readonly documents: number;
  readonly files: number;
}
