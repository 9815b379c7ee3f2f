import { type PDF, PdfDict, PdfName, PdfNumber, type PdfRef, PdfArray } from '@libpdf/core';
import { faces } from '../../render/fonts.ts';
import { compressedStream } from '../../seal/pdf/compressed-stream.ts';
import { fittedText, leading } from './fitted-text.ts';
import { SubsetFont } from './subset-font.ts';

/** Points between the text and the edges of its field. */
const padding = 2;
/** From the top of a line to its base, as a share of the size. */
const ascent = 0.9;

/**
 * Draws what a signature looks like on paper: its text in the middle of its height, on nothing, so that the line of the
 * form stays seen.
 * @param width of the field, in points, as is `height`
 * @returns reference of the form XObject
 */
export function drawAppearance(file: PDF, text: readonly string[], width: number, height: number): PdfRef {
  const { size, lines } = fittedText(text, width - 2 * padding, height - padding);
  const fonts = { F0: new SubsetFont(faces.regular), F1: new SubsetFont(faces.fallback) };
  const used = new Set<keyof typeof fonts>();
  const top = (height + lines.length * size * leading) / 2;
  const shown = lines.map((line, index) => {
    const base = top - index * size * leading - size * ascent;
    const runs = runsOf(line).map(({ font, text: run }) => {
      used.add(font);
      return `/${font} ${size} Tf ${fonts[font].encoded(run)} Tj`;
    });
    return [`1 0 0 1 ${padding} ${base.toFixed(2)} Tm`, ...runs].join('\n');
  });
  const content = ['q 0 g BT', ...shown, 'ET Q\n'].join('\n');
  const resources = Object.fromEntries([...used].sort().map((font) => [font, fonts[font].embedIn(file)]));
  return file.register(
    compressedStream(Buffer.from(content, 'latin1'), {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: PdfArray.of(...[0, 0, width, height].map((corner) => PdfNumber.of(Math.round(corner * 1000) / 1000))),
      Resources: PdfDict.of({ Font: PdfDict.of(resources) }),
    }),
  );
}

interface TextRun {
  readonly font: 'F0' | 'F1';
  readonly text: string;
}

/** The parts of a line that one face has the glyphs of. */
function runsOf(line: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const character of line) {
    const codePoint = character.codePointAt(0) ?? 0;
    const isBorrowed = !faces.regular.hasGlyphForCodePoint(codePoint) && faces.fallback.hasGlyphForCodePoint(codePoint);
    const font = isBorrowed ? 'F1' : 'F0';
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + character };
    else runs.push({ font, text: character });
  }
  return runs;
}
