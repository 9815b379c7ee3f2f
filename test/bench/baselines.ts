import { launch, type Browser } from 'puppeteer';
import { projectPath } from '../../src/project.ts';
import { installChromium } from '../../src/render/pdf/chromium.ts';
import type { Contender } from './measure.ts';

export interface Baselines {
  readonly contenders: readonly Contender[];
  close(): Promise<void>;
}

/** What services commonly do with the same browser and the same HTML: a browser, or a new page, for each request. */
export async function openBaselines(html: string, cacheFolder: string): Promise<Baselines> {
  const chromium = await installChromium({ cacheDir: cacheFolder, fontsDir: projectPath('fonts') });
  const open = () =>
    launch({
      executablePath: chromium.executablePath,
      headless: 'shell',
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
      env: { ...process.env, ...chromium.environment },
    });
  const print = async (browser: Browser) => {
    const page = await browser.newPage();
    await page.setContent(html);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await page.close();
    return pdf.byteLength;
  };
  const shared = await open();
  return {
    contenders: [
      {
        name: 'a browser per request',
        make: async () => {
          const browser = await open();
          try {
            return await print(browser);
          } finally {
            await browser.close();
          }
        },
      },
      { name: 'a new page per request', make: () => print(shared) },
    ],
    close: () => shared.close(),
  };
}
