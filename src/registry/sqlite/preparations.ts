import {
  DocumentNotFoundError,
  DocumentPurgedError,
  RevisionSupersededError,
  SigningInProgressError,
} from '../errors.ts';
import type { ContentStore } from '../files/content-store.ts';
import type { DocumentRecord } from '../record.ts';
import type { IdempotencyClaim, NotFresh } from '../reservation.ts';
import type { NewPreparation, PrepareOutcome, PrepareRequest, Preparation, ReturnRequest } from '../signatures.ts';
import { checkSignable } from '../status.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Idempotency } from './idempotency.ts';
import { preparationOf } from './signature-rows.ts';

export interface SigningParts {
  readonly database: Database;
  readonly contents: ContentStore;
  readonly documents: Documents;
  readonly files: Files;
  readonly idempotency: Idempotency;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

const created = 201;

/** Signatures that wait for their CMS. Each ends once: used, given back, expired, or with the purge of its document. */
export class Preparations {
  readonly #parts: SigningParts;

  constructor(parts: SigningParts) {
    this.#parts = parts;
  }

  async add(request: PrepareRequest): Promise<PrepareOutcome> {
    const { database, contents } = this.#parts;
    this.endExpired();
    return contents.keep([request.prepared], ([content = '']) =>
      database.transaction(() => this.#add(request, content)),
    );
  }

  claimed(claim: IdempotencyClaim): NotFresh | null {
    return this.#parts.idempotency.find(claim);
  }

  find(id: string, document: string): Preparation | null {
    const row = this.#parts.database.one('SELECT * FROM preparation WHERE id = :id AND document = :document', {
      id,
      document,
    });
    return row === null ? null : preparationOf(row);
  }

  open(document: string, file: string): Preparation | null {
    const row = this.#parts.database.one(
      `SELECT * FROM preparation
       WHERE document = :document AND file = :file AND ended_at IS NULL AND expires_at > :now`,
      { document, file, now: this.#parts.clock() },
    );
    return row === null ? null : preparationOf(row);
  }

  /** @throws ContentDamagedError */
  async content(id: string): Promise<Uint8Array | null> {
    const content = this.contentHash(id);
    if (content === null) return null;
    try {
      return await this.#parts.contents.read(content);
    } catch (cause) {
      // Ended while it was read.
      if (this.contentHash(id) === null) return null;
      throw cause;
    }
  }

  contentHash(id: string): string | null {
    const row = this.#parts.database.one('SELECT content FROM preparation WHERE id = :id', { id });
    return row?.textOrNull('content') ?? null;
  }

  giveBack({ preparation: id, document, issuer, actor }: ReturnRequest): boolean {
    const { database, contents, audit } = this.#parts;
    const content = this.contentHash(id);
    const returned = database.transaction(() => {
      const found = this.find(id, document);
      if (found === null || found.endedAt !== null) return false;
      this.end(id);
      audit.append({ actor, action: 'signature-returned', issuer, subject: document, details: { signature: id } });
      return true;
    });
    if (returned && content !== null) contents.discard([content]);
    return returned;
  }

  /** Ends an open preparation, within a transaction: who was announced is forgotten. */
  end(id: string): void {
    this.#parts.database.run(
      `UPDATE preparation SET ended_at = :at, announced = NULL, content = NULL WHERE id = :id AND ended_at IS NULL`,
      { id, at: this.#parts.clock() },
    );
  }

  /** Ends what nobody completed in time, of any document, and removes what was kept for it. */
  endExpired(): void {
    const { database, contents, clock } = this.#parts;
    const rows = 'SELECT id, content FROM preparation WHERE ended_at IS NULL AND expires_at <= :now';
    if (database.all(rows, { now: clock() }).length === 0) return;
    const ended = database.transaction(() =>
      database.all(rows, { now: clock() }).map((row) => {
        this.end(row.text('id'));
        return row.text('content');
      }),
    );
    contents.discard(ended);
  }

  /** A document of this issuer that may be signed. */
  signable(document: string, issuer: string): DocumentRecord {
    const record = this.#parts.documents.ofIssuer(document, issuer);
    if (record === null) throw new DocumentNotFoundError(document);
    if (record.purgedAt !== null) throw new DocumentPurgedError(`document ${document} was purged`);
    checkSignable(record);
    return record;
  }

  #add({ preparation, issuer, actor, idempotency }: PrepareRequest, content: string): PrepareOutcome {
    const { idempotency: claims, audit } = this.#parts;
    const known = idempotency === null ? null : claims.find(idempotency);
    if (known !== null) return known;
    const { id, document, file, place, baseRevision, digest, expiresAt } = preparation;
    this.signable(document, issuer);
    const open = this.open(document, file);
    if (open !== null) throw new SigningInProgressError(open.expiresAt);
    if (this.#parts.files.entry(document, file)?.revision !== baseRevision) {
      throw new RevisionSupersededError(`${file} of document ${document} has a later revision`);
    }
    this.#insert(preparation, content);
    const details = { signature: id, file, place, revision: baseRevision, digest, expiresAt };
    audit.append({ actor, action: 'signature-prepared', issuer, subject: document, details });
    // The answer is made anew from the preparation: it holds the whole file.
    if (idempotency !== null) claims.keep(idempotency, { status: created, body: { id } });
    return { kind: 'prepared', preparation: { ...preparation, endedAt: null } };
  }

  #insert(preparation: NewPreparation, content: string): void {
    const { byteRange, announced, ...others } = preparation;
    this.#parts.database.run(
      `INSERT INTO preparation (
         id, document, file, base_revision, signatory, place, byte_range, digest, announced, content, prepared_at,
         expires_at)
       VALUES (
         :id, :document, :file, :baseRevision, :signatory, :place, :byteRange, :digest, :announced, :content,
         :preparedAt, :expiresAt)`,
      { ...others, byteRange: JSON.stringify(byteRange), announced: JSON.stringify(announced), content },
    );
  }
}
