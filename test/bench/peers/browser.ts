import { launch, type Browser } from 'puppeteer';
import { browserFlags, type Make, type MakerSetup } from './maker.ts';

function open({ chromium }: MakerSetup): Promise<Browser> {
  return launch({
    executablePath: chromium.executablePath,
    headless: 'shell',
    args: browserFlags,
    env: { ...process.env, ...chromium.environment },
  });
}

async function print(browser: Browser, html: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.setContent(html);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  return pdf;
}

/** The simplest service: a browser for each request. */
export function openBrowserPerRequest(setup: MakerSetup): Promise<Make> {
  return Promise.resolve(async (html) => {
    const browser = await open(setup);
    try {
      return await print(browser, html);
    } finally {
      await browser.close();
    }
  });
}

/** What services that print any HTML do: one browser, and a new page of it for each request. */
export async function openPagePerRequest(setup: MakerSetup): Promise<Make> {
  const browser = await open(setup);
  return (html) => print(browser, html);
}
