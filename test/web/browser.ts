import axe, { type AxeResults } from 'axe-core';
import { type Browser, launch, type Page, type Viewport } from 'puppeteer';
import { inject } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { installChromium } from '../../src/render/pdf/chromium.ts';
import { keptDataFolder } from '../support/data-folder.ts';

export const sizes = {
  phone: { width: 390, height: 844, isMobile: true, hasTouch: true },
  desktop: { width: 1280, height: 800 },
} as const satisfies Readonly<Record<string, Viewport>>;

/** A visit to a page, by a reader with a language and a screen. */
export interface Visit {
  readonly page: Page;
  /** Addresses that the page asked for, its own first. */
  readonly requests: readonly string[];
}

/** The project's own browser, with JavaScript, as a reader of the pages. */
export class Reader {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(switches: readonly string[] = []): Promise<Reader> {
    const chromium = await installChromium({
      cacheDir: `${keptDataFolder}/browser`,
      fontsDir: projectPath('fonts'),
    });
    const browser = await launch({
      executablePath: chromium.executablePath,
      headless: 'shell',
      args: ['--no-sandbox', '--disable-gpu', ...switches],
      // Without a UTF-8 locale the browser cannot give downloads a Cyrillic name.
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...chromium.environment },
    });
    return new Reader(browser);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens a page of the shared service, lets it be used, and closes it. */
  async visit<Result>(
    path: string,
    use: (visit: Visit) => Promise<Result>,
    { language = 'ru', size = sizes.phone, session }: { language?: string; size?: Viewport; session?: string } = {},
  ): Promise<Result> {
    // What one reader keeps in the browser, drafts and choices, another does not find.
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    const requests: string[] = [];
    const faults: unknown[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (fault) => faults.push(fault));
    try {
      await page.setViewport(size);
      await page.setExtraHTTPHeaders({ 'Accept-Language': language });
      const { hostname, href } = new URL(path, inject('serviceUrl'));
      if (session !== undefined) {
        await context.setCookie({ name: 'nysan_session', value: session, domain: hostname, httpOnly: true });
      }
      await page.goto(href);
      const result = await use({ page, requests });
      if (faults.length > 0) throw new AggregateError(faults, 'the page has a fault');
      return result;
    } finally {
      await context.close();
    }
  }
}

/** What axe finds wrong with a page, by rule; its good practices are asked for too. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = (await page.evaluate('axe.run()')) as AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Whether everything fits the width of the screen. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth <= clientWidth;
  });
}

/** What is read on the page, as the reader sees it. */
export function textOf(page: Page, selector = 'main'): Promise<string> {
  return page.$eval(selector, (element) => (element instanceof HTMLElement ? element.innerText : ''));
}

/** Sends the form that an element belongs to, as Enter in it or a click on it does, and waits for the answer. */
export async function answered(page: Page, act: () => Promise<unknown>): Promise<number> {
  const [answer] = await Promise.all([page.waitForNavigation(), act()]);
  return answer?.status() ?? 0;
}
