import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';

/** The file that is downloaded meanwhile. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  const downloadPath = mkdtempSync(join(tmpdir(), 'nysan-download-'));
  try {
    const devtools = await page.browser().target().createCDPSession();
    await devtools.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath,
      browserContextId: page.browserContext().id ?? '',
      eventsEnabled: true,
    });
    const done = new Promise<void>((resolve) => {
      devtools.on('Browser.downloadProgress', ({ state }) => {
        if (state === 'completed') resolve();
      });
    });
    await act();
    await done;
    await devtools.detach();
    // The browser tells of the end a moment before the file has its own name.
    const named = () => readdirSync(downloadPath).filter((file) => !file.endsWith('.crdownload'));
    await expect.poll(named, { timeout: 10_000 }).toHaveLength(1);
    const [name = ''] = named();
    return { name, bytes: new Uint8Array(readFileSync(join(downloadPath, name))) };
  } finally {
    rmSync(downloadPath, { recursive: true });
  }
}
