import type { ClientBase, QueryResult } from 'pg';
import type { Transaction, Values } from './database.ts';
import { positional } from './positional.ts';
import { failureOf } from './postgres-failures.ts';
import { Row } from './row.ts';

/** What answers statements: one connection, or a pool that takes any. */
export type Answering = Pick<ClientBase, 'query'>;

/** One connection to PostgreSQL within a transaction. */
export class PostgresConnection implements Transaction {
  readonly dialect = 'postgres';
  readonly #client: Answering;

  constructor(client: Answering) {
    this.#client = client;
  }

  async one(sql: string, values: Values = {}): Promise<Row | null> {
    const [found] = await this.all(sql, values);
    return found ?? null;
  }

  async all(sql: string, values: Values = {}): Promise<Row[]> {
    const { rows } = await answer(this.#client, positional(sql, values));
    return rows.map((found) => new Row(found));
  }

  async run(sql: string, values: Values = {}): Promise<number> {
    const { rowCount } = await answer(this.#client, positional(sql, values));
    return rowCount ?? 0;
  }

  lock(sql: string, values: Values = {}): Promise<Row[]> {
    return this.all(`${sql} FOR UPDATE`, values);
  }

  /** Lasts until the transaction is over; installations in one database by schema do not wait for each other. */
  async alone(name: string): Promise<void> {
    await this.all(`SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || :name, 0))`, { name });
  }

  /** A statement of a library that writes into this transaction too; its values have places instead of names. */
  async executeSql(text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
    const { rows } = await answer(this.#client, { text, values });
    return { rows };
  }

  async script(sql: string): Promise<void> {
    await answer(this.#client, { text: sql });
  }
}

/** @throws RegistryUnavailableError; what the server refused as it is */
export async function answer(
  client: Answering,
  statement: { readonly text: string; readonly name?: string; readonly values?: unknown[] },
): Promise<QueryResult<Record<string, unknown>>> {
  try {
    return await client.query<Record<string, unknown>>(statement);
  } catch (cause) {
    throw failureOf(cause);
  }
}
