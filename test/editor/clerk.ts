import type { Page, Viewport } from 'puppeteer';
import { inject } from 'vitest';
import { Reader, sizes, type Visit } from '../web/browser.ts';

/** The clerk of the shared service in the project's own browser, signed in. */
export class Clerk {
  readonly #reader: Reader;

  private constructor(reader: Reader) {
    this.#reader = reader;
  }

  static async open(): Promise<Clerk> {
    return new Clerk(await Reader.open());
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  /** Opens a page as a signed-in clerk, lets it be used, and closes it; a fault of a script is a fault of the test. */
  visit<Result>(
    path: string,
    use: (visit: Visit) => Promise<Result>,
    { language = 'ru', size = sizes.desktop }: { language?: string; size?: Viewport } = {},
  ): Promise<Result> {
    return this.#reader.visit(path, use, { language, size, session: inject('clerkSession') });
  }
}

/** Waits until the editor listens: its bar stands there. */
export function editorReady(page: Page): Promise<unknown> {
  return page.waitForSelector('#editor-bar [data-ready]');
}
