import { chmodSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Database, Transaction, Values } from './database.ts';
import type { Row } from './row.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteLog } from './sqlite-log.ts';
import { Turns } from './turns.ts';

/** Milliseconds to wait for another process that is writing. */
const patience = 5000;
/** Milliseconds between two looks at whether it is done. */
const pause = 2;
/** SQLITE_BUSY */
const busy = 5;

/**
 * The registry's database in one SQLite file. One connection has the transactions, one after another; another one
 * answers beside them, so that a statement outside a transaction neither waits for one nor sees what is not committed.
 * Nothing is answered, read or written, before it is durable.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection;
  readonly #log: SqliteLog;
  readonly #turns = new Turns();

  constructor(file: string) {
    this.#writer = new SqliteConnection(file, patience);
    // Payloads are for the service alone; the log beside the database takes its mode from it.
    chmodSync(file, 0o600);
    // A commit is made durable by the log, for many at once (`synchronous = NORMAL` leaves that to us and keeps the
    // file whole); what is purged is overwritten, not only forgotten. Whoever waits for another process lets the rest of
    // this one go on: that may be what has to finish first.
    this.#writer.execute(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 0',
    );
    this.#log = new SqliteLog(file);
    this.#reader = new SqliteConnection(file, patience);
    this.#reader.execute('PRAGMA query_only = ON');
  }

  async one(sql: string, values?: Values): Promise<Row | null> {
    const found = await this.#free().one(sql, values);
    await this.#log.settled();
    return found;
  }

  async all(sql: string, values?: Values): Promise<Row[]> {
    const found = await this.#free().all(sql, values);
    await this.#log.settled();
    return found;
  }

  run(sql: string, values?: Values): Promise<number> {
    return this.transaction((transaction) => transaction.run(sql, values));
  }

  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    mayBeLost: (result: Result) => boolean = () => false,
  ): Promise<Result> {
    let result: Result;
    try {
      result = await this.#turns.take(() => this.#commit(work));
    } catch (cause) {
      // It may tell of what somebody else has just committed.
      await this.#log.settled();
      throw cause;
    }
    if (!mayBeLost(result)) await this.#log.sync();
    return result;
  }

  /** Overwrites the log with what is in it, so that purged values are in no file; skipped while someone reads it. */
  forgetDeleted(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#writer.all('PRAGMA wal_checkpoint(TRUNCATE)');
    });
  }

  close(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#log.close();
      this.#reader.close();
      this.#writer.close();
    });
  }

  /** Closes the database and leaves it in one file, without the log beside it. */
  closeInOneFile(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#log.close();
      this.#reader.close();
      this.#writer.execute('PRAGMA journal_mode = DELETE');
      this.#writer.close();
    });
  }

  async #commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    await this.#begin();
    try {
      const result = await work(this.#writer);
      this.#writer.execute('COMMIT');
      return result;
    } catch (cause) {
      // A full disk may have rolled back already.
      if (this.#writer.isInTransaction) this.#writer.execute('ROLLBACK');
      throw cause;
    }
  }

  /** Who answers outside a transaction: the writer where it has none open, for it has the pages at hand. */
  #free(): SqliteConnection {
    return this.#writer.isInTransaction ? this.#reader : this.#writer;
  }

  /** Nobody else writes from now on. */
  async #begin(): Promise<void> {
    const end = performance.now() + patience;
    for (;;) {
      try {
        this.#writer.execute('BEGIN IMMEDIATE');
        return;
      } catch (cause) {
        if (!isBusy(cause) || performance.now() > end) throw cause;
      }
      await setTimeout(pause);
    }
  }
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === busy;
}
