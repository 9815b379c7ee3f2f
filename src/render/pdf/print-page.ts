import type { Browser, CDPSession, Page, Protocol } from 'puppeteer';
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

/** A warm page of the browser that prints one document at a time. */
export class PrintPage {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #lost = Promise.withResolvers<never>();
  readonly #onRequestRefused: () => void;
  #world = 0;
  #shellIsUp = false;

  /** Documents printed so far, the warming print not counted. */
  printed = 0;

  private constructor(page: Page, session: CDPSession, onRequestRefused: () => void) {
    this.#page = page;
    this.#session = session;
    this.#onRequestRefused = onRequestRefused;
    // The loss of an idle page is noticed at its next print: without a print nobody waits for this promise.
    this.#lost.promise.catch(() => undefined);
  }

  /**
   * Opens a page and warms it. Rejects with PageLostError or an error of the protocol, also when the browser dies
   * meanwhile: a target that is being attached then never answers.
   */
  static async open(browser: Browser, options: PrintPageOptions): Promise<PrintPage> {
    const death = Promise.withResolvers<never>();
    const onDeath = () => {
      death.reject(new PageLostError('the browser died'));
    };
    browser.once('disconnected', onDeath);
    if (!browser.connected) onDeath();
    try {
      return await Promise.race([PrintPage.#openAndWarm(browser, options), death.promise]);
    } finally {
      browser.off('disconnected', onDeath);
    }
  }

  /** The document as PDF. Rejects with PageLostError or an error of the protocol; the page is of no use then. */
  async print(job: PrintJob): Promise<Uint8Array> {
    await this.#show({
      bodyHtml: job.bodyHtml,
      title: job.title,
      language: job.language,
      bodyClass: job.stylesheetClass ?? '',
    });
    const pdf = await this.#toPdf(job.outline);
    this.printed += 1;
    return pdf;
  }

  /** Closes the page; one that hangs or has lost its browser is simply forgotten. */
  async close(): Promise<void> {
    if (!this.#page.isClosed()) await this.#page.close().catch(() => undefined);
  }

  static async #openAndWarm(browser: Browser, options: PrintPageOptions): Promise<PrintPage> {
    const page = await browser.newPage();
    const opened = new PrintPage(page, await page.createCDPSession(), options.onRequestRefused);
    await opened.#untilLost(opened.#prepare(options.stylesheet));
    await opened.#show({ bodyHtml: options.warmingHtml, title: '', language: 'kk', bodyClass: '' });
    await opened.#toPdf(false);
    return opened;
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
    this.#page.once('close', () => {
      this.#lose('the page was closed');
    });
  }

  #lose(reason: string): void {
    this.#lost.reject(new PageLostError(reason));
  }

  async #show(content: Parameters<typeof showContent>[0]): Promise<void> {
    const shown = await this.#untilLost(
      this.#session.send('Runtime.callFunctionOn', {
        functionDeclaration: showContent.toString(),
        executionContextId: this.#world,
        arguments: [{ value: content }],
        awaitPromise: true,
      }),
    );
    if (shown.exceptionDetails) throw new PageLostError(describe(shown.exceptionDetails));
  }

  async #toPdf(outline: boolean): Promise<Uint8Array> {
    const printed = await this.#untilLost(
      this.#session.send('Page.printToPDF', {
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: outline,
      }),
    );
    return Buffer.from(printed.data, 'base64');
  }

  #untilLost<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return Promise.race([answer, this.#lost.promise]);
  }
}

function describe(exception: Protocol.Runtime.ExceptionDetails): string {
  return exception.exception?.description ?? exception.text;
}
