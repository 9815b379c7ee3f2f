import type { Slot } from '../../compose/document.ts';
import type { SigningPlace } from '../signing-places.ts';
import { formatOfText, sides, type Look } from './cell-look.ts';
import type { Area, ColumnGrid } from './column-grid.ts';
import { fieldName } from './defined-names.ts';
import { stack, type Piece, type PieceCell } from './piece.ts';
import type { DocumentPictures } from './pictures.ts';
import type { PrintedText } from './printed-text.ts';
import { rowTexts, type RowText } from './row-height.ts';

/** What the pieces of a sheet have in common. */
export interface SheetLayout {
  readonly grid: ColumnGrid;
  /** A blank form shows the placeholder of a logo that is not there. */
  readonly blank: boolean;
  readonly pictures: DocumentPictures;
  /** An issued document is closed: nothing is filled in or corrected any more. */
  readonly issued: boolean;
  /** Where somebody signs. */
  readonly places: ReadonlyMap<Slot, SigningPlace>;
}

/** Sizes of letters in points: body text, tables, registers, titles, notes and captions. */
export const sizes = { text: 11, table: 10, register: 9, title: 12, note: 9, caption: 8 } as const;

/** Body text. */
export const plainLook: Look = {
  size: sizes.text,
  bold: false,
  italic: false,
  align: 'left',
  vertical: 'top',
  indent: 0,
  numberFormat: 'General',
};

/** Width of a level of indentation, in letter sizes. */
const indentation = 1;

/** Whether a cell is open, and its names. */
export type Opening = Pick<PieceCell, 'open' | 'names'>;

/** A cell with words of the form. */
export const closed: Opening = { open: false, names: [] };

/** A cell in which the fields of these paths are filled in; in an issued document it has their names only. */
export function openingOf(paths: readonly string[], { issued }: SheetLayout): Opening {
  return paths.length === 0 ? closed : { open: !issued, names: paths.map(fieldName) };
}

/** One cell with the given content, `height` points high. */
export function onePiece(
  value: PieceCell['value'],
  area: Area,
  look: Look,
  height: number,
  { open, names }: Opening = closed,
): Piece {
  const { from, to } = area;
  const cell = { row: 0, rows: 1, from, to, value, look, borders: sides.none, height, picture: null, open, names };
  return { rows: 1, cells: [cell] };
}

/** One empty cell. */
export function emptyPiece(area: Area): Piece {
  return onePiece(null, area, plainLook, 0);
}

/**
 * One cell of text, wrapped, with `space` points around; a text too high for a row goes on in the next. Bold or italic
 * words make the cell so; the first cell has the names of the fields in the text.
 */
export function textPiece(printed: PrintedText, area: Area, look: Look, layout: SheetLayout, space = 0): Piece {
  const { bold, italic, text } = printed;
  const plain = (look.bold || !bold) && (look.italic || !italic);
  const lettering = plain ? look : { ...look, bold: look.bold || bold, italic: look.italic || italic };
  const width = layout.grid.widthOf(area) - look.indent * indentation * look.size;
  const rows = rowTexts(text, width, lettering);
  const { open, names } = openingOf(printed.paths, layout);
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return rowPiece(only, area, lettering, space, { open, names });
  return stack(
    rows.map((row, index) =>
      rowPiece(row, area, lettering, index === rows.length - 1 ? space : 0, { open, names: index === 0 ? names : [] }),
    ),
  );
}

function rowPiece({ text, height }: RowText, area: Area, lettering: Look, space: number, opening: Opening): Piece {
  const look = withFormat(lettering, formatOfText(text));
  return onePiece(text === '' ? null : text, area, look, height + space, opening);
}

function withFormat(look: Look, numberFormat: string): Look {
  return look.numberFormat === numberFormat ? look : { ...look, numberFormat };
}
