import { ContentDamagedError, DocumentNotFoundError, DocumentPurgedError } from '../errors.ts';
import type { Contents } from '../files/contents.ts';
import type { Actor } from '../issuer.ts';
import type { FileEntry } from '../record.ts';
import type { AddedFile, StoredFile } from '../registry.ts';
import type { NamedBytes } from '../reservation.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Statements, Transaction } from '../database/database.ts';
import { fileOf } from './record-rows.ts';

/** Those of some contents that a document which was not purged has, in a file or for a signature. */
export async function contentsReferenced(database: Database, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const values = Object.fromEntries(hashes.map((hash, at) => [`hash${at}`, hash]));
  const places = Object.keys(values).map((name) => `:${name}`);
  const rows = await database.all(`SELECT sha256 FROM kept_content WHERE sha256 IN (${places.join(', ')})`, values);
  return new Set(rows.map((row) => row.text('sha256')));
}

/** Revisions of the files of documents. */
export class Files {
  readonly #database: Database;
  readonly #contents: Contents;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;

  constructor(database: Database, contents: Contents, audit: AuditTrail, clock: Clock) {
    this.#database = database;
    this.#contents = contents;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** Records a revision whose content is durable, within a transaction. */
  async record(
    transaction: Transaction,
    document: string,
    { name, bytes }: NamedBytes,
    revision: number,
    sha256: string,
  ): Promise<FileEntry> {
    const entry = { document, name, revision, sha256, size: bytes.byteLength, createdAt: this.#clock() };
    await transaction.run(
      `INSERT INTO file (document, name, revision, sha256, size, created_at)
       VALUES (:document, :name, :revision, :sha256, :size, :createdAt)`,
      entry,
    );
    return entry;
  }

  /** @throws DocumentNotFoundError, DocumentPurgedError */
  add(document: string, file: NamedBytes, revision: number, actor: Actor): Promise<AddedFile> {
    return this.#contents.keep([file.bytes], ([sha256 = '']) =>
      this.#database.transaction(async (transaction) => {
        const found = 'SELECT issuer, purged_at FROM document WHERE id = :document';
        const [row] = await transaction.lock(found, { document });
        if (row === undefined) throw new DocumentNotFoundError(document);
        if (row.textOrNull('purged_at') !== null) throw new DocumentPurgedError(`document ${document} was purged`);
        const earlier = await this.entry(document, file.name, revision, transaction);
        if (earlier !== null) return { entry: earlier, added: false };
        const entry = await this.record(transaction, document, file, revision, sha256);
        const details = { name: file.name, revision, sha256 };
        const issuer = row.text('issuer');
        await this.#audit.append(transaction, { actor, action: 'file-added', issuer, subject: document, details });
        return { entry, added: true };
      }),
    );
  }

  async list(document: string, from: Statements = this.#database): Promise<FileEntry[]> {
    const sql = 'SELECT * FROM file WHERE document = :document ORDER BY name, revision';
    return (await from.all(sql, { document })).map(fileOf);
  }

  /** A revision, the last one unless told. */
  async entry(
    document: string,
    name: string,
    revision?: number,
    from: Statements = this.#database,
  ): Promise<FileEntry | null> {
    const which = revision === undefined ? '' : 'AND revision = :revision';
    const row = await from.one(
      `SELECT * FROM file WHERE document = :document AND name = :name ${which} ORDER BY revision DESC LIMIT 1`,
      { document, name, ...(revision === undefined ? {} : { revision }) },
    );
    return row === null ? null : fileOf(row);
  }

  /** @throws ContentDamagedError */
  async read(document: string, name: string, revision?: number): Promise<StoredFile | null> {
    const entry = await this.entry(document, name, revision);
    if (entry === null || (await this.#isPurged(document))) return null;
    try {
      return { entry, bytes: await this.#contents.read(entry.sha256) };
    } catch (cause) {
      // Purged while it was read.
      if (cause instanceof ContentDamagedError && (await this.#isPurged(document))) return null;
      throw cause;
    }
  }

  async ofContent(sha256: string): Promise<FileEntry | null> {
    const first = 'SELECT * FROM file WHERE sha256 = :sha256 ORDER BY created_at LIMIT 1';
    const row = await this.#database.one(first, { sha256 });
    return row === null ? null : fileOf(row);
  }

  async #isPurged(document: string): Promise<boolean> {
    const purged = 'SELECT 1 FROM document WHERE id = :document AND purged_at IS NOT NULL';
    return (await this.#database.one(purged, { document })) !== null;
  }
}
