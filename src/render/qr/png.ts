import { crc32, deflateSync } from 'node:zlib';
import type { QrMatrix } from './matrix.ts';
import { quietZone } from './size.ts';

/** ISO 15948, 5.2, 11.2.2 and 9.2: signature of a PNG; one bit a pixel in grey; rows as they are. */
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const bitDepth = 1;
const greyscale = 0;
const unfiltered = 0;
const white = 0xff;

/**
 * The code with its quiet zone as a PNG in black and white. The same arguments make the same bytes.
 * @param pixelsPerModule a whole number, so that all modules are equally large
 */
export function qrPng(matrix: QrMatrix, pixelsPerModule: number): Uint8Array {
  const side = (matrix.size + 2 * quietZone) * pixelsPerModule;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([bitDepth, greyscale], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines(matrix, side, pixelsPerModule))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** All rows of pixels, each after the byte that names its filter. */
function scanlines({ size, modules }: QrMatrix, side: number, pixelsPerModule: number): Buffer {
  const length = 1 + Math.ceil(side / 8);
  const rows = Buffer.alloc(length * side, white);
  for (let row = 0; row < side; row += 1) rows[row * length] = unfiltered;
  for (let y = 0; y < size; y += 1) {
    const top = (y + quietZone) * pixelsPerModule * length;
    for (let x = 0; x < size; x += 1) {
      if (modules[y * size + x] === 1) darken(rows, top + 1, (x + quietZone) * pixelsPerModule, pixelsPerModule);
    }
    for (let line = 1; line < pixelsPerModule; line += 1) rows.copyWithin(top + line * length, top, top + length);
  }
  return rows;
}

/** Makes pixels black in the row that starts at `start`. */
function darken(rows: Buffer, start: number, from: number, count: number): void {
  for (let pixel = from; pixel < from + count; pixel += 1) {
    const at = start + (pixel >> 3);
    rows[at] = (rows[at] ?? white) & ~(0x80 >> (pixel & 7));
  }
}

/** ISO 15948, 5.3: length, type, data, and the checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(4 + named.length + 4);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), 4 + named.length);
  return framed;
}
