import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { installChromium } from '../../../src/render/pdf/chromium.ts';
import { fontsDir } from './support.ts';

it('unpacks one browser for callers that come at once, and shows it the project fonts only', async () => {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'nysan-chromium-'));
  try {
    const [first, second] = await Promise.all([
      installChromium({ cacheDir, fontsDir }),
      installChromium({ cacheDir, fontsDir }),
    ]);
    expect(second).toEqual(first);
    expect(await readdir(cacheDir)).toEqual([path.basename(path.dirname(first.executablePath))]);
    expect((await stat(first.executablePath)).mode & 0o100).toBe(0o100);
    const { FONTCONFIG_FILE: fonts = '', LD_LIBRARY_PATH: libraries = '' } = first.environment;
    const folders = [...(await readFile(fonts, 'utf8')).matchAll(/<dir>(.*)<\/dir>/g)].map((match) => match[1]);
    expect(folders).toEqual([fontsDir]);
    expect(await readdir(libraries)).toContain('libnspr4.so');
  } finally {
    await rm(cacheDir, { recursive: true, force: true });
  }
});
