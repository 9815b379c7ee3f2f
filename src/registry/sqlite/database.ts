import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Row } from './row.ts';

/** Values by the names they have in the statement (`:id`). */
export type Values = Readonly<Record<string, SQLInputValue>>;

/** Milliseconds to wait for another process that is writing. */
const busyTimeout = 5000;

/** The connection to the registry's database. Every statement is bound to its values, never written with them. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#connection = new DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    // Payloads are for the service alone; the log beside the database takes its mode from it.
    chmodSync(file, 0o600);
    // What a commit has answered survives a power cut; what is purged is overwritten, not only forgotten.
    this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  }

  one(sql: string, values: Values = {}): Row | null {
    const found = this.#statement(sql).get(values);
    return found === undefined ? null : new Row(found);
  }

  all(sql: string, values: Values = {}): Row[] {
    return this.#statement(sql)
      .all(values)
      .map((found) => new Row(found));
  }

  /** Number of rows changed. */
  run(sql: string, values: Values = {}): number {
    return Number(this.#statement(sql).run(values).changes);
  }

  /** Runs a script without values: a migration. */
  script(sql: string): void {
    this.#connection.exec(sql);
  }

  /** All of the work or nothing. Nobody else writes meanwhile; the work is synchronous, so nobody here either. */
  transaction<Result>(work: () => Result): Result {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#connection.exec('COMMIT');
      return result;
    } catch (cause) {
      // A full disk may have rolled back already.
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      throw cause;
    }
  }

  /** Overwrites the log with what is in it, so that purged values are in no file; skipped while someone reads it. */
  emptyLog(): void {
    this.#connection.exec('PRAGMA busy_timeout = 0');
    this.#connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    this.#connection.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
