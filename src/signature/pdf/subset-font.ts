import { createHash } from 'node:crypto';
import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfString } from '@libpdf/core';
import type { Font, Subset } from 'fontkit';
import { compressedStream } from '../../seal/pdf/compressed-stream.ts';

interface Character {
  readonly code: number;
  readonly glyph: number;
  /** Thousandths of the size. */
  readonly width: number;
}

/** ISO 32000-1, table 123: a symbol font, because its codes are our own. */
const fontFlags = 4;
const stemWidth = 80;
/** A block of a character map has at most so many lines (Adobe technical note 5014). */
const mapBlock = 100;

/**
 * The characters of one text in one face, and no others. Each character has a code of its own, also where the face has
 * one glyph for two of them (Ә of the Kazakh and of the Azerbaijani script), so that the text is read as it was written.
 */
export class SubsetFont {
  readonly #face: Font;
  readonly #subset: Subset;
  readonly #characters = new Map<number, Character>();

  constructor(face: Font) {
    this.#face = face;
    this.#subset = face.createSubset();
  }

  /** The text as a string of a content stream. */
  encoded(text: string): string {
    const codes = Array.from(text, (character) => this.#character(character.codePointAt(0) ?? 0).code);
    return `<${codes.map(hexadecimal).join('')}>`;
  }

  /** Puts the characters that were encoded into a file: a composite font (9.7) of some kilobytes. */
  embedIn(file: PDF): PdfRef {
    const program = this.#subset.encode();
    const name = PdfName.of(`${tagOf(program)}+${this.#face.postscriptName}`);
    const characters = [...this.#characters.values()];
    const { minX, minY, maxX, maxY } = this.#face.bbox;
    const scaled = (units: number) => PdfNumber.of(this.#scaled(units));
    const descriptor = file.createDict({
      Type: PdfName.of('FontDescriptor'),
      FontName: name,
      Flags: PdfNumber.of(fontFlags),
      FontBBox: PdfArray.of(scaled(minX), scaled(minY), scaled(maxX), scaled(maxY)),
      ItalicAngle: PdfNumber.of(this.#face.italicAngle),
      Ascent: scaled(this.#face.ascent),
      Descent: scaled(this.#face.descent),
      // Faces of the first version of OS/2 do not state it.
      CapHeight: scaled(this.#face.capHeight || this.#face.ascent),
      StemV: PdfNumber.of(stemWidth),
      FontFile2: file.register(compressedStream(program, { Length1: PdfNumber.of(program.length) })),
    });
    const descendant = file.createDict({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('CIDFontType2'),
      BaseFont: name,
      CIDSystemInfo: PdfDict.of({
        Registry: PdfString.fromString('Adobe'),
        Ordering: PdfString.fromString('Identity'),
        Supplement: PdfNumber.of(0),
      }),
      W: PdfArray.of(PdfNumber.of(1), PdfArray.of(...characters.map(({ width }) => PdfNumber.of(width)))),
      CIDToGIDMap: file.register(compressedStream(glyphNumbers(characters), {})),
      FontDescriptor: descriptor,
    });
    return file.createDict({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('Type0'),
      BaseFont: name,
      Encoding: PdfName.of('Identity-H'),
      DescendantFonts: PdfArray.of(descendant),
      ToUnicode: file.register(compressedStream(Buffer.from(characterMap(this.#characters), 'latin1'), {})),
    });
  }

  #character(codePoint: number): Character {
    const known = this.#characters.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.#face.glyphForCodePoint(codePoint);
    // The types of the library say boolean; it is the number of the glyph in the subset.
    const number = Number(this.#subset.includeGlyph(glyph));
    const character = { code: this.#characters.size + 1, glyph: number, width: this.#scaled(glyph.advanceWidth) };
    this.#characters.set(codePoint, character);
    return character;
  }

  #scaled(units: number): number {
    return Math.round((units * 1000) / this.#face.unitsPerEm);
  }
}

/** Six capital letters that tell a subset from others of its face (9.6.4). */
function tagOf(program: Uint8Array): string {
  const hash = createHash('sha256').update(program).digest();
  return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(0x41 + (byte % 26))).join('');
}

/** Two bytes for every code from 0 on (9.7.4.2). */
function glyphNumbers(characters: readonly Character[]): Buffer {
  const numbers = Buffer.alloc((characters.length + 1) * 2);
  for (const { code, glyph } of characters) numbers.writeUInt16BE(glyph, code * 2);
  return numbers;
}

/** What the codes mean (9.10.3). */
function characterMap(characters: ReadonlyMap<number, Character>): string {
  const lines = Array.from(characters, ([codePoint, { code }]) => {
    const units = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex');
    return `<${hexadecimal(code)}> <${units}>`;
  });
  const blocks = Array.from({ length: Math.ceil(lines.length / mapBlock) }, (_, index) => {
    const block = lines.slice(index * mapBlock, (index + 1) * mapBlock);
    return `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`;
  });
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

function hexadecimal(code: number): string {
  return code.toString(16).padStart(4, '0');
}
