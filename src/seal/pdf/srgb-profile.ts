import { adapted, type Matrix, scaled, sharesOf, tristimulus, type Vector } from './colorimetry.ts';

/** Red, green and blue of sRGB, and its white (IEC 61966-2-1). */
const primaries: Matrix = [tristimulus(0.64, 0.33), tristimulus(0.3, 0.6), tristimulus(0.15, 0.06)];
const screenWhite = tristimulus(0.3127, 0.329);
/** The white of the profile connection space (ICC.1:2001-04, 6.1). */
const connectionWhite: Vector = [0.9642, 1, 0.8249];
/** With straight lines between its points the curve is right to half a step of 16 bits. */
const curvePoints = 256;
const headerSize = 128;
const tagEntrySize = 12;

/**
 * An ICC profile of the sRGB colour space: a display profile of three primaries and a tone curve (ICC.1:2001-04,
 * version 2.4) of some thousand bytes, the same bytes every time.
 */
export function srgbProfile(): Uint8Array {
  const shares = sharesOf(primaries, screenWhite);
  const colorant = (index: 0 | 1 | 2) =>
    xyz(adapted(scaled(primaries[index], shares[index]), screenWhite, connectionWhite));
  // Tags may share their data (7.2): the three channels have one curve.
  const curve = toneCurve();
  return assembled([
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', element('text', Buffer.from('No copyright, use freely\0', 'latin1'))],
    ['wtpt', xyz(connectionWhite)],
    ['rXYZ', colorant(0)],
    ['gXYZ', colorant(1)],
    ['bXYZ', colorant(2)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

/** Header, table of tags, and what they say, each piece once. */
function assembled(tags: readonly (readonly [string, Buffer])[]): Buffer {
  const directory = Buffer.alloc(4 + tags.length * tagEntrySize);
  directory.writeUInt32BE(tags.length);
  const offsets = new Map<Buffer, number>();
  let end = headerSize + directory.length;
  for (const [index, [name, content]] of tags.entries()) {
    const offset = offsets.get(content) ?? end;
    if (offset === end) {
      offsets.set(content, offset);
      end += content.length;
    }
    const at = 4 + index * tagEntrySize;
    directory.write(name, at, 'latin1');
    directory.writeUInt32BE(offset, at + 4);
    directory.writeUInt32BE(content.length, at + 8);
  }
  return Buffer.concat([header(end), directory, ...offsets.keys()]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(headerSize);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02400000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // A date is required (6.1.8), any fixed one will do: year, month, day.
  for (const [index, part] of [2026, 1, 1].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
  bytes.write('acsp', 36, 'latin1');
  fixedPoint(connectionWhite).copy(bytes, 68);
  return bytes;
}

/** Signature of the type, four reserved bytes, content, filled up to a multiple of four. */
function element(type: string, content: Buffer): Buffer {
  const bytes = Buffer.alloc(Math.ceil((8 + content.length) / 4) * 4);
  bytes.write(type, 'latin1');
  content.copy(bytes, 8);
  return bytes;
}

function xyz(value: Vector): Buffer {
  return element('XYZ ', fixedPoint(value));
}

/** textDescriptionType (6.5.17): the text in ASCII, and none in Unicode (8 bytes) and in ScriptCode (70 bytes). */
function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(ascii.length);
  return element('desc', Buffer.concat([length, ascii, Buffer.alloc(78)]));
}

/** curveType (6.5.3): how much light a value of a channel stands for (IEC 61966-2-1). */
function toneCurve(): Buffer {
  const bytes = Buffer.alloc(4 + curvePoints * 2);
  bytes.writeUInt32BE(curvePoints);
  for (let point = 0; point < curvePoints; point += 1) {
    const value = point / (curvePoints - 1);
    const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(light * 0xffff), 4 + point * 2);
  }
  return element('curv', bytes);
}

/** s15Fixed16Number (5.3.4). */
function fixedPoint(value: Vector): Buffer {
  const bytes = Buffer.alloc(value.length * 4);
  for (const [index, part] of value.entries()) bytes.writeInt32BE(Math.round(part * 0x10000), index * 4);
  return bytes;
}
