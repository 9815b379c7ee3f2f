import type { Pdfium } from './pdfium.ts';

/** One character on a page and the box of its shape, in points from the left and from the top of the page. */
export interface Glyph {
  readonly text: string;
  /** Belongs to the structure of the document; page numbers and watermarks do not. */
  readonly read: boolean;
  /** White space that PDFium puts between words and lines. */
  readonly generated: boolean;
  /** Radians, counter-clockwise. */
  readonly angle: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly font: string;
  readonly embedded: boolean;
}

interface PieceFacts {
  readonly read: boolean;
  readonly font: string;
  readonly embedded: boolean;
}

const noPiece: PieceFacts = { read: true, font: '', embedded: true };
const doubleSize = 8;

/** Characters of a page in the order in which the page draws them, which is the order of the document. */
export function readGlyphs(library: Pdfium, page: number): Glyph[] {
  const text = library.call('FPDFText_LoadPage', page);
  const height = library.call('FPDF_GetPageHeight', page);
  const pieces = new Map<number, PieceFacts>([[0, noPiece]]);
  const pieceOf = (index: number): PieceFacts => {
    const object = library.call('FPDFText_GetTextObject', text, index);
    let facts = pieces.get(object);
    if (facts === undefined) pieces.set(object, (facts = factsOf(library, object)));
    return facts;
  };
  try {
    return library.withMemory(4 * doubleSize, (box) =>
      Array.from({ length: library.call('FPDFText_CountChars', text) }, (_, index): Glyph => {
        const edges = [0, 1, 2, 3].map((number) => box + number * doubleSize);
        library.call('FPDFText_GetCharBox', text, index, ...edges);
        const [left = 0, right = 0, bottom = 0, top = 0] = new Float64Array(
          library.bytesAt(box, 4 * doubleSize).buffer,
        );
        return {
          ...pieceOf(index),
          text: characterAt(library, text, index),
          generated: library.call('FPDFText_IsGenerated', text, index) === 1,
          angle: library.call('FPDFText_GetCharAngle', text, index),
          left,
          right,
          top: height - top,
          bottom: height - bottom,
        };
      }),
    );
  } finally {
    library.call('FPDFText_ClosePage', text);
  }
}

/** PDFium gives a hyphen at the end of a line a code of its own; the documents hyphenate nothing, so it was written. */
function characterAt(library: Pdfium, text: number, index: number): string {
  if (library.call('FPDFText_IsHyphen', text, index) === 1) return '-';
  return String.fromCodePoint(library.call('FPDFText_GetUnicode', text, index));
}

function factsOf(library: Pdfium, object: number): PieceFacts {
  const font = library.call('FPDFTextObj_GetFont', object);
  return {
    // ISO 32000-1, 14.8.2.2: what is not marked as content of a structure element is an artifact.
    read: library.call('FPDFPageObj_GetMarkedContentID', object) >= 0,
    font: library.textFrom('utf-8', (buffer, size) => library.call('FPDFFont_GetBaseFontName', font, buffer, size)),
    embedded: library.call('FPDFFont_GetIsEmbedded', font) === 1,
  };
}
