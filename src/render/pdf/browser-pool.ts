import { Stopwatch } from '../../drafts/stopwatch.ts';
import { AdmissionQueue } from './admission-queue.ts';
import { BrowserSupervisor } from './browser-supervisor.ts';
import type { InstalledChromium } from './chromium.ts';
import { PoolClosedError, QueueFullError, RenderAbandonedError, RenderTimeoutError } from './errors.ts';
import { expectedWait } from './expected-wait.ts';
import type { PrintJob } from './print-job.ts';
import { longDocument, PrintingPace } from './printing-pace.ts';
import { PrintingSlot } from './printing-slot.ts';

export interface BrowserPoolOptions {
  readonly chromium: InstalledChromium;
  /** The print stylesheet, `@page` rules included; parsed once a page. */
  readonly stylesheet: string;
  /** Documents printed at the same time. Default 4. */
  readonly pages?: number;
  /** Documents that may wait for a page. Default 200. */
  readonly queueLimit?: number;
  /** A document that would wait longer for a page is refused. Default: none is, for that. */
  readonly longestWaitMilliseconds?: number;
  /** What a refused caller is told to wait, where it is not longer by the work that waits. Default 2 s. */
  readonly retryAfterSeconds?: number;
  /** Limit of one print, waiting in the queue not counted. Default 30 s. */
  readonly timeoutMilliseconds?: number;
  /** A page is replaced after so many prints, because its memory grows. Default 500. */
  readonly recyclePagesAfter?: number;
  /** How often a document is tried again after its page or browser died. Default 1. */
  readonly retries?: number;
  /** Body that loads the fonts of a new page. */
  readonly warmingHtml?: string;
  /** Told when the browser died or did not start; it is restarted in any case. */
  readonly onBrowserLost?: (reason: string) => void;
}

export interface BrowserPoolStats {
  readonly pages: number;
  /** Documents being printed, and waiting. */
  readonly busy: number;
  readonly waiting: number;
  /** Documents of batches that wait until there is time for them. */
  readonly waitingInBackground: number;
  /** Counted since the start. */
  readonly printed: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly retried: number;
  readonly recycledPages: number;
  readonly browserRestarts: number;
  readonly refusedRequests: number;
  /** Process of the browser, for its memory; null while it is being started. */
  readonly browserProcessId: number | null;
}

interface Admitted {
  readonly job: PrintJob;
  /** Tells that a page took it. */
  readonly taken: () => void;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

const defaults = {
  pages: 4,
  queueLimit: 200,
  longestWaitMilliseconds: Infinity,
  retryAfterSeconds: 2,
  timeoutMilliseconds: 30_000,
  recyclePagesAfter: 500,
  retries: 1,
  warmingHtml: '<h1>Ққ ₸ №</h1><p>Әә <b>Ңң</b> <i>Өө</i> <b><i>Ұұ</i></b> ☐☒</p>',
  onBrowserLost: () => undefined,
};

const nothing = () => undefined;

/** Prints documents on the warm pages of one supervised browser. */
export class BrowserPool {
  readonly #queue: AdmissionQueue<Admitted>;
  readonly #supervisor: BrowserSupervisor;
  readonly #slots: readonly PrintingSlot[];
  readonly #pace = new PrintingPace();
  /** When each document that is being printed was begun. */
  readonly #underWay = new Map<PrintJob, number>();
  readonly #options: Pick<Required<BrowserPoolOptions>, 'longestWaitMilliseconds' | 'retryAfterSeconds'>;
  readonly #counts = { busy: 0, printed: 0, failed: 0, timedOut: 0, retried: 0, recycledPages: 0, refusedRequests: 0 };
  #workers: Promise<void> = Promise.resolve();
  /** Long documents take turns, so that together they take no more memory than one. */
  #longOnes: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(options: Required<BrowserPoolOptions>, supervisor: BrowserSupervisor) {
    this.#queue = new AdmissionQueue({
      waiting: options.queueLimit,
      // One page is kept for those who wait at a screen.
      background: Math.max(1, options.pages - 1),
      retryAfterSeconds: options.retryAfterSeconds,
    });
    this.#supervisor = supervisor;
    this.#options = options;
    const counts = this.#counts;
    const slotOptions = {
      ...options,
      onRequestRefused: () => (counts.refusedRequests += 1),
      onRetry: () => (counts.retried += 1),
      onRecycled: () => (counts.recycledPages += 1),
    };
    this.#slots = Array.from({ length: options.pages }, (_, index) => {
      return new PrintingSlot(supervisor, { ...slotOptions, firstShare: (index + 1) / options.pages });
    });
  }

  /**
   * Starts the browser and warms every page, so that the first document is as quick as any.
   * Rejects when the browser does not start.
   */
  static async start(given: BrowserPoolOptions): Promise<BrowserPool> {
    const options = { ...defaults, ...given };
    const supervisor = await BrowserSupervisor.start(options.chromium, options);
    const pool = new BrowserPool(options, supervisor);
    try {
      await Promise.all(pool.#slots.map((slot) => slot.warm()));
    } catch (error) {
      await supervisor.close();
      throw error;
    }
    pool.#workers = Promise.all(pool.#slots.map((slot) => pool.#work(slot))).then(() => undefined);
    return pool;
  }

  /**
   * The document as PDF. A document whose page or browser dies is tried again; one that nobody waits for any more leaves
   * the queue.
   * Rejects with QueueFullError, RenderTimeoutError, RenderFailedError, RenderAbandonedError or PoolClosedError.
   */
  print(job: PrintJob): Promise<Uint8Array> {
    if (job.bodyHtml.length <= longDocument) return this.#admit(job);
    const { stopwatch = new Stopwatch() } = job;
    const printed = stopwatch.measure('wait', () => this.#longOnes).then(() => this.#admit(job));
    // What was printed is not kept until the next one.
    this.#longOnes = printed.then(nothing, nothing);
    return printed;
  }

  #admit(job: PrintJob): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (job.signal?.aborted === true) throw new RenderAbandonedError();
      const { promise: waited, resolve: taken } = Promise.withResolvers<undefined>();
      const admitted = {
        job,
        taken: () => {
          taken(undefined);
        },
        resolve,
        reject,
      };
      if (job.background === true) {
        this.#queue.addToBackground(admitted);
      } else {
        this.refuseWhenBusy();
        this.#queue.add(admitted);
      }
      void job.stopwatch?.measure('wait', () => waited);
      job.signal?.addEventListener('abort', () => {
        if (this.#queue.remove(admitted)) reject(new RenderAbandonedError());
      });
    });
  }

  /**
   * Asked before work is done for a document that could not be printed soon.
   * @throws QueueFullError where a document that came now would wait too long for a page
   */
  refuseWhenBusy(): void {
    const { longestWaitMilliseconds, retryAfterSeconds } = this.#options;
    const now = performance.now();
    const timeOf = (job: PrintJob) => this.#pace.expected(job.bodyHtml.length);
    const wait = expectedWait(
      this.#slots.length,
      [...this.#underWay].map(([job, since]) => ({ expected: timeOf(job), elapsed: now - since })),
      this.#queue.waiting.map(({ job }) => timeOf(job)),
    );
    if (wait <= longestWaitMilliseconds) return;
    throw new QueueFullError(this.#queue.length, Math.max(retryAfterSeconds, Math.ceil(wait / 1000)));
  }

  /** True while a browser runs to print on. */
  ready(): boolean {
    return !this.#closed && this.#supervisor.running;
  }

  stats(): BrowserPoolStats {
    return {
      ...this.#counts,
      pages: this.#slots.length,
      waiting: this.#queue.length,
      waitingInBackground: this.#queue.backgroundLength,
      browserRestarts: this.#supervisor.restarts,
      browserProcessId: this.#supervisor.processId,
    };
  }

  /** Finishes the documents being printed, refuses those that wait, and ends the browser. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.close()) reject(new PoolClosedError());
    await this.#workers;
    await this.#supervisor.close();
  }

  async #work(slot: PrintingSlot): Promise<void> {
    for (;;) {
      const admitted = await this.#queue.take();
      if (admitted === null) return;
      await this.#print(slot, admitted);
      this.#queue.finished(admitted);
      await slot.recycleWornPage();
    }
  }

  async #print(slot: PrintingSlot, { job, taken, resolve, reject }: Admitted): Promise<void> {
    taken();
    job.stopwatch?.expect(this.#pace.expected(job.bodyHtml.length));
    const begun = performance.now();
    this.#counts.busy += 1;
    this.#underWay.set(job, begun);
    try {
      resolve(await slot.print(job));
      this.#counts.printed += 1;
      this.#pace.learn(job.bodyHtml.length, performance.now() - begun);
    } catch (error) {
      this.#counts[error instanceof RenderTimeoutError ? 'timedOut' : 'failed'] += 1;
      reject(error);
    } finally {
      this.#underWay.delete(job);
      this.#counts.busy -= 1;
    }
  }
}
