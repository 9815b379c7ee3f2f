import {
  DocumentNotFoundError,
  DocumentPurgedError,
  RevisionSupersededError,
  SigningInProgressError,
} from '../errors.ts';
import type { Contents } from '../files/contents.ts';
import type { DocumentRecord } from '../record.ts';
import type { IdempotencyClaim, NotFresh } from '../reservation.ts';
import type { NewPreparation, PrepareOutcome, PrepareRequest, Preparation, ReturnRequest } from '../signatures.ts';
import { checkSignable } from '../status.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Statements, Transaction } from '../database/database.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Idempotency } from './idempotency.ts';
import { preparationOf } from './signature-rows.ts';

export interface SigningParts {
  readonly database: Database;
  readonly contents: Contents;
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
    await this.endExpired();
    return contents.keep([request.prepared], ([content = '']) =>
      database.transaction((transaction) => this.#add(transaction, request, content)),
    );
  }

  claimed(claim: IdempotencyClaim): Promise<NotFresh | null> {
    return this.#parts.idempotency.find(claim);
  }

  async find(id: string, document: string, from: Statements = this.#parts.database): Promise<Preparation | null> {
    const sql = 'SELECT * FROM preparation WHERE id = :id AND document = :document';
    const row = await from.one(sql, { id, document });
    return row === null ? null : preparationOf(row);
  }

  async open(document: string, file: string, from: Statements = this.#parts.database): Promise<Preparation | null> {
    const row = await from.one(
      `SELECT * FROM preparation
       WHERE document = :document AND file = :file AND ended_at IS NULL AND expires_at > :now`,
      { document, file, now: this.#parts.clock() },
    );
    return row === null ? null : preparationOf(row);
  }

  /** @throws ContentDamagedError */
  async content(id: string): Promise<Uint8Array | null> {
    const content = await this.contentHash(id);
    if (content === null) return null;
    try {
      return await this.#parts.contents.read(content);
    } catch (cause) {
      // Ended while it was read.
      if ((await this.contentHash(id)) === null) return null;
      throw cause;
    }
  }

  async contentHash(id: string, from: Statements = this.#parts.database): Promise<string | null> {
    const row = await from.one('SELECT content FROM preparation WHERE id = :id', { id });
    return row?.textOrNull('content') ?? null;
  }

  async giveBack({ preparation: id, document, issuer, actor }: ReturnRequest): Promise<boolean> {
    const { database, contents, documents, audit } = this.#parts;
    const content = await this.contentHash(id);
    const returned = await database.transaction(async (transaction) => {
      await documents.lock(transaction, document);
      const found = await this.find(id, document, transaction);
      if (found === null || found.endedAt !== null) return false;
      await this.end(transaction, id);
      const details = { signature: id };
      await audit.append(transaction, { actor, action: 'signature-returned', issuer, subject: document, details });
      return true;
    });
    if (returned && content !== null) await contents.discard([content]);
    return returned;
  }

  /** Ends an open preparation, within a transaction: who was announced is forgotten. */
  async end(transaction: Transaction, id: string): Promise<void> {
    await transaction.run(
      `UPDATE preparation SET ended_at = :at, announced = NULL, content = NULL WHERE id = :id AND ended_at IS NULL`,
      { id, at: this.#parts.clock() },
    );
  }

  /** Ends what nobody completed in time, of any document, and removes what was kept for it. */
  async endExpired(): Promise<void> {
    const { database, contents, clock } = this.#parts;
    const rows = 'SELECT id, content FROM preparation WHERE ended_at IS NULL AND expires_at <= :now';
    if ((await database.all(rows, { now: clock() })).length === 0) return;
    const ended = await database.transaction(async (transaction) => {
      const expired = await transaction.lock(`${rows} ORDER BY id`, { now: clock() });
      for (const row of expired) await this.end(transaction, row.text('id'));
      return expired.map((row) => row.text('content'));
    });
    await contents.discard(ended);
  }

  /** A document of this issuer that may be signed; it stays so until the transaction is over. */
  async signable(transaction: Transaction, document: string, issuer: string): Promise<DocumentRecord> {
    const { documents } = this.#parts;
    await documents.lock(transaction, document);
    const record = await documents.ofIssuer(document, issuer, transaction);
    if (record === null) throw new DocumentNotFoundError(document);
    if (record.purgedAt !== null) throw new DocumentPurgedError(`document ${document} was purged`);
    checkSignable(record);
    return record;
  }

  async #add(
    transaction: Transaction,
    { preparation, issuer, actor, idempotency }: PrepareRequest,
    content: string,
  ): Promise<PrepareOutcome> {
    const { idempotency: claims, files, audit } = this.#parts;
    const known = await claims.take(transaction, idempotency);
    if (known !== null) return known;
    const { id, document, file, place, baseRevision, digest, expiresAt } = preparation;
    await this.signable(transaction, document, issuer);
    const open = await this.open(document, file, transaction);
    if (open !== null) throw new SigningInProgressError(open.expiresAt);
    if ((await files.entry(document, file, undefined, transaction))?.revision !== baseRevision) {
      throw new RevisionSupersededError(`${file} of document ${document} has a later revision`);
    }
    await this.#insert(transaction, preparation, content);
    const details = { signature: id, file, place, revision: baseRevision, digest, expiresAt };
    // The answer is made anew from the preparation: it holds the whole file.
    if (idempotency !== null) await claims.keep(transaction, idempotency, { status: created, body: { id } });
    await audit.append(transaction, { actor, action: 'signature-prepared', issuer, subject: document, details });
    return { kind: 'prepared', preparation: { ...preparation, endedAt: null } };
  }

  async #insert(transaction: Transaction, preparation: NewPreparation, content: string): Promise<void> {
    const { byteRange, announced, ...others } = preparation;
    await transaction.run(
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
