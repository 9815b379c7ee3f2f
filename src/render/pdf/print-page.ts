import type { CDPSession, Protocol } from 'puppeteer';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import { PageLostError } from './errors.ts';
import type { PrintJob } from './print-job.ts';
import { shellHtml, showContent } from './shell.ts';

export interface PrintPageOptions {
  readonly stylesheet: string;
  /** Body printed once when the page opens, so that its fonts are loaded before the first document. */
  readonly warmingHtml: string;
  /** Told of every request that the page tried to make; none is ever let through. */
  readonly onRequestRefused: () => void;
}

/** The declaration that every swap sends, written out once. */
const showing = showContent.toString();

/** How long a document may take is for who waits for it to say, not for the protocol. */
const noTimeLimit = { timeout: 0 };

/** A warm page of the browser that prints one document at a time. */
export class PrintPage {
  /** The browser's own session, by which the page was opened and is closed. */
  readonly #owner: CDPSession;
  readonly #session: CDPSession;
  readonly #targetId: string;
  /** Who waits for an answer of the page, to be told when there will be none. */
  readonly #waiting = new Set<(reason: PageLostError) => void>();
  readonly #onRequestRefused: () => void;
  #lost: PageLostError | null = null;
  #world = 0;
  #shellIsUp = false;

  /** Documents printed so far, the warming print not counted. */
  printed = 0;

  private constructor(owner: CDPSession, session: CDPSession, targetId: string, onRequestRefused: () => void) {
    this.#owner = owner;
    this.#session = session;
    this.#targetId = targetId;
    this.#onRequestRefused = onRequestRefused;
  }

  /**
   * Opens a page and warms it. Rejects with PageLostError or an error of the protocol.
   *
   * The protocol is spoken directly: the library's own pages track frames and requests that nobody here asks for, and
   * one that is being opened when the browser dies would keep the service waiting for its time limit.
   *
   * @param owner the browser's own session.
   */
  static async open(owner: CDPSession, options: PrintPageOptions): Promise<PrintPage> {
    const { targetId } = await owner.send('Target.createTarget', {
      url: 'about:blank',
      enableBeginFrameControl: true,
    });
    const { sessionId } = await owner.send('Target.attachToTarget', { targetId, flatten: true });
    const session = owner.connection()?.session(sessionId);
    if (!session) throw new PageLostError('the page closed at once');
    const page = new PrintPage(owner, session, targetId, options.onRequestRefused);
    try {
      await page.#untilLost(page.#prepare(options.stylesheet));
      await page.#show({ bodyHtml: options.warmingHtml, title: '', language: 'kk', bodyClass: '' });
      await page.#toPdf(false, new Stopwatch());
    } catch (error) {
      await page.close();
      throw error;
    }
    return page;
  }

  /** The document as PDF. Rejects with PageLostError or an error of the protocol; the page is of no use then. */
  async print(job: PrintJob): Promise<Uint8Array> {
    const stopwatch = job.stopwatch ?? new Stopwatch();
    const { bodyHtml, title, language, stylesheetClass: bodyClass = '' } = job;
    await stopwatch.measure('swap', () => this.#show({ bodyHtml, title, language, bodyClass }));
    const pdf = await this.#toPdf(job.outline, stopwatch);
    this.printed += 1;
    return pdf;
  }

  /** Closes the page, also one that hangs. A page that has lost its browser is closed already. */
  async close(): Promise<void> {
    await this.#owner.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => undefined);
  }

  async #prepare(stylesheet: string): Promise<void> {
    this.#watch();
    await Promise.all([
      this.#session.send('Page.enable'),
      this.#session.send('Inspector.enable'),
      this.#session.send('Emulation.setScriptExecutionDisabled', { value: true }),
      this.#session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    ]);
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const frameId = frameTree.frame.id;
    await this.#session.send('Page.setDocumentContent', { frameId, html: shellHtml(stylesheet) });
    const world = await this.#session.send('Page.createIsolatedWorld', { frameId, worldName: 'nysan' });
    this.#world = world.executionContextId;
    this.#shellIsUp = true;
  }

  #watch(): void {
    this.#session.on('Fetch.requestPaused', ({ requestId }) => {
      this.#onRequestRefused();
      // When the page goes away meanwhile, so does its request.
      this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
    });
    this.#session.on('Page.frameNavigated', () => {
      if (this.#shellIsUp) this.#lose('the page left its document');
    });
    this.#session.on('Inspector.targetCrashed', () => {
      this.#lose('the page crashed');
    });
  }

  #lose(reason: string): void {
    this.#lost ??= new PageLostError(reason);
    for (const giveUp of this.#waiting) giveUp(this.#lost);
  }

  async #show(content: Parameters<typeof showContent>[0]): Promise<void> {
    const shown = await this.#untilLost(
      this.#session.send(
        'Runtime.callFunctionOn',
        {
          functionDeclaration: showing,
          executionContextId: this.#world,
          arguments: [{ value: content }],
          awaitPromise: true,
        },
        noTimeLimit,
      ),
    );
    if (shown.exceptionDetails) throw new PageLostError(describe(shown.exceptionDetails));
  }

  async #toPdf(outline: boolean, stopwatch: Stopwatch): Promise<Uint8Array> {
    const printed = await stopwatch.measure('print', () =>
      this.#untilLost(
        this.#session.send(
          'Page.printToPDF',
          {
            printBackground: true,
            preferCSSPageSize: true,
            generateTaggedPDF: true,
            generateDocumentOutline: outline,
          },
          noTimeLimit,
        ),
      ),
    );
    return stopwatch.measure('transfer', () => Buffer.from(printed.data, 'base64'));
  }

  /**
   * The answer, or the loss of the page; the loss of an idle page is noticed at its next print. Not `Promise.race` with
   * one promise for the life of the page: that would keep every PDF for as long.
   */
  async #untilLost<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#waiting.add(reject);
    if (this.#lost !== null) reject(this.#lost);
    answer.then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#waiting.delete(reject);
    }
  }
}

function describe(exception: Protocol.Runtime.ExceptionDetails): string {
  return exception.exception?.description ?? exception.text;
}
