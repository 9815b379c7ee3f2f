import type { Style } from 'exceljs';
import type { Alignment } from '../../compose/document.ts';

/** How a cell looks, apart from its borders. */
export interface Look {
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: Alignment;
  readonly vertical: 'top' | 'middle' | 'bottom';
  /** Levels of indentation. */
  readonly indent: number;
  readonly numberFormat: string;
}

/** Sides of a cell that have a border, added up. */
export const sides = { none: 0, top: 1, right: 2, bottom: 4, left: 8, all: 15 } as const;

/** Number format of text that must stay the text it is. */
export const textFormat = '@';
const generalFormat = 'General';
/** Excel shows longer text in cells of the text format as a row of number signs. */
const longestTextFormat = 255;

/**
 * The format of a text cell: text where editing the cell could turn it into a number, a date or a formula (codes,
 * account numbers, words that begin with = + - @), general elsewhere.
 */
export function formatOfText(text: string): string {
  return text.length <= longestTextFormat && /^['=+\-@]|\d/u.test(text) ? textFormat : generalFormat;
}

const alignments: readonly Alignment[] = ['left', 'center', 'right', 'justify'];
const verticals: readonly Look['vertical'][] = ['top', 'middle', 'bottom'];

/** The styles of one workbook: equal looks share one style. */
export class StyleBook {
  readonly #numbers = new Map<string, Map<number, number>>();
  readonly #add: (style: Partial<Style>) => number;

  /** @param add takes a style into the workbook and tells its number */
  constructor(add: (style: Partial<Style>) => number) {
    this.#add = add;
  }

  /** Number of the style for a look with borders on the given sides, of a cell that may be changed or not. */
  numberOf(look: Look, borders: number, open: boolean): number {
    let numbers = this.#numbers.get(look.numberFormat);
    if (numbers === undefined) this.#numbers.set(look.numberFormat, (numbers = new Map<number, number>()));
    const key = lookKey(look, borders) * 2 + Number(open);
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = this.#add({ ...styleOf(look, borders), ...(open && opened) })));
    }
    return number;
  }
}

/** All of a look but its number format in one number: a register asks for a style in every cell. */
function lookKey(look: Look, borders: number): number {
  const letters = (look.size * 2 + Number(look.bold)) * 2 + Number(look.italic);
  const place = alignments.indexOf(look.align) * verticals.length + verticals.indexOf(look.vertical);
  return ((letters * 16 + place) * 16 + borders) * 16 + look.indent;
}

/** Cells of a protected sheet are locked unless they say otherwise. */
const opened: Partial<Style> = { protection: { locked: false } };

function styleOf(look: Look, borders: number): Partial<Style> {
  const line = { style: 'thin' } as const;
  return {
    font: { name: 'Times New Roman', family: 1, size: look.size, bold: look.bold, italic: look.italic },
    alignment: { horizontal: look.align, vertical: look.vertical, wrapText: true, indent: look.indent },
    numFmt: look.numberFormat,
    border: {
      ...(borders & sides.top && { top: line }),
      ...(borders & sides.right && { right: line }),
      ...(borders & sides.bottom && { bottom: line }),
      ...(borders & sides.left && { left: line }),
    },
  };
}
