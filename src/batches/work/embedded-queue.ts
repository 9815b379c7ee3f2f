import type { Logger } from 'pino';
import type { Batch, BatchRegistry, WhenRunning } from '../../registry/batches.ts';
import { type BatchQueue, type Share, shareLength, type ShareWork } from './queue.ts';

/** Shares that are being done at the same time, each of another batch. */
const sharesAtATime = 2;
/** Milliseconds before rows that were put off, or a database that is away, are tried again. */
const pause = 1000;
/** Milliseconds between two looks for batches of processes that are gone. */
const adoptionInterval = 15_000;

/** Batches of this process, each in its turn; those that dead processes left are taken over. */
export class EmbeddedQueue implements BatchQueue {
  readonly #batches: BatchRegistry;
  readonly #log: Logger;
  readonly #adopts: boolean;
  /** Batches that are running, the next in turn first, and the position up to which rows were given out. */
  readonly #turns = new Map<string, { readonly total: number; givenOut: number; isBeingDone: boolean }>();
  readonly #shares = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stopped = new AbortController();
  #work: ShareWork | null = null;

  /** @param adopts whether it takes over what dead processes left; a command beside the service does its own only */
  constructor(batches: BatchRegistry, adopts: boolean, log: Logger) {
    this.#batches = batches;
    this.#adopts = adopts;
    this.#log = log;
  }

  /** What runs is seen from the batches themselves. */
  readonly whenRunning: WhenRunning = () => Promise.resolve();

  began({ id, total, state }: Batch): void {
    if (state !== 'running' || this.#turns.has(id)) return;
    this.#turns.set(id, { total, givenOut: 0, isBeingDone: false });
    this.#giveOut();
  }

  async start(work: ShareWork): Promise<void> {
    this.#work = work;
    if (this.#adopts) await this.#adopt();
  }

  async stop(): Promise<void> {
    this.#work = null;
    this.#stopped.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#shares);
  }

  async #adopt(): Promise<void> {
    for (const id of await this.#batches.adopt()) {
      const batch = await this.#batches.find(id);
      if (batch !== null) this.began(batch);
    }
    this.#later(adoptionInterval, () => this.#adopt());
  }

  #giveOut(): void {
    while (this.#work !== null && this.#shares.size < sharesAtATime) {
      const share = this.#nextShare();
      if (share === null) return;
      const done = this.#do(share, this.#work).finally(() => {
        this.#shares.delete(done);
        this.#giveOut();
      });
      this.#shares.add(done);
    }
  }

  #nextShare(): Share | null {
    for (const [batch, turn] of this.#turns) {
      if (turn.isBeingDone || turn.givenOut >= turn.total) continue;
      const share = { batch, after: turn.givenOut, upTo: turn.givenOut + shareLength };
      turn.givenOut = share.upTo;
      turn.isBeingDone = true;
      // It goes to the end of the row of batches.
      this.#turns.delete(batch);
      this.#turns.set(batch, turn);
      return share;
    }
    return null;
  }

  async #do(share: Share, work: ShareWork): Promise<void> {
    try {
      await work(share, this.#stopped.signal);
    } catch (err) {
      this.#log.warn({ batch: share.batch, err }, 'rows of a batch are put off');
    }
    const turn = this.#turns.get(share.batch);
    if (turn === undefined) return;
    turn.isBeingDone = false;
    if (turn.givenOut >= turn.total) await this.#look(share.batch);
  }

  /** All rows were given out once: those that were put off are given out again, if the batch still runs. */
  async #look(id: string): Promise<void> {
    this.#turns.delete(id);
    if (this.#work === null) return;
    try {
      const batch = await this.#batches.find(id);
      if (batch?.state !== 'running') return;
    } catch (err) {
      this.#log.warn({ batch: id, err }, 'a batch is put off');
    }
    this.#later(pause, async () => {
      const batch = await this.#batches.find(id);
      if (batch !== null) this.began(batch);
    });
  }

  /** Does something later, and again when it failed. */
  #later(milliseconds: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#work === null) return;
      work().catch((err: unknown) => {
        this.#log.warn({ err }, 'batches are put off');
        this.#later(milliseconds, work);
      });
    }, milliseconds);
    timer.unref();
    this.#timers.add(timer);
  }
}
