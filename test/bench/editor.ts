import { launch, type Page } from 'puppeteer';
import { projectPath } from '../../src/project.ts';
import { installChromium } from '../../src/render/pdf/chromium.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testNow } from '../support/service.ts';
import { signedIn } from '../support/signed-in.ts';

// The clerk's editor in a browser: how soon one can type, how much code it takes, how soon a key is on the paper and
// on the printed pages. Medians of several visits; the first one fills the caches of the service and is not counted.
const visits = Number(process.env['NYSAN_BENCH_VISITS'] ?? 7);
const forms = ['end-user-refusal', 'industrial-certificate', 'productivity-reimbursement-application'];

const dataFolder = newDataFolder();
const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
const registry = await openRegistry({ dataFolder, now: () => testNow });
const { session } = await signedIn(registry);
await registry.close();
const chromium = await installChromium({
  cacheDir: projectPath('node_modules', '.cache', 'nysan-test', 'browser'),
  fontsDir: projectPath('fonts'),
});
const browser = await launch({
  executablePath: chromium.executablePath,
  headless: 'shell',
  args: ['--no-sandbox', '--disable-gpu'],
  env: { ...process.env, ...chromium.environment },
});

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

async function visit(form: string): Promise<Visit> {
  const context = await browser.createBrowserContext();
  try {
    await context.setCookie({ name: 'nysan_session', value: session, domain: '127.0.0.1', httpOnly: true });
    const page = await context.newPage();
    await page.setViewport({ width: 1600, height: 1000 });
    await page.goto(`${service.url}/forms/${form}`);
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

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
try {
  process.stdout.write(`The editor, medians of ${visits} visits\n`);
  process.stdout.write('ready ms  script kB gzip  later too  key ms  printed ms  form\n');
  for (const form of forms) {
    await visit(form);
    const seen: Visit[] = [];
    for (let count = 0; count < visits; count += 1) seen.push(await visit(form));
    const of = (what: keyof Visit) => median(seen.map((one) => one[what]));
    process.stdout.write(
      `${of('ready').toFixed(0).padStart(8)}  ${(of('script') / 1000).toFixed(1).padStart(14)}  ${(of('all') / 1000).toFixed(1).padStart(9)}  ${of('key').toFixed(1).padStart(6)}  ${of('printed').toFixed(0).padStart(10)}  ${form}\n`,
    );
  }
} finally {
  await browser.close();
  await service.stop();
}
