import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import puppeteer from 'puppeteer';
import type { Browser, CDPSession } from 'puppeteer';
import type { InstalledChromium } from './chromium.ts';
import { PageLostError, PoolClosedError } from './errors.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--no-pings',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Frames are drawn when they are asked for, and nobody asks: a page is printed, never shown.
  '--enable-begin-frame-control',
  '--run-all-compositor-stages-before-draw',
];

const firstBackoffMilliseconds = 100;
const longestBackoffMilliseconds = 5_000;
/** A browser that lived this long died of something new: the next is started at once. */
const healthyLifeMilliseconds = 60_000;
const closingMilliseconds = 5_000;

export interface SupervisorEvents {
  /** The browser died, or could not be started; another is being started. */
  readonly onBrowserLost: (reason: string) => void;
}

/** Keeps one browser running: starts another when it dies, at growing intervals when it keeps dying. */
export class BrowserSupervisor {
  readonly #chromium: InstalledChromium;
  readonly #events: SupervisorEvents;
  readonly #closing = new AbortController();
  #current: Promise<CDPSession>;
  #running: Browser | null = null;
  #earlyDeaths = 0;

  /** How often a browser had to be replaced. */
  restarts = 0;

  private constructor(chromium: InstalledChromium, events: SupervisorEvents) {
    this.#chromium = chromium;
    this.#events = events;
    this.#current = this.#launch();
  }

  /** Starts the first browser. Rejects when it does not start: that is a broken installation, not an accident. */
  static async start(chromium: InstalledChromium, events: SupervisorEvents): Promise<BrowserSupervisor> {
    const supervisor = new BrowserSupervisor(chromium, events);
    await supervisor.#current;
    return supervisor;
  }

  /** Session of the running browser, or of the one that is being started. Rejects with PoolClosedError after `close`. */
  session(): Promise<CDPSession> {
    return this.#current;
  }

  get running(): boolean {
    return this.#running !== null;
  }

  get processId(): number | null {
    return this.#running?.process()?.pid ?? null;
  }

  /** Ends the browser and waits until its process is gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#current.catch(() => undefined);
    const browser = this.#running;
    if (browser === null) return;
    const process = browser.process();
    const ended = process && process.exitCode === null && process.signalCode === null ? once(process, 'exit') : null;
    const orderly = browser.close().catch(() => undefined);
    await Promise.race([orderly, delay(closingMilliseconds, undefined, { ref: false })]);
    process?.kill('SIGKILL');
    await ended;
  }

  async #launch(): Promise<CDPSession> {
    const browser = await puppeteer.launch({
      executablePath: this.#chromium.executablePath,
      // Of the service's own environment the browser gets nothing: it holds keys and addresses.
      env: this.#chromium.environment,
      args: flags,
      headless: 'shell',
      // Over a pipe nobody else can reach the browser, and it ends when the service is killed.
      pipe: true,
      // Signals are the service's business: it lets documents finish first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const session = await this.#openSession(browser);
    const startedAt = performance.now();
    this.#running = browser;
    browser.once('disconnected', () => {
      this.#running = null;
      if (this.#closing.signal.aborted) return;
      this.#earlyDeaths = performance.now() - startedAt < healthyLifeMilliseconds ? this.#earlyDeaths + 1 : 0;
      this.#replace('the browser died');
    });
    return session;
  }

  /** One session for all pages. Rejects when the browser has died since its start. */
  async #openSession(browser: Browser): Promise<CDPSession> {
    try {
      const session = await browser.target().createCDPSession();
      if (!session.detached) return session;
      throw new PageLostError('the browser died as it started');
    } catch (error) {
      await browser.close().catch(() => undefined);
      throw error;
    }
  }

  #replace(reason: string): void {
    this.restarts += 1;
    this.#events.onBrowserLost(reason);
    this.#current = this.#relaunch();
    // Between two documents nobody waits for the browser; whoever comes next gets the rejection.
    this.#current.catch(() => undefined);
  }

  async #relaunch(): Promise<CDPSession> {
    for (;;) {
      await this.#backOff();
      try {
        return await this.#launch();
      } catch (error) {
        this.#earlyDeaths += 1;
        this.#events.onBrowserLost(error instanceof Error ? error.message : String(error));
      }
    }
  }

  async #backOff(): Promise<void> {
    const { signal } = this.#closing;
    const milliseconds =
      this.#earlyDeaths < 2
        ? 0
        : Math.min(firstBackoffMilliseconds * 2 ** (this.#earlyDeaths - 2), longestBackoffMilliseconds);
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw new PoolClosedError();
  }
}
