import type { Logger } from 'pino';
import type { BatchRegistry } from '../../registry/batches.ts';
import type { Registry } from '../../registry/registry.ts';
import { type Share, shareLength } from './queue.ts';
import type { RowMaker } from './row-maker.ts';
import { Settling } from './settling.ts';

/** Rows of a share that are in the making at the same time: while some are printed, others are checked or written. */
const rowsAtATime = 8;

/** Does the rows of shares; numbers of a series are given in the order of the rows. */
export class Rows {
  readonly #registry: Registry;
  readonly #batches: BatchRegistry;
  readonly #maker: RowMaker;
  readonly #log: Logger;

  constructor(registry: Registry, maker: RowMaker, log: Logger) {
    this.#registry = registry;
    this.#batches = registry.batches;
    this.#maker = maker;
    this.#log = log;
  }

  /**
   * Does the rows that wait; the others of the share were done before. True when some are left: put off for a reason
   * that may pass, or not begun when the signal was aborted.
   * Rejects when the registry is away: then rows are left too.
   */
  async do({ batch: id, after, upTo }: Share, signal: AbortSignal): Promise<boolean> {
    const batch = await this.#batches.find(id);
    if (batch?.state !== 'running') return false;
    const issuer = await this.#registry.issuer(batch.issuer);
    if (issuer === null) throw new Error(`the issuer of the batch ${id} is gone`);
    const items = await this.#batches.waiting(id, after, upTo, shareLength);
    const settling = new Settling(this.#batches, id);
    const left = items.values();
    let isLeft = false;
    const doRows = async () => {
      for (const item of left) {
        if (settling.isOver) return;
        if (signal.aborted) {
          isLeft = true;
          return;
        }
        const outcome = await this.#maker.make(batch, issuer, item);
        if (outcome === null || outcome.kind === 'deferred') isLeft = true;
        if (outcome !== null) settling.add({ position: item.position, outcome });
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: rowsAtATime }, doRows));
    await settling.end();
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    this.#log.debug({ batch: id, rows: items.length }, 'rows of a batch are done');
    return isLeft;
  }
}
