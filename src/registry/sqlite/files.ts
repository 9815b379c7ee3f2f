import { ContentDamagedError, DocumentNotFoundError, DocumentPurgedError } from '../errors.ts';
import type { ContentStore } from '../files/content-store.ts';
import type { Actor } from '../issuer.ts';
import type { FileEntry } from '../record.ts';
import type { AddedFile, StoredFile } from '../registry.ts';
import type { NamedBytes } from '../reservation.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { fileOf } from './record-rows.ts';

/** Whether a document that was not purged has this content, in a file or for a signature. */
export function isContentReferenced(database: Database, sha256: string): boolean {
  return database.one('SELECT 1 FROM kept_content WHERE sha256 = :sha256 LIMIT 1', { sha256 }) !== null;
}

/** Revisions of the files of documents. */
export class Files {
  readonly #database: Database;
  readonly #contents: ContentStore;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;

  constructor(database: Database, contents: ContentStore, audit: AuditTrail, clock: Clock) {
    this.#database = database;
    this.#contents = contents;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** Records a revision whose content is durable, within a transaction. */
  record(document: string, { name, bytes }: NamedBytes, revision: number, sha256: string): FileEntry {
    const entry = { document, name, revision, sha256, size: bytes.byteLength, createdAt: this.#clock() };
    this.#database.run(
      `INSERT INTO file (document, name, revision, sha256, size, created_at)
       VALUES (:document, :name, :revision, :sha256, :size, :createdAt)`,
      entry,
    );
    return entry;
  }

  /** @throws DocumentNotFoundError, DocumentPurgedError */
  add(document: string, file: NamedBytes, revision: number, actor: Actor): Promise<AddedFile> {
    return this.#contents.keep([file.bytes], ([sha256 = '']) =>
      this.#database.transaction(() => {
        const row = this.#database.one('SELECT issuer, purged_at FROM document WHERE id = :document', { document });
        if (row === null) throw new DocumentNotFoundError(document);
        if (row.textOrNull('purged_at') !== null) throw new DocumentPurgedError(`document ${document} was purged`);
        const earlier = this.entry(document, file.name, revision);
        if (earlier !== null) return { entry: earlier, added: false };
        const entry = this.record(document, file, revision, sha256);
        const details = { name: file.name, revision, sha256 };
        this.#audit.append({ actor, action: 'file-added', issuer: row.text('issuer'), subject: document, details });
        return { entry, added: true };
      }),
    );
  }

  list(document: string): FileEntry[] {
    return this.#database
      .all('SELECT * FROM file WHERE document = :document ORDER BY name, revision', { document })
      .map(fileOf);
  }

  /** A revision, the last one unless told. */
  entry(document: string, name: string, revision?: number): FileEntry | null {
    const row = this.#database.one(
      `SELECT * FROM file WHERE document = :document AND name = :name AND (:revision IS NULL OR revision = :revision)
       ORDER BY revision DESC LIMIT 1`,
      { document, name, revision: revision ?? null },
    );
    return row === null ? null : fileOf(row);
  }

  /** @throws ContentDamagedError */
  async read(document: string, name: string, revision?: number): Promise<StoredFile | null> {
    const entry = this.entry(document, name, revision);
    if (entry === null || this.#isPurged(document)) return null;
    try {
      return { entry, bytes: await this.#contents.read(entry.sha256) };
    } catch (cause) {
      // Purged while it was read.
      if (cause instanceof ContentDamagedError && this.#isPurged(document)) return null;
      throw cause;
    }
  }

  ofContent(sha256: string): FileEntry | null {
    const row = this.#database.one('SELECT * FROM file WHERE sha256 = :sha256 ORDER BY created_at LIMIT 1', { sha256 });
    return row === null ? null : fileOf(row);
  }

  #isPurged(document: string): boolean {
    const purged = 'SELECT 1 FROM document WHERE id = :document AND purged_at IS NOT NULL';
    return this.#database.one(purged, { document }) !== null;
  }
}
