import { browserFlags, type Make, type MakerSetup, poolSize, requireFrom } from './maker.ts';

interface Reporter {
  use(extension: unknown): Reporter;
  init(): Promise<unknown>;
  render(request: {
    readonly template: {
      readonly content: string;
      readonly engine: string;
      readonly recipe: string;
      readonly chrome: object;
    };
  }): Promise<{ readonly content: Uint8Array }>;
}

/** jsreport with the recipe chrome-pdf and its pool of browsers. */
export async function openJsreport({ chromium, packages }: MakerSetup): Promise<Make> {
  const require = requireFrom(packages);
  const createReporter = require('@jsreport/jsreport-core') as (options: object) => Reporter;
  const chromePdf = require('@jsreport/jsreport-chrome-pdf') as (options: object) => unknown;
  const reporter = createReporter({
    discover: false,
    loadConfig: false,
    store: { provider: 'memory' },
    logger: { silent: true },
    workers: { numberOfWorkers: poolSize() },
    reportTimeout: 120_000,
  }).use(
    chromePdf({
      strategy: 'chrome-pool',
      numberOfWorkers: poolSize(),
      launchOptions: {
        executablePath: chromium.executablePath,
        headless: 'shell',
        args: browserFlags,
        env: { ...process.env, ...chromium.environment },
      },
    }),
  );
  await reporter.init();
  return async (html) => {
    const { content } = await reporter.render({
      template: {
        content: html,
        engine: 'none',
        recipe: 'chrome-pdf',
        chrome: { preferCSSPageSize: true, printBackground: true },
      },
    });
    return content;
  };
}
