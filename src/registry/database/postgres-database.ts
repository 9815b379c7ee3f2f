import { setTimeout } from 'node:timers/promises';
import { Pool, type PoolClient, TypeOverrides } from 'pg';
import { RegistryUnavailableError } from '../errors.ts';
import type { Database, Transaction, Values } from './database.ts';
import { answer, PostgresConnection } from './postgres-connection.ts';
import { failureOf, isPassing } from './postgres-failures.ts';
import { inOrder } from './in-order.ts';
import type { Row } from './row.ts';

/** Connections of one node at most. */
const connections = 10;
/** Milliseconds to wait for a connection, and for an answer. */
const connectionTimeout = 5000;
const answerTimeout = 30_000;
/** How often a transaction is done when others come in its way, and the longest pause before the next (milliseconds). */
const attempts = 6;
const longestPause = 20;

/** PostgreSQL's number for BIGINT, which the driver gives as a text; ours are all within what a number holds. */
const bigint = 20;
const readTypes = new TypeOverrides();
readTypes.setTypeParser(bigint, Number);

/**
 * What is answered is durable even where the server is set to answer earlier; and a node that stands still in the
 * middle does not keep all others waiting.
 */
const begin = `
BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
SET LOCAL idle_in_transaction_session_timeout = '15s';
SET LOCAL lock_timeout = '15s'`;

/** The registry's database in PostgreSQL, for any number of nodes. Lost connections are made anew. */
export class PostgresDatabase implements Database {
  readonly dialect = 'postgres';
  readonly #pool: Pool;
  readonly #single: PostgresConnection;

  /** @param url `postgres://user:password@host/database` with libpq's parameters */
  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: connectionTimeout,
      query_timeout: answerTimeout,
      keepAlive: true,
      pipeline: true,
      application_name: 'nysan',
      types: readTypes,
    });
    // A connection that breaks while nobody uses it leaves the pool; whoever uses one is told by its statement.
    const isTold = () => undefined;
    this.#pool.on('error', isTold);
    this.#pool.on('connect', (client) => client.on('error', isTold));
    this.#single = new PostgresConnection(this.#pool);
  }

  one(sql: string, values?: Values): Promise<Row | null> {
    return this.#single.one(sql, values);
  }

  all(sql: string, values?: Values): Promise<Row[]> {
    return this.#single.all(sql, values);
  }

  run(sql: string, values?: Values): Promise<number> {
    return this.transaction((transaction) => transaction.run(sql, values));
  }

  /** The server may go down without this process, which goes on with what it was told: every result is durable. */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(work);
      } catch (cause) {
        if (attempt === attempts || !isPassing(cause)) throw cause;
      }
      await setTimeout(Math.random() * longestPause);
    }
  }

  /** Left to the server's vacuum: it rewrites what was deleted when it comes to it. */
  forgetDeleted(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  async #attempt<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const client = await this.#connect();
    let broken = true;
    try {
      const [, result] = await inOrder([answer(client, { text: begin }), work(new PostgresConnection(client))]);
      const { command } = await answer(client, { text: 'COMMIT' });
      // Otherwise a statement failed and the work went on without noticing: the server has undone all of it.
      if (command !== 'COMMIT') throw new Error('a transaction was committed that had failed before');
      broken = false;
      return result;
    } catch (cause) {
      if (!(cause instanceof RegistryUnavailableError)) {
        await answer(client, { text: 'ROLLBACK' });
        broken = false;
      }
      throw cause;
    } finally {
      // One whose state is not known is closed, and the server rolls back.
      client.release(broken);
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (cause) {
      throw failureOf(cause);
    }
  }
}
