import { randomBytes } from 'node:crypto';
import type { Database, Transaction } from '../database/database.ts';
import { RegistryUnavailableError } from '../errors.ts';
import { type Holding, holdings, type Owners } from '../stored/owners.ts';

const isInForce = 'expires_at > clock_timestamp()';

/**
 * The nodes that hold reservations. Each has a lease, by the clock of the database, and renews it while it lives: what a
 * node held whose lease ran out is given to others. A node that was only cut off finds its reservations lost.
 */
export class LeasedOwners implements Owners {
  readonly id = randomBytes(8).toString('hex');
  readonly #database: Database;
  readonly #seconds: number;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(database: Database, seconds: number) {
    this.#database = database;
    this.#seconds = seconds;
    this.#heartbeat = setInterval(
      () => {
        // While the database is away the lease runs out, and the next reservation asks for another.
        this.#renew(database).catch(() => undefined);
      },
      (seconds * 1000) / 3,
    );
    this.#heartbeat.unref();
  }

  /** Joins the nodes, with a lease of so many seconds. */
  static async join(database: Database, seconds: number): Promise<LeasedOwners> {
    const owners = new LeasedOwners(database, seconds);
    try {
      await owners.#renew(database);
      return owners;
    } catch (cause) {
      clearInterval(owners.#heartbeat);
      throw cause;
    }
  }

  async confirm(transaction: Transaction): Promise<void> {
    const lease = await transaction.one(`SELECT 1 FROM node WHERE id = :id AND ${isInForce}`, { id: this.id });
    if (lease === null) await this.#renew(transaction);
  }

  async gone(transaction: Transaction, of: Holding = 'reservation'): Promise<readonly string[]> {
    const rows = await transaction.all(
      `SELECT DISTINCT owner FROM ${holdings[of]}
       WHERE owner <> :id AND NOT EXISTS (SELECT 1 FROM node WHERE node.id = owner AND ${isInForce})`,
      { id: this.id },
    );
    return rows.map((row) => row.text('owner'));
  }

  /** Whether any other node has the registry open. */
  async hasOthers(): Promise<boolean> {
    const other = `SELECT 1 FROM node WHERE id <> :id AND ${isInForce} LIMIT 1`;
    return (await this.#database.one(other, { id: this.id })) !== null;
  }

  async leave(): Promise<void> {
    clearInterval(this.#heartbeat);
    try {
      await this.#database.run(`DELETE FROM node WHERE id = :id OR NOT ${isInForce}`, { id: this.id });
    } catch (cause) {
      // Otherwise the lease runs out.
      if (!(cause instanceof RegistryUnavailableError)) throw cause;
    }
  }

  async #renew(database: Pick<Database, 'run'>): Promise<void> {
    await database.run(
      `INSERT INTO node (id, expires_at) VALUES (:id, clock_timestamp() + make_interval(secs => :seconds))
       ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at`,
      { id: this.id, seconds: this.#seconds },
    );
  }
}
