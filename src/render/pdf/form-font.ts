import { deflateSync } from 'node:zlib';
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';
import { create } from 'fontkit';

/**
 * What can be typed: codes 128 to 255 of СТ РК 1048-2002, the Kazakh single-byte set (a superset of the Russian letters
 * of Windows-1251), with the tenge sign at its only free code.
 */
const upperHalf =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏ' +
  'ђ‘’“”•–—₸™љ›њқһџ' +
  '\u00A0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00AD®Ү' +
  '°±Ііөµ¶·ё№ғ»әҢңү' +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ' +
  'абвгдежзийклмнопрстуфхцчшщъыьэюя';

const firstCode = 32;
const firstUpperCode = 128;
/** ISO 32000-1, table 123: serifs, and no symbol font. */
const fontFlags = 2 + 32;
const stemWidth = 80;

/** The font lacks letters that must be typed, or is not a single TrueType face. */
export class UnfitFontError extends Error {
  override readonly name = 'UnfitFontError';
}

/** A TrueType face prepared once for the fields of any number of files. */
export interface FormFont {
  /** Name of the font in the form's resources. */
  readonly resourceName: string;
  /** Puts the face into a file: about 270 kB, and 5 objects. */
  readonly embedIn: (pdf: PDF) => PdfRef;
}

/**
 * Prepares a face for typing. It becomes a simple font with an encoding of 224 codes, not a composite one with
 * Identity-H: viewers turn typed text into codes by the names in the encoding, and few of them can do so by glyph
 * numbers. The whole face is embedded, because nobody knows what will be typed.
 *
 * @throws UnfitFontError
 */
export function prepareFormFont(trueType: Uint8Array): FormFont {
  const face = create(Buffer.from(trueType));
  if (!('glyphForCodePoint' in face)) throw new UnfitFontError('a collection of fonts');
  const characters = [...lowerHalf(), ...codePoints(upperHalf)];
  const missing = characters.filter((codePoint) => codePoint > firstCode && !face.hasGlyphForCodePoint(codePoint));
  // 127 is a control code and the soft hyphen is drawn by layout: neither needs a glyph.
  const needed = missing.filter((codePoint) => codePoint !== 0x7f && codePoint !== 0xad);
  if (needed.length > 0) throw new UnfitFontError(`no glyphs for ${String.fromCodePoint(...needed)}`);

  const scaled = (units: number) => PdfNumber.of(Math.round((units * 1000) / face.unitsPerEm));
  const widths = characters.map((codePoint) => scaled(face.glyphForCodePoint(codePoint).advanceWidth));
  const names = codePoints(upperHalf).map((codePoint) =>
    PdfName.of(glyphName(face.glyphForCodePoint(codePoint).name, codePoint)),
  );
  const program = deflateSync(trueType, { level: 9 });
  const { minX, minY, maxX, maxY } = face.bbox;

  const embedIn = (pdf: PDF): PdfRef => {
    const file = pdf.register(
      new PdfStream(
        [
          ['Filter', PdfName.of('FlateDecode')],
          ['Length1', PdfNumber.of(trueType.length)],
        ],
        program,
      ),
    );
    const descriptor = pdf.createDict({
      Type: PdfName.of('FontDescriptor'),
      FontName: PdfName.of(face.postscriptName),
      Flags: PdfNumber.of(fontFlags),
      FontBBox: PdfArray.of(scaled(minX), scaled(minY), scaled(maxX), scaled(maxY)),
      ItalicAngle: PdfNumber.of(face.italicAngle),
      Ascent: scaled(face.ascent),
      Descent: scaled(face.descent),
      CapHeight: scaled(face.capHeight),
      StemV: PdfNumber.of(stemWidth),
      FontFile2: file,
    });
    return pdf.createDict({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('TrueType'),
      BaseFont: PdfName.of(face.postscriptName),
      FirstChar: PdfNumber.of(firstCode),
      LastChar: PdfNumber.of(firstCode + widths.length - 1),
      Widths: PdfArray.of(...widths),
      FontDescriptor: descriptor,
      Encoding: PdfDict.of({
        Type: PdfName.of('Encoding'),
        BaseEncoding: PdfName.of('WinAnsiEncoding'),
        Differences: PdfArray.of(PdfNumber.of(firstUpperCode), ...names),
      }),
    });
  };
  return { resourceName: face.familyName.replaceAll(/[^A-Za-z0-9]/g, ''), embedIn };
}

function lowerHalf(): number[] {
  return Array.from({ length: firstUpperCode - firstCode }, (_, index) => firstCode + index);
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

/**
 * The name that the face itself has for the glyph, where that name also means the character: faces share one glyph
 * between letters of the same shape (Ә is U+018F and U+04D8), and by its name the typed letter would not be found.
 */
function glyphName(nameInFace: string, codePoint: number): string {
  const byNumber = `uni${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return nameInFace === '' || nameInFace.startsWith('uni') ? byNumber : nameInFace;
}
