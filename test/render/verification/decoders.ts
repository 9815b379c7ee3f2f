import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { scanGrayBuffer } from '@undecaf/zbar-wasm';
import jsqr from 'jsqr';
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';
import type { GreyPicture } from '../../readers/pdf-page.ts';

/** Independent readers of QR codes: each gives the texts of the codes that it finds in a picture. */
export const decoders: Readonly<Record<string, (picture: GreyPicture) => Promise<string[]>>> = {
  jsqr(picture) {
    const found = jsqr.default(colours(picture), picture.width, picture.height);
    return Promise.resolve(found === null ? [] : [found.data]);
  },
  async zxing(picture) {
    return (await zxingResults(picture)).map(({ text }) => text);
  },
  async zbar({ width, height, pixels }) {
    const symbols = await scanGrayBuffer(Uint8Array.from(pixels).buffer, width, height);
    return symbols.map((symbol) => symbol.decode());
  },
};

/** The first code that zxing finds, with its place in the picture (quiet zone not included); null where there is none. */
export async function readCode(picture: GreyPicture): Promise<ReadResult | null> {
  return (await zxingResults(picture))[0] ?? null;
}

/** What zxing finds; it is given its program, which it would fetch from the network otherwise. */
async function zxingResults(picture: GreyPicture): Promise<ReadResult[]> {
  await zxing;
  const { width, height } = picture;
  const image = { data: colours(picture), width, height, colorSpace: 'srgb' } as const;
  return readBarcodes(image, { formats: ['QRCode'] });
}

async function loadZxing(): Promise<void> {
  const file = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(file).buffer },
    fireImmediately: true,
  });
}

const zxing = loadZxing();

function colours({ pixels }: GreyPicture): Uint8ClampedArray<ArrayBuffer> {
  const four = new Uint8ClampedArray(pixels.length * 4);
  pixels.forEach((shade, index) => four.fill(shade, index * 4, index * 4 + 3).fill(255, index * 4 + 3, index * 4 + 4));
  return four;
}
