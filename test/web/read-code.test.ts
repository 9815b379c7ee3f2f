import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import QRCode from 'qrcode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePng } from '../golden/pictures.ts';
import type { IssuedDocument } from '../issuing/answers.ts';
import { newIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import type { GreyPicture } from '../readers/pdf-page.ts';
import { readPdf } from '../readers/pdf.ts';
import { readCode } from '../render/verification/decoders.ts';
import { cropped, turned } from '../render/verification/scan.ts';
import { answered, Reader, textOf } from './browser.ts';
import { certificateForm, pathOf } from './papers.ts';
import { videoOf } from './video.ts';

/** What a phone takes of a sheet held askew. */
const degrees = 4;

const folder = mkdtempSync(join(tmpdir(), 'nysan-web-'));
let document: IssuedDocument;
let sheet: GreyPicture;
let reader: Reader;

beforeAll(async () => {
  const { desk } = await newIssuer('110');
  document = await desk.issued(orderOf(certificateForm));
  const pdf = await desk.file(document.id, 'ru.pdf');
  sheet = turned(await firstPage(pdf, 150), degrees);
  const video = join(folder, 'camera.y4m');
  writeFileSync(video, videoOf(turned(await nearCode(await firstPage(pdf, 300)), degrees)));
  reader = await Reader.open([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]);
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

async function firstPage(pdf: Uint8Array, dotsPerInch: number): Promise<GreyPicture> {
  const file = await readPdf(pdf);
  try {
    const [page] = file.pages;
    if (page === undefined) throw new Error('the file has no page');
    return page.draw(dotsPerInch);
  } finally {
    file.close();
  }
}

/** What a camera sees that is held near the code. */
async function nearCode(picture: GreyPicture): Promise<GreyPicture> {
  const found = await readCode(picture);
  if (found === null) throw new Error('the sheet has no code');
  const { topLeft, bottomRight } = found.position;
  const [width, height] = [960, 720];
  const middle = { x: (topLeft.x + bottomRight.x) / 2, y: (topLeft.y + bottomRight.y) / 2 };
  return cropped(picture, {
    left: Math.round(middle.x - width / 2),
    top: Math.round(middle.y - height / 2),
    width,
    height,
  });
}

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const input = (await page.$('#snapshot')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(file);
}

/** The sentence that the page says next. */
async function said(page: Page): Promise<string> {
  await page.waitForFunction("document.querySelector('.told').textContent !== ''");
  return textOf(page, '.told');
}

test('a picture of the sheet leads to the page of its code, and is sent nowhere', async () => {
  await reader.visit('/verify', async ({ page, requests }) => {
    await answered(page, () => choose(page, 'sheet.png', writePng(sheet)));
    expect(new URL(page.url()).pathname).toBe(pathOf(document));
    expect(await textOf(page, 'h1')).toBe('Документ подлинный, действует');
    const paths = requests.filter((address) => address.startsWith('http')).map((address) => new URL(address).pathname);
    expect(paths).toEqual(['/verify', '/verify/read-code.js', '/verify/jsqr.js', pathOf(document)]);
  });
});

test('a picture without a code, and a file that is no picture, say so', async () => {
  const white = { width: 400, height: 300, pixels: new Uint8Array(400 * 300).fill(255) };
  for (const [name, bytes] of [
    ['white.png', writePng(white)],
    ['junk.png', Buffer.from('junk')],
  ] as const) {
    await reader.visit('/verify', async ({ page }) => {
      await choose(page, name, bytes);
      expect(await said(page)).toBe('Код на снимке не найден. Снимите ближе и без тени.');
    });
  }
});

test('a code that leads elsewhere is not followed', async () => {
  for (const text of ['https://example.com/V/', `https://example.com/W/${document.verification.code}`]) {
    const png = await QRCode.toBuffer(text, { scale: 4 });
    await reader.visit('/verify', async ({ page }) => {
      await choose(page, 'foreign.png', png);
      expect(await said(page)).toContain('не код проверки этого сервиса');
      expect(new URL(page.url()).pathname).toBe('/verify');
    });
  }
});

test('the camera, pointed at the sheet, leads to the page of its code', async () => {
  await reader.visit('/verify', async ({ page }) => {
    await answered(page, () => page.click('#picture button'));
    expect(new URL(page.url()).pathname).toBe(pathOf(document));
  });
});

test('without a camera the page says what to do', async () => {
  const plain = await Reader.open();
  try {
    await plain.visit('/verify', async ({ page }) => {
      await page.click('#picture button');
      expect(await said(page)).toContain('Камера недоступна.');
    });
  } finally {
    await plain.close();
  }
});
