import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { readPdf } from '../readers/pdf.ts';
import type { GreyPicture } from '../readers/pdf-page.ts';

/** Low, but every word can be read. */
const dotsPerInch = 80;
/** Shades kept of 256: enough for the edges of letters, and half the size of the file. */
const shades = 8;
const shadeStep = 255 / (shades - 1);

/** Draws the pages of a PDF in shades of grey. */
export async function drawPages(pdf: Uint8Array): Promise<GreyPicture[]> {
  const file = await readPdf(pdf);
  try {
    return file.pages.map((page) => {
      const { width, height, pixels } = page.draw(dotsPerInch);
      return { width, height, pixels: pixels.map((pixel) => Math.round(Math.round(pixel / shadeStep) * shadeStep)) };
    });
  } finally {
    file.close();
  }
}

/** A grey PNG of eight bits; rows are not filtered, which suits few shades. */
const format = { colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8 } as const;
const compression = { deflateLevel: 9, deflateStrategy: 0, filterType: 0 } as const;

/** The picture as a PNG file. */
export function writePng({ width, height, pixels }: GreyPicture): Uint8Array {
  const png = new PNG({ width, height, ...format });
  png.data = Buffer.from(pixels);
  return PNG.sync.write(png, { ...format, ...compression });
}

/** Reads a grey PNG. */
export function readPng(bytes: Uint8Array): GreyPicture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, index) => data[index * 4] ?? 0) };
}

export interface PictureDifference {
  /** Pixels that differ, or null where the pictures are not equally large. */
  readonly pixels: number | null;
  /** The pixels that differ in red over the old picture; null where none can be drawn. */
  readonly picture: Uint8Array | null;
}

/** Lets a single shade of the eight pass, the rounding of another processor, and counts two. */
const threshold = 0.14;

/**
 * Compares two pictures pixel by pixel, edges of letters included. Fonts, browser and PDFium belong to the project and
 * draw the same everywhere: no pixel may differ.
 * @returns null where they are equal
 */
export function compare(old: GreyPicture, fresh: GreyPicture): PictureDifference | null {
  if (old.width !== fresh.width || old.height !== fresh.height) return { pixels: null, picture: null };
  if (Buffer.from(old.pixels).equals(fresh.pixels)) return null;
  const difference = new PNG({ width: old.width, height: old.height });
  const pixels = pixelmatch(colours(old), colours(fresh), difference.data, old.width, old.height, {
    threshold,
    includeAA: true,
  });
  return pixels === 0 ? null : { pixels, picture: PNG.sync.write(difference) };
}

function colours({ pixels }: GreyPicture): Uint8Array {
  const four = new Uint8Array(pixels.length * 4);
  pixels.forEach((shade, index) => four.fill(shade, index * 4, index * 4 + 3).fill(255, index * 4 + 3, index * 4 + 4));
  return four;
}
