import type { BrowserSupervisor } from './browser-supervisor.ts';
import { PoolClosedError, RenderFailedError, RenderTimeoutError } from './errors.ts';
import type { PrintJob } from './print-job.ts';
import { PrintPage } from './print-page.ts';
import type { PrintPageOptions } from './print-page.ts';
import { longDocument } from './printing-pace.ts';
import { timeLimitOf } from './time-limit.ts';
import { withinTime } from './within-time.ts';

export interface SlotOptions extends PrintPageOptions {
  readonly timeoutMilliseconds: number;
  readonly recyclePagesAfter: number;
  /** Share of that which the first page prints: pages that begin together need not be worn together. */
  readonly firstShare: number;
  readonly retries: number;
  readonly onRetry: () => void;
  readonly onRecycled: () => void;
}

/** Milliseconds that a page may take to open where no document waits for it. */
const openingLimit = 60_000;

/** Prints one document at a time, always on a page that works: a page that fails is replaced. */
export class PrintingSlot {
  readonly #supervisor: BrowserSupervisor;
  readonly #options: SlotOptions;
  #page: Promise<PrintPage> | null = null;
  /** Prints after which the page is worn. */
  #wornAfter: number;
  /** A long document leaves a page of gigabytes behind. */
  #printedLongOne = false;

  constructor(supervisor: BrowserSupervisor, options: SlotOptions) {
    this.#supervisor = supervisor;
    this.#options = options;
    this.#wornAfter = Math.ceil(options.recyclePagesAfter * options.firstShare);
  }

  /** Opens the page ahead of the first document. Rejects with an error of the browser, or RenderTimeoutError. */
  async warm(): Promise<void> {
    await withinTime(this.#openedPage(), openingLimit);
  }

  /** @throws RenderTimeoutError, RenderFailedError, PoolClosedError */
  async print(job: PrintJob): Promise<Uint8Array> {
    const limit = timeLimitOf(job.bodyHtml.length, job.timeoutMilliseconds ?? this.#options.timeoutMilliseconds);
    for (let retries = 0; ; retries += 1) {
      try {
        return await withinTime(this.#printOnPage(job), limit);
      } catch (error) {
        this.#discardPage();
        if (error instanceof RenderTimeoutError || error instanceof PoolClosedError) throw error;
        if (retries >= this.#options.retries) throw new RenderFailedError('the browser failed', { cause: error });
        this.#options.onRetry();
      }
    }
  }

  /** Between two documents: replaces a page that has printed its share, or a long document. */
  async recycleWornPage(): Promise<void> {
    const page = await this.#page?.catch(() => null);
    if (!page || (page.printed < this.#wornAfter && !this.#printedLongOne)) return;
    this.#wornAfter = this.#options.recyclePagesAfter;
    this.#printedLongOne = false;
    this.#options.onRecycled();
    await page.close();
    // A page that does not open is noticed, and opened again, by the next document.
    this.#page = null;
    await this.warm().catch(() => {
      this.#discardPage();
    });
  }

  async #printOnPage(job: PrintJob): Promise<Uint8Array> {
    const page = await this.#openedPage();
    this.#printedLongOne ||= job.bodyHtml.length > longDocument;
    return page.print(job);
  }

  #openedPage(): Promise<PrintPage> {
    this.#page ??= this.#open();
    return this.#page;
  }

  /** A browser that dies while it opens the page is no fault of the document: the next browser is waited for. */
  async #open(): Promise<PrintPage> {
    for (;;) {
      const browser = await this.#supervisor.session();
      try {
        return await PrintPage.open(browser, this.#options);
      } catch (error) {
        if (!browser.detached) throw error;
      }
    }
  }

  #discardPage(): void {
    const page = this.#page;
    this.#page = null;
    page?.then(
      (opened) => opened.close(),
      // It never opened: there is nothing to close, and the error has reached the document that waited for it.
      () => undefined,
    );
  }
}
