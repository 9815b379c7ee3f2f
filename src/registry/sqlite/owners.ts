import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Transaction } from '../database/database.ts';
import { type Holding, holdings, type Owners } from '../stored/owners.ts';

/** SQLITE_BUSY */
const busy = 5;

/**
 * The processes of one machine that hold reservations. Each keeps a lock of the operating system on a file named for it: the lock
 * goes with the process, however it ends, and a command beside the running service is not taken for dead.
 * Node has no file locks of its own; an empty SQLite database gives one.
 *
 * To be used within a write transaction of the registry's database, which keeps processes apart.
 */
export class FileOwners implements Owners {
  readonly #folder: string;
  /** Name of this process among the owners. */
  readonly id = randomBytes(8).toString('hex');
  readonly #lock: DatabaseSync;

  /** Joins the owners. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = locked(this.#file(this.id));
    if (lock === null) throw new Error(`${this.#file(this.id)} is locked by another process`);
    this.#lock = lock;
  }

  /** Its lock is proof enough. */
  confirm(): Promise<void> {
    return Promise.resolve();
  }

  async gone(transaction: Transaction, of: Holding = 'reservation'): Promise<readonly string[]> {
    const others = `SELECT DISTINCT owner FROM ${holdings[of]} WHERE owner <> :id`;
    const rows = await transaction.all(others, { id: this.id });
    return rows.map((row) => row.text('owner')).filter((owner) => !this.isAlive(owner));
  }

  /** Whether the process still runs. Files of processes that do not are removed. */
  isAlive(owner: string): boolean {
    const file = this.#file(owner);
    if (owner === this.id) return true;
    if (!existsSync(file)) return false;
    const lock = locked(file);
    if (lock === null) return true;
    rmSync(file, { force: true });
    lock.close();
    return false;
  }

  /** Whether any other process has the registry open. */
  hasOthers(): boolean {
    // Every one is asked, so that the files of all that died go.
    const others = readdirSync(this.#folder).filter((owner) => owner !== this.id);
    return others.filter((owner) => this.isAlive(owner)).length > 0;
  }

  leave(): Promise<void> {
    rmSync(this.#file(this.id), { force: true });
    if (this.#lock.isOpen) this.#lock.close();
    return Promise.resolve();
  }

  #file(owner: string): string {
    return join(this.#folder, owner);
  }
}

/** The lock on a file until it is closed; null when another process has it. */
function locked(file: string): DatabaseSync | null {
  const connection = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written to it: a journal file would only lie beside it.
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return connection;
  } catch (cause) {
    connection.close();
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === busy) return null;
    throw cause;
  }
}
