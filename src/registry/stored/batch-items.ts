import type { Batch, BatchItem, ItemOutcome, ItemsQuery, NewBatchItem, SettledItem, WaitingItem } from '../batches.ts';
import type { Database, Transaction, Values } from '../database/database.ts';
import type { Contents } from '../files/contents.ts';
import { tellOfEnd } from './batch-messages.ts';
import { batchOf, itemOf, waitingOf } from './batch-rows.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';

/** What a row becomes in the table. */
interface Settlement {
  readonly state: 'waiting' | 'done' | 'failed';
  readonly document: string | null;
  readonly content: string | null;
  readonly failure: string | null;
}

/** Rows of batches and what becomes of them. */
export class BatchItems {
  readonly #database: Database;
  readonly #contents: Contents;
  readonly #clock: Clock;
  readonly #outbox: Outbox;

  constructor(database: Database, contents: Contents, clock: Clock, outbox: Outbox) {
    this.#database = database;
    this.#contents = contents;
    this.#clock = clock;
    this.#outbox = outbox;
  }

  /** Adds rows after those that are there. */
  add(batch: string, items: readonly NewBatchItem[]): Promise<void> {
    return this.#database.transaction(async (transaction) => {
      const { total, failed } = await lockedBatch(transaction, batch);
      for (const [at, { number, data, failure }] of items.entries()) {
        await transaction.run(
          `INSERT INTO batch_item (batch, position, state, attempts, number, data, failure)
           VALUES (:batch, :position, :state, 0, :number, :data, :failure)`,
          {
            batch,
            position: total + at + 1,
            state: failure === null ? 'waiting' : 'failed',
            number,
            data: data === null ? null : JSON.stringify(data),
            failure: failure === null ? null : JSON.stringify(failure),
          },
        );
      }
      await transaction.run('UPDATE batch SET total = :total, failed = :failed WHERE id = :batch', {
        batch,
        total: total + items.length,
        failed: failed + items.filter(({ failure }) => failure !== null).length,
      });
    });
  }

  async list(batch: string, { state, after, limit }: ItemsQuery): Promise<BatchItem[]> {
    // Written out, so that the index of that state serves it.
    const which = state === undefined ? '' : `AND state = '${state}'`;
    const rows = await this.#database.all(
      `SELECT * FROM batch_item WHERE batch = :batch AND position > :after ${which} ORDER BY position LIMIT :limit`,
      { batch, after, limit },
    );
    return rows.map(itemOf);
  }

  async waiting(batch: string, after: number, upTo: number, limit: number): Promise<WaitingItem[]> {
    const rows = await this.#database.all(
      `SELECT batch_item.* FROM batch_item JOIN batch ON batch.id = batch_item.batch AND batch.state = 'running'
       WHERE batch = :batch AND position > :after AND position <= :upTo AND batch_item.state = 'waiting'
       ORDER BY position LIMIT :limit`,
      { batch, after, upTo, limit },
    );
    return rows.map(waitingOf);
  }

  /** Rendered files first, then everything that tells of them in one transaction. */
  settle(batch: string, items: readonly SettledItem[]): Promise<Batch> {
    const rendered = items.flatMap(({ outcome }) => (outcome.kind === 'rendered' ? [outcome.bytes] : []));
    return this.#contents.keep(rendered, (hashes) => {
      const left = [...hashes];
      const settlements = items.map(({ position, outcome }) => ({
        position,
        settlement: settlementOf(outcome, outcome.kind === 'rendered' ? (left.shift() ?? null) : null),
      }));
      return this.#database.transaction((transaction) => this.#record(transaction, batch, settlements));
    });
  }

  async #record(
    transaction: Transaction,
    batch: string,
    items: readonly { readonly position: number; readonly settlement: Settlement }[],
  ): Promise<Batch> {
    const before = await lockedBatch(transaction, batch);
    const counts = { done: before.done, failed: before.failed };
    for (const { position, settlement } of items) {
      const { state } = settlement;
      const changed =
        state === 'waiting'
          ? await transaction.run(again, { batch, position })
          : await transaction.run(settled, { batch, position, ...settlement });
      if (state !== 'waiting') counts[state] += changed;
    }
    const isLast = before.state !== 'cancelled' && counts.done + counts.failed === before.total;
    await transaction.run(
      `UPDATE batch SET done = :done, failed = :failed, version = version + 1 ${isLast ? ending : ''} WHERE id = :batch`,
      { batch, ...counts, ...(isLast ? this.#end() : {}) },
    );
    const after = await lockedBatch(transaction, batch);
    if (isLast) await tellOfEnd(this.#outbox, transaction, after);
    return after;
  }

  #end(): Values {
    return { state: 'finished', now: this.#clock() };
  }
}

/** Of a row that does not wait any more nothing is changed: its document is there. */
const settled = `UPDATE batch_item SET state = :state, document = :document, content = :content, failure = :failure,
  data = CASE WHEN :state = 'done' THEN NULL ELSE data END
  WHERE batch = :batch AND position = :position AND state = 'waiting'`;

const again = `UPDATE batch_item SET attempts = attempts + 1
  WHERE batch = :batch AND position = :position AND state = 'waiting'`;

/** The part of a statement that ends a batch. */
export const ending = ', state = :state, finished_at = :now, running_since = NULL';

/** The batch, which nobody else changes until the transaction is over. */
export async function lockedBatch(transaction: Transaction, id: string): Promise<Batch> {
  const [row] = await transaction.lock('SELECT * FROM batch WHERE id = :id', { id });
  if (row === undefined) throw new Error(`no batch ${id}`);
  return batchOf(row);
}

function settlementOf(outcome: ItemOutcome, content: string | null): Settlement {
  const nothing = { document: null, content, failure: null };
  switch (outcome.kind) {
    case 'issued':
      return { ...nothing, state: 'done', document: outcome.document };
    case 'rendered':
    case 'checked':
      return { ...nothing, state: 'done' };
    case 'failed':
      return { ...nothing, state: 'failed', failure: JSON.stringify(outcome.failure) };
    case 'deferred':
      return { ...nothing, state: 'waiting' };
  }
}

/** Removes a batch with its rows; hashes of the files that were rendered of them. */
export async function removeBatch(transaction: Transaction, id: string): Promise<string[]> {
  const rendered = 'SELECT DISTINCT content FROM batch_item WHERE batch = :id AND content IS NOT NULL';
  const rows = await transaction.all(rendered, { id });
  await transaction.run('DELETE FROM batch_item WHERE batch = :id', { id });
  await transaction.run('DELETE FROM batch WHERE id = :id', { id });
  return rows.map((row) => row.text('content'));
}
