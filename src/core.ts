import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { BatchOffice } from './batches/batch-office.ts';
import { openBatches } from './batches/open-batches.ts';
import { Composer } from './compose/composer.ts';
import type { Locales } from './compose/locales.ts';
import { browserFolder, type Configuration } from './config.ts';
import { Drafts } from './drafts/drafts.ts';
import { Registers } from './drafts/registers.ts';
import { type Catalogue, loadCatalogue } from './forms/catalogue.ts';
import { Validator } from './forms/validation.ts';
import { type Office, openOffice } from './issuing/office.ts';
import { projectPath } from './project.ts';
import { printStylesheet } from './render/html/page.ts';
import { BrowserPool } from './render/pdf/browser-pool.ts';
import { installChromium } from './render/pdf/chromium.ts';
import { readLogo } from './render/logo.ts';
import { Renderers } from './render/renderers.ts';
import { ClerkAssets } from './web/clerk-assets.ts';

/** What renders documents; it keeps nothing. */
export interface Press {
  readonly catalogue: Catalogue;
  readonly validator: Validator;
  readonly composer: Composer;
  readonly renderers: Renderers;
  readonly locales: Locales;
  readonly drafts: Drafts;
  readonly registers: Registers;
  readonly pool: BrowserPool;
  readonly now: () => Date;
  close(): Promise<void>;
}

/** Everything the HTTP door stands on: the press, and the office that issues. */
export interface Core extends Press {
  readonly office: Office;
  /** Many documents at once; it does nothing before it is started. */
  readonly batches: BatchOffice;
  /** What the clerk's pages are made of. */
  readonly assets: ClerkAssets;
}

/**
 * Loads the forms and starts the browser.
 * @param now the clock, injected so that output can be repeated
 */
export async function openPress(
  configuration: Configuration,
  log: Logger,
  now: () => Date = () => new Date(),
): Promise<Press> {
  await mkdir(configuration.dataFolder, { recursive: true, mode: 0o700 });
  const logo = configuration.logoFile === null ? undefined : await readLogo(configuration.logoFile);
  const chromium = await installChromium({
    cacheDir: browserFolder(configuration),
    fontsDir: projectPath('fonts'),
  });
  const starting = BrowserPool.start({
    chromium,
    stylesheet: printStylesheet,
    pages: configuration.pages,
    queueLimit: configuration.queueLimit,
    longestWaitMilliseconds: configuration.longestWait,
    timeoutMilliseconds: configuration.renderTimeout,
    onBrowserLost: (reason) => {
      log.warn({ reason }, 'browser lost');
    },
  });
  // Schemas and templates are read while the browser starts.
  const catalogue = loadCatalogue();
  const validator = new Validator();
  const composer = new Composer(catalogue);
  const pool = await starting;
  const parts = { catalogue, validator, composer, renderers: new Renderers(pool, logo), now };
  return {
    ...parts,
    locales: composer.locales,
    drafts: new Drafts(parts),
    registers: new Registers(parts),
    pool,
    close: () => pool.close(),
  };
}

export async function openCore(configuration: Configuration, log: Logger, now?: () => Date): Promise<Core> {
  const press = await openPress(configuration, log, now);
  try {
    const office = await openOffice(configuration, press);
    const batches = openBatches(configuration, press, office, { adopts: true, log });
    return {
      ...press,
      office,
      batches,
      assets: new ClerkAssets(press.locales),
      async close() {
        // What is being made is finished while there are pages to print it on.
        await batches.stop();
        await press.close();
        await office.registry.close();
      },
    };
  } catch (error) {
    await press.close();
    throw error;
  }
}
