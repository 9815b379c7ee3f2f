import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditVerdict } from '../audit.ts';
import { contentPath, readContent, shelfPath } from '../files/content-folder.ts';
import { syncFolder, writeSynced } from '../files/durable.ts';
import { migrate } from '../database/migrations.ts';
import { SqliteDatabase } from '../database/sqlite-database.ts';
import { AuditTrail } from '../stored/audit-trail.ts';
import { contentsName, databaseName } from './places.ts';

/** The copy of a registry's database in a folder, opened to see what belongs to it. */
export class RegistryCopy {
  readonly #database: SqliteDatabase;

  constructor(folder: string) {
    this.#database = new SqliteDatabase(join(folder, databaseName));
  }

  async documents(): Promise<number> {
    const row = await this.#database.one('SELECT count(*) AS documents FROM document');
    return row?.integer('documents') ?? 0;
  }

  /** Hashes of the contents that its documents refer to. */
  async contents(): Promise<string[]> {
    const rows = await this.#database.all('SELECT DISTINCT sha256 FROM kept_content ORDER BY sha256');
    return rows.map((row) => row.text('sha256'));
  }

  /**
   * Brings the copy to the present version: it may have been made by an earlier one.
   *
   * @throws DatabaseFormatError when a later version made it
   */
  bringUpToDate(): Promise<void> {
    return migrate(this.#database);
  }

  /** Whoever was signed in signs in again: a session that ended later must not come back with a restored backup. */
  async forgetSessions(): Promise<void> {
    await this.#database.run('DELETE FROM session');
  }

  /** Whether the database itself is whole. */
  async isWhole(): Promise<boolean> {
    return (await this.#database.one('PRAGMA integrity_check'))?.text('integrity_check') === 'ok';
  }

  verifyAudit(): Promise<AuditVerdict> {
    return new AuditTrail(this.#database, () => '').verify();
  }

  /** Closes the copy and leaves it in one file, without the log beside it. */
  close(): Promise<void> {
    return this.#database.closeInOneFile();
  }
}

/**
 * Copies contents from the data folder of one registry to that of another, each held against its hash.
 *
 * @throws ContentDamagedError
 */
export async function copyContents(from: string, to: string, contents: readonly string[]): Promise<void> {
  const folder = join(to, contentsName);
  await mkdir(folder, { mode: 0o700 });
  const shelves = new Set(contents.map((sha256) => shelfPath(folder, sha256)));
  for (const shelf of shelves) await mkdir(shelf, { mode: 0o700 });
  for (const sha256 of contents) {
    await writeSynced(contentPath(folder, sha256), await readContent(join(from, contentsName), sha256));
  }
  for (const shelf of [...shelves, folder]) await syncFolder(shelf);
}
