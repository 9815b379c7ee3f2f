import type { Logger } from 'pino';
import type { Catalogue } from '../forms/catalogue.ts';
import { refuseOtherLanguages } from '../drafts/drafts.ts';
import { Problem } from '../problem.ts';
import type { Batch, BatchAccepted, BatchChange, NewBatch, NewBatchItem } from '../registry/batches.ts';
import type { Registry } from '../registry/registry.ts';
import type { IdempotencyClaim, StoredResponse } from '../registry/reservation.ts';
import { instantText } from '../trust/instant.ts';
import { rowLimit } from './limits.ts';
import type { BatchQueue } from './work/queue.ts';
import type { Rows } from './work/rows.ts';

/** Rows that are written together while they come in. */
const rowsWrittenTogether = 100;
const dayLength = 24 * 60 * 60 * 1000;

export interface BatchOfficeParts {
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly queue: BatchQueue;
  readonly rows: Rows;
  /** Days that a batch is kept for after it was over. */
  readonly keptDays: number;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What a batch comes with besides its rows. */
export interface BatchArrival {
  /** Asked for when all rows have come: its fingerprint is that of the body. */
  readonly claim: () => IdempotencyClaim | null;
  /** The answer, kept for retries. */
  readonly respond: (batch: Batch) => StoredResponse;
}

/** Many documents at once: rows are taken in, done one by one in the background, and kept with what became of them. */
export class BatchOffice {
  readonly #parts: BatchOfficeParts;
  #cleaning: NodeJS.Timeout | null = null;

  constructor(parts: BatchOfficeParts) {
    this.#parts = parts;
  }

  /** Begins to do rows, those of batches that were under way when the service ended first. */
  async start(): Promise<void> {
    const { queue, rows, log } = this.#parts;
    await queue.start((share, signal) => rows.do(share, signal));
    const clean = () => {
      this.#clean().catch((err: unknown) => {
        log.warn({ err }, 'old batches are still there');
      });
    };
    clean();
    this.#cleaning = setInterval(clean, dayLength);
    this.#cleaning.unref();
  }

  /** Finishes the rows that are being done; the others wait for the next start. */
  async stop(): Promise<void> {
    if (this.#cleaning !== null) clearInterval(this.#cleaning);
    await this.#parts.queue.stop();
  }

  /**
   * Takes the rows of a batch in. They are durable when this ends, and are being done.
   * @throws Problem `form-not-issued`, `language-unavailable`, `rows-too-many`, `batch-empty`, and those of the rows
   */
  async receive(
    order: NewBatch,
    rows: AsyncIterable<NewBatchItem>,
    { claim, respond }: BatchArrival,
  ): Promise<BatchAccepted> {
    const { registry, catalogue, queue } = this.#parts;
    const form = catalogue.get(order.form);
    refuseOtherLanguages(form, order.languages);
    if (order.action === 'issue' && form.about.filledBy === 'act') throw new Problem('form-not-issued');
    const { id } = await registry.batches.open(order);
    let outcome: BatchAccepted;
    try {
      await this.#write(id, rows);
      outcome = await registry.batches.accept(id, claim(), respond, queue.whenRunning);
    } catch (error) {
      await registry.batches.forget(id);
      throw error;
    }
    if (outcome.kind === 'accepted') queue.began(outcome.batch);
    return outcome;
  }

  /** @throws Problem `batch-over` */
  async change({ id }: Batch, change: BatchChange): Promise<Batch> {
    const { registry, queue } = this.#parts;
    const changed = await registry.batches.change(id, change, queue.whenRunning);
    if (changed === null) throw new Problem('batch-over');
    queue.began(changed);
    return changed;
  }

  async #write(batch: string, rows: AsyncIterable<NewBatchItem>): Promise<void> {
    const { batches } = this.#parts.registry;
    let gathered: NewBatchItem[] = [];
    let count = 0;
    for await (const row of rows) {
      count += 1;
      if (count > rowLimit) throw new Problem('rows-too-many', { params: { limit: rowLimit } });
      gathered.push(row);
      if (gathered.length < rowsWrittenTogether) continue;
      await batches.add(batch, gathered);
      gathered = [];
    }
    if (count === 0) throw new Problem('batch-empty');
    if (gathered.length > 0) await batches.add(batch, gathered);
  }

  async #clean(): Promise<void> {
    const { registry, keptDays, now } = this.#parts;
    await registry.batches.forgetOver(instantText(new Date(now().getTime() - keptDays * dayLength)));
  }
}
