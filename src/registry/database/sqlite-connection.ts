import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Transaction, Values } from './database.ts';
import { Row } from './row.ts';

/** One connection to a SQLite file. It answers at once; the port's promises do not wait. */
export class SqliteConnection implements Transaction {
  readonly dialect = 'sqlite';
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param timeout milliseconds to wait for another process, in which nothing else is done */
  constructor(file: string, timeout: number) {
    this.#connection = new DatabaseSync(file, { timeout, enableForeignKeyConstraints: true });
  }

  one(sql: string, values: Values = {}): Promise<Row | null> {
    return settled(() => {
      const found = this.#statement(sql).get(values);
      return found === undefined ? null : new Row(found);
    });
  }

  all(sql: string, values: Values = {}): Promise<Row[]> {
    return settled(() =>
      this.#statement(sql)
        .all(values)
        .map((found) => new Row(found)),
    );
  }

  run(sql: string, values: Values = {}): Promise<number> {
    return settled(() => Number(this.#statement(sql).run(values).changes));
  }

  /** Whoever writes to a SQLite file does so alone. */
  lock(sql: string, values: Values = {}): Promise<Row[]> {
    return this.all(sql, values);
  }

  alone(): Promise<void> {
    return Promise.resolve();
  }

  script(sql: string): Promise<void> {
    return settled(() => {
      this.execute(sql);
    });
  }

  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  get isInTransaction(): boolean {
    return this.#connection.isTransaction;
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

/** Synchronous work behind the asynchronous port: what it throws becomes a rejection. */
function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
