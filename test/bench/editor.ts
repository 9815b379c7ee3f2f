import { rmSync } from 'node:fs';
import { type Browser, launch, type Page } from 'puppeteer';
import { projectPath } from '../../src/project.ts';
import { installChromium } from '../../src/render/pdf/chromium.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testNow } from '../support/service.ts';
import { signedIn } from '../support/signed-in.ts';
import { median } from './measuring/statistics.ts';
import { tableOf } from './report/table.ts';

const forms = ['end-user-refusal', 'industrial-certificate', 'productivity-reimbursement-application'];

interface Visit {
  /** Milliseconds from asking for the page until its paper can be typed on. */
  readonly ready: number;
  /** Script that came before, compressed, in bytes, the check of the form's schema included. */
  readonly script: number;
  /** All script that the page loaded by itself, compressed, in bytes. */
  readonly all: number;
  /** Milliseconds from a key to the frame that shows it. */
  readonly key: number;
  /** Milliseconds from a key to the printed pages with it, the pause in typing included. */
  readonly printed: number;
}

/** Medians of several visits to a form. */
export interface EditorFigure extends Visit {
  readonly form: string;
  readonly visits: number;
}

interface Clerk {
  readonly browser: Browser;
  readonly session: string;
  readonly url: string;
}

async function visit({ browser, session, url }: Clerk, form: string): Promise<Visit> {
  const context = await browser.createBrowserContext();
  try {
    await context.setCookie({ name: 'nysan_session', value: session, domain: '127.0.0.1', httpOnly: true });
    const page = await context.newPage();
    await page.setViewport({ width: 1600, height: 1000 });
    await page.goto(`${url}/forms/${form}`);
    await page.waitForSelector('#editor-bar [data-ready]');
    const ready = await page.evaluate(() => performance.getEntriesByName('editor-ready')[0]?.startTime ?? NaN);
    await page.waitForNetworkIdle();
    const [script, all] = await Promise.all([ready, Infinity].map((until) => scriptUntil(page, until)));
    if (script === undefined || all === undefined) throw new Error('no script was loaded');
    return { ready, script, all, key: await keyTime(page), printed: await printedTime(page) };
  } finally {
    await context.close();
  }
}

function scriptUntil(page: Page, instant: number): Promise<number> {
  return page.evaluate(
    (until) =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('.js') && entry.startTime < until)
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    Number.isFinite(instant) ? instant : Number.MAX_VALUE,
  );
}

/** A blank for words, in every one of the forms. */
const blank = '#paper [data-path="applicant.name"][contenteditable]';

async function keyTime(page: Page): Promise<number> {
  await page.focus(blank);
  await page.keyboard.type('а');
  const start = await page.evaluate(() => performance.now());
  await page.keyboard.type('б');
  const shown = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          setTimeout(() => {
            resolve(performance.now());
          });
        });
      }),
  );
  return shown - start;
}

async function printedTime(page: Page): Promise<number> {
  const drawnAfter = async (start: number) => {
    const drawn = await page.waitForFunction(
      (from) => performance.getEntriesByName('preview-drawn', 'measure').find(({ startTime }) => startTime > from),
      {},
      start,
    );
    return page.evaluate(
      (measure) => (measure instanceof PerformanceMeasure ? measure.startTime + measure.duration : NaN),
      drawn,
    );
  };
  await page.click('#editor-bar [data-view=printed]');
  await drawnAfter(0);
  await page.focus(blank);
  const start = await page.evaluate(() => performance.now());
  await page.keyboard.type('в');
  return (await drawnAfter(start)) - start;
}

/**
 * The clerk's editor in a browser: how soon one can type, how much code it takes, how soon a key is on the paper and on
 * the printed pages. Medians of several visits; the first one fills the caches of the service and is not counted.
 */
export async function measureEditor(visits: number): Promise<EditorFigure[]> {
  const dataFolder = newDataFolder();
  const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
  const browser = await openBrowser();
  try {
    const registry = await openRegistry({ dataFolder, now: () => testNow });
    const { session } = await signedIn(registry);
    await registry.close();
    const clerk = { browser, session, url: service.url };
    const figures: EditorFigure[] = [];
    for (const form of forms) {
      await visit(clerk, form);
      const seen: Visit[] = [];
      for (let count = 0; count < visits; count += 1) seen.push(await visit(clerk, form));
      const of = (what: keyof Visit) => median(seen.map((one) => one[what]));
      figures.push({
        form,
        visits,
        ready: of('ready'),
        script: of('script'),
        all: of('all'),
        key: of('key'),
        printed: of('printed'),
      });
    }
    return figures;
  } finally {
    await browser.close();
    await service.stop();
    rmSync(dataFolder, { recursive: true });
  }
}

async function openBrowser(): Promise<Browser> {
  const chromium = await installChromium({
    cacheDir: projectPath('node_modules', '.cache', 'nysan-test', 'browser'),
    fontsDir: projectPath('fonts'),
  });
  return launch({
    executablePath: chromium.executablePath,
    headless: 'shell',
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...chromium.environment },
  });
}

export function editorTable(figures: readonly EditorFigure[]): string {
  return `The editor, medians of ${figures[0]?.visits ?? 0} visits\n${tableOf(
    ['ready ms', 'script kB gzip', 'later too', 'key ms', 'printed ms', 'form'],
    figures.map(({ form, ready, script, all, key, printed }) => [ready, script / 1000, all / 1000, key, printed, form]),
  )}`;
}
