import { setTimeout as wait } from 'node:timers/promises';
import type { BatchRegistry, SettledItem } from '../../registry/batches.ts';

/** Milliseconds in which rows gather: a transaction costs more than the rows in it. */
const pause = 100;

/** Writes down what became of rows, those of some time together. */
export class Settling {
  readonly #batches: BatchRegistry;
  readonly #batch: string;
  #gathered: SettledItem[] = [];
  #writing: Promise<void> | null = null;
  #failure: { readonly cause: unknown } | null = null;
  #isStopped = false;

  constructor(batches: BatchRegistry, batch: string) {
    this.#batches = batches;
    this.#batch = batch;
  }

  /** Whether no further row is to be done: the batch was paused or cancelled, or nothing can be written. */
  get isOver(): boolean {
    return this.#isStopped || this.#failure !== null;
  }

  add(item: SettledItem): void {
    this.#gathered.push(item);
    this.#writing ??= this.#write();
  }

  /** All is written. Rejects with the error for which something was not. */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#failure !== null) throw this.#failure.cause;
  }

  async #write(): Promise<void> {
    try {
      while (this.#gathered.length > 0) {
        await wait(pause);
        const { state } = await this.#batches.settle(this.#batch, this.#gathered.splice(0));
        this.#isStopped = state !== 'running';
      }
    } catch (cause) {
      this.#failure = { cause };
    } finally {
      this.#writing = null;
    }
  }
}
