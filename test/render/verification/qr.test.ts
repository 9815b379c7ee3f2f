import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type QrMatrix, QrTextError, qrMatrix } from '../../../src/render/qr/matrix.ts';
import { qrPng } from '../../../src/render/qr/png.ts';
import { moduleSize, sideOnPaper } from '../../../src/render/qr/size.ts';
import { readPng } from '../../golden/pictures.ts';
import { decoders, readCode } from './decoders.ts';
import { codeLetters, verification } from './issued.ts';

describe('the code of an address', () => {
  it('is one alphanumeric segment of level Q that decoders read', async () => {
    const picture = readPng(qrPng(qrMatrix(verification.url), 6));
    for (const decode of Object.values(decoders)) expect(await decode(picture)).toEqual([verification.url]);
    expect((await readCode(picture))?.extra).toContain('"ECLevel":"Q"');
  });

  // ISO/IEC 18004, table 7: at level Q version 9 holds 189 alphanumeric characters, version 10 221, version 11 259.
  it.each([
    [189, 9],
    [190, 10],
    [221, 10],
    [222, 11],
  ])('of %i characters is of version %i', (length, version) => {
    const prefix = 'HTTPS://A.KZ:8443/V/';
    expect(qrMatrix(prefix + codeLetters(length - prefix.length)).size).toBe(17 + 4 * version);
  });

  it.each(['HTTPS://NYSAN.KZ/V/abc', 'HTTPS://NYSAN.KZ/?A=B', 'HTTPS://ҚАЗ.KZ/V/A', 'A B', 'A\n', ''])(
    'is refused for %j, which would not be read as it is',
    (text) => {
      expect(() => qrMatrix(text)).toThrow(QrTextError);
    },
  );

  it('is refused for an address too long for any code', () => {
    expect(() => qrMatrix(codeLetters(5000))).toThrow(QrTextError);
  });
});

describe('its picture', () => {
  const matrix: QrMatrix = qrMatrix('HTTPS://A.KZ/V/ABC');

  it.each([1, 2, 3, 6])('has the modules in a quiet zone of four, %i pixels each', (pixels) => {
    const png = qrPng(matrix, pixels);
    const { width, height, data } = PNG.sync.read(Buffer.from(png));
    const side = (matrix.size + 8) * pixels;
    expect([width, height]).toEqual([side, side]);
    const wrong = Array.from({ length: side * side }, (_, index) => index).filter((index) => {
      const x = Math.floor((index % side) / pixels) - 4;
      const y = Math.floor(index / side / pixels) - 4;
      const inside = x >= 0 && y >= 0 && x < matrix.size && y < matrix.size;
      const dark = inside && matrix.modules[y * matrix.size + x] === 1;
      return data[index * 4] !== (dark ? 0 : 255);
    });
    expect(wrong).toEqual([]);
  });

  it('has one bit a pixel in grey and is the same every time', () => {
    const png = Buffer.from(qrPng(matrix, 6));
    expect([png.readUInt8(24), png.readUInt8(25)]).toEqual([1, 0]);
    expect(png.equals(qrPng(qrMatrix('HTTPS://A.KZ/V/ABC'), 6))).toBe(true);
  });

  it('has modules of 0.53 mm also where a spreadsheet is printed at 97 %', () => {
    expect(moduleSize * 0.97).toBeGreaterThanOrEqual(0.53);
    expect(sideOnPaper(matrix)).toBeCloseTo((matrix.size + 8) * moduleSize);
  });
});
