import { newDocumentId } from '../../trust/crockford.ts';
import type {
  Batch,
  BatchAccepted,
  BatchChange,
  BatchOwner,
  BatchRegistry,
  ItemsQuery,
  NewBatch,
  NewBatchItem,
  SettledItem,
  WhenRunning,
} from '../batches.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Contents } from '../files/contents.ts';
import type { IdempotencyClaim, StoredResponse } from '../reservation.ts';
import { BatchItems, ending, lockedBatch, removeBatch } from './batch-items.ts';
import { tellOfEnd } from './batch-messages.ts';
import { batchOf } from './batch-rows.ts';
import type { Clock } from './clock.ts';
import type { Idempotency } from './idempotency.ts';
import type { Outbox } from './outbox.ts';
import type { Owners } from './owners.ts';

/** What batches stand on. */
export interface BatchParts {
  readonly database: Database;
  readonly contents: Contents;
  readonly idempotency: Idempotency;
  readonly owners: Owners;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** Batches from the first row that comes in to the last that is done. */
export class Batches implements BatchRegistry {
  readonly #parts: BatchParts;
  readonly #items: BatchItems;

  constructor(parts: BatchParts) {
    this.#parts = parts;
    this.#items = new BatchItems(parts.database, parts.contents, parts.clock, parts.outbox);
  }

  open({ actor, languages, dryRun, ...batch }: NewBatch): Promise<Batch> {
    const id = newDocumentId();
    return this.#parts.database.transaction(async (transaction) => {
      await this.#parts.owners.confirm(transaction);
      await transaction.run(
        `INSERT INTO batch (id, issuer, actor, actor_name, form, action, languages, format, dry_run, state, owner,
           total, done, failed, version, created_at, finished_before)
         VALUES (:id, :issuer, :actor, :name, :form, :action, :languages, :format, :dryRun, 'receiving', :owner,
           0, 0, 0, 1, :now, 0)`,
        {
          id,
          ...batch,
          actor: actor.id,
          name: actor.name,
          languages: JSON.stringify(languages),
          dryRun: dryRun ? 1 : 0,
          owner: this.#parts.owners.id,
          now: this.#parts.clock(),
        },
      );
      return lockedBatch(transaction, id);
    });
  }

  add(batch: string, items: readonly NewBatchItem[]): Promise<void> {
    return this.#items.add(batch, items);
  }

  async accept(
    id: string,
    claim: IdempotencyClaim | null,
    respond: (batch: Batch) => StoredResponse,
    whenRunning: WhenRunning,
  ): Promise<BatchAccepted> {
    const { database, idempotency } = this.#parts;
    return database.transaction(async (transaction): Promise<BatchAccepted> => {
      const known = await idempotency.take(transaction, claim);
      if (known !== null) {
        await removeBatch(transaction, id);
        return known;
      }
      const { total, failed } = await lockedBatch(transaction, id);
      // Rows of which none could be read are done already.
      if (failed === total) await this.#end(transaction, id, 'finished');
      else await this.#run(transaction, id, whenRunning);
      const batch = await lockedBatch(transaction, id);
      const response = respond(batch);
      if (claim !== null) await idempotency.keep(transaction, claim, response);
      return { kind: 'accepted', batch, response };
    });
  }

  async find(id: string): Promise<Batch | null> {
    const row = await this.#parts.database.one('SELECT * FROM batch WHERE id = :id', { id });
    return row === null ? null : batchOf(row);
  }

  async list({ issuer, actor }: BatchOwner, limit: number): Promise<Batch[]> {
    const rows = await this.#parts.database.all(
      `SELECT * FROM batch WHERE issuer = :issuer AND actor = :actor AND state <> 'receiving'
       ORDER BY created_at DESC, id LIMIT :limit`,
      { issuer, actor, limit },
    );
    return rows.map(batchOf);
  }

  items(batch: string, query: ItemsQuery) {
    return this.#items.list(batch, query);
  }

  content(sha256: string): Promise<Uint8Array> {
    return this.#parts.contents.read(sha256);
  }

  waiting(batch: string, after: number, upTo: number, limit: number) {
    return this.#items.waiting(batch, after, upTo, limit);
  }

  settle(batch: string, items: readonly SettledItem[]): Promise<Batch> {
    return this.#items.settle(batch, items);
  }

  change(id: string, change: BatchChange, whenRunning: WhenRunning): Promise<Batch | null> {
    return this.#parts.database.transaction(async (transaction) => {
      const { state } = await lockedBatch(transaction, id);
      if (change === 'cancel' && state === 'cancelled') return lockedBatch(transaction, id);
      if (state !== 'running' && state !== 'paused') return null;
      if (change === 'cancel') await this.#end(transaction, id, 'cancelled');
      if (change === 'resume' && state === 'paused') await this.#run(transaction, id, whenRunning);
      if (change === 'pause' && state === 'running') {
        await transaction.run(
          "UPDATE batch SET state = 'paused', running_since = NULL, version = version + 1 WHERE id = :id",
          { id },
        );
      }
      return lockedBatch(transaction, id);
    });
  }

  async forget(id: string): Promise<boolean> {
    const { database, contents } = this.#parts;
    const hashes = await database.transaction(async (transaction) => {
      const { state, finishedAt } = await lockedBatch(transaction, id);
      return finishedAt === null && state !== 'receiving' ? null : removeBatch(transaction, id);
    });
    if (hashes === null) return false;
    await database.forgetDeleted();
    await contents.discard(hashes);
    return true;
  }

  async forgetOver(before: string): Promise<number> {
    const over = await this.#parts.database.all('SELECT id FROM batch WHERE finished_at < :before', { before });
    for (const row of over) await this.forget(row.text('id'));
    return over.length;
  }

  adopt(): Promise<string[]> {
    const { database, owners } = this.#parts;
    return database.transaction(async (transaction) => {
      await owners.confirm(transaction);
      for (const owner of await owners.gone(transaction, 'batch')) {
        const held = 'SELECT * FROM batch WHERE owner = :owner AND finished_at IS NULL ORDER BY id';
        for (const { id, state } of (await transaction.lock(held, { owner })).map(batchOf)) {
          if (state === 'receiving') await removeBatch(transaction, id);
          else await this.#own(transaction, id, state === 'running');
        }
      }
      const mine = "SELECT id FROM batch WHERE owner = :owner AND state = 'running' ORDER BY created_at, id";
      return (await transaction.all(mine, { owner: owners.id })).map((row) => row.text('id'));
    });
  }

  async #run(transaction: Transaction, id: string, whenRunning: WhenRunning): Promise<void> {
    await this.#own(transaction, id, true);
    await transaction.run("UPDATE batch SET state = 'running', version = version + 1 WHERE id = :id", { id });
    await whenRunning(transaction, await lockedBatch(transaction, id));
  }

  /** The batch is this process's own from now on. How fast it goes is measured anew: it stood still before. */
  async #own(transaction: Transaction, id: string, isRunning: boolean): Promise<void> {
    const { owners } = this.#parts;
    await owners.confirm(transaction);
    await transaction.run(
      'UPDATE batch SET owner = :owner, running_since = :since, finished_before = done + failed WHERE id = :id',
      // By the clock of the machine, for the rate is measured, not told.
      { id, owner: owners.id, since: isRunning ? new Date().toISOString() : null },
    );
  }

  async #end(transaction: Transaction, id: string, state: 'finished' | 'cancelled'): Promise<void> {
    await transaction.run(`UPDATE batch SET version = version + 1 ${ending} WHERE id = :id`, {
      id,
      state,
      now: this.#parts.clock(),
    });
    await tellOfEnd(this.#parts.outbox, transaction, await lockedBatch(transaction, id));
  }
}
