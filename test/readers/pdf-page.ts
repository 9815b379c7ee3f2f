import type { Glyph } from './pdf-glyphs.ts';
import type { Pdfium } from './pdfium.ts';

/** A picture of a page: one byte a pixel, 0 black, 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A level line on a page, in points from the left and the top; also what of it is clipped and not seen. */
export interface Rule {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** One page; lengths in points. */
export class PdfPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly #library: Pdfium;
  readonly #page: number;

  constructor(library: Pdfium, page: number, number: number, glyphs: readonly Glyph[]) {
    this.#library = library;
    this.#page = page;
    this.number = number;
    this.width = library.call('FPDF_GetPageWidth', page);
    this.height = library.call('FPDF_GetPageHeight', page);
    this.glyphs = glyphs;
  }

  /** What is read on the page, in order: no page number, no watermark. */
  get text(): string {
    return this.#join((glyph) => glyph.read);
  }

  /** What stands on the page beside its text, level: the page number. */
  get margin(): string {
    return this.#join((glyph) => !glyph.read && !isSlanted(glyph)).trim();
  }

  /** What stands across the page: the watermark. */
  get watermark(): string {
    return this.#join((glyph) => !glyph.read && isSlanted(glyph)).replace(/\s/gu, '');
  }

  /** Level lines: those of blanks, signatures and tables. */
  get rules(): Rule[] {
    const library = this.#library;
    const count = library.call('FPDFPage_CountObjects', this.#page);
    return library.withMemory(4 * floatSize, (bounds) =>
      Array.from({ length: count }, (_, index) => library.call('FPDFPage_GetObject', this.#page, index))
        .filter((object) => library.call('FPDFPageObj_GetType', object) === pathObject)
        .map((object) => {
          const edges = [0, 1, 2, 3].map((number) => bounds + number * floatSize);
          library.call('FPDFPageObj_GetBounds', object, ...edges);
          const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(
            library.bytesAt(bounds, 4 * floatSize).buffer,
          );
          return { left, right, top: this.height - top, thickness: top - bottom };
        })
        .filter(({ left, right, thickness }) => thickness < thinnest && right - left > thickness),
    );
  }

  /** Draws the page in shades of grey. */
  draw(dotsPerInch: number): GreyPicture {
    const library = this.#library;
    const width = Math.round((this.width * dotsPerInch) / 72);
    const height = Math.round((this.height * dotsPerInch) / 72);
    return library.withMemory(width * height, (buffer) => {
      const bitmap = library.call('FPDFBitmap_CreateEx', width, height, greyFormat, buffer, width);
      library.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, white);
      library.call('FPDF_RenderPageBitmap', bitmap, this.#page, 0, 0, width, height, 0, greyscale);
      const pixels = library.bytesAt(buffer, width * height);
      library.call('FPDFBitmap_Destroy', bitmap);
      return { width, height, pixels };
    });
  }

  close(): void {
    this.#library.call('FPDF_ClosePage', this.#page);
  }

  #join(belongs: (glyph: Glyph) => boolean): string {
    return this.glyphs
      .filter((glyph) => glyph.generated || belongs(glyph))
      .map(({ text }) => text)
      .join('');
  }
}

const floatSize = 4;
/** FPDF_PAGEOBJ_PATH of fpdf_edit.h. */
const pathObject = 2;
/** Points under which a rectangle is a line. */
const thinnest = 2;

/** FPDFBitmap_Gray and FPDF_GRAYSCALE of fpdfview.h. */
const greyFormat = 1;
const greyscale = 0x08;
const white = 0xffffffff;

function isSlanted({ angle }: Glyph): boolean {
  return Math.abs(Math.sin(angle)) > 0.1;
}
