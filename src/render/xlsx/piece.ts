import type { Area } from './column-grid.ts';
import { sides, type Look } from './cell-look.ts';
import type { SheetPicture } from './pictures.ts';

/** A cell of a piece, possibly merged over several rows and columns. */
export interface PieceCell extends Area {
  /** First row, counted from the top of the piece. */
  readonly row: number;
  readonly rows: number;
  /** Only ever text, a number or a date: never a formula or a link. */
  readonly value: string | number | Date | null;
  readonly look: Look;
  /** Sides with a border, see `sides`. */
  readonly borders: number;
  /** Height that the content needs, in points. */
  readonly height: number;
  /** The picture that stands here. */
  readonly picture: SheetPicture | null;
  /** Whether somebody may change it although the sheet is protected. */
  readonly open: boolean;
  /** What it is known as in the workbook: the fields and the place for a signature that it is. */
  readonly names: readonly string[];
}

/** Rows of cells that belong together: a paragraph, a table, a record of a register. */
export interface Piece {
  readonly rows: number;
  readonly cells: readonly PieceCell[];
}

/** A piece whose rows have their heights in points. */
export interface SizedPiece {
  readonly heights: readonly number[];
  readonly cells: readonly PieceCell[];
}

/** Height of a row without content, in points. */
const emptyRow = 6;

/** Pieces one below the other. */
export function stack(pieces: readonly Piece[]): Piece {
  const [only, ...others] = pieces;
  if (only !== undefined && others.length === 0) return only;
  let rows = 0;
  const cells: PieceCell[] = [];
  for (const piece of pieces) {
    for (const cell of piece.cells) cells.push({ ...cell, row: cell.row + rows });
    rows += piece.rows;
  }
  return { rows, cells };
}

/** The piece lengthened to so many rows: the cells at its bottom reach down. */
export function stretch(piece: Piece, rows: number): Piece {
  if (piece.rows >= rows) return piece;
  const cells = piece.cells.map((cell) =>
    cell.row + cell.rows === piece.rows ? { ...cell, rows: rows - cell.row } : cell,
  );
  return { rows, cells };
}

/**
 * A cell of a piece that is `rows` high, set down `top` rows lower, with its part of a border around the area; null
 * draws none.
 */
export function framed(cell: PieceCell, rows: number, area: Area | null, top: number): PieceCell {
  const { row, from, to, value, look, height, picture, open, names } = cell;
  const borders = area === null ? cell.borders : cell.borders | sidesAt(cell, rows, area);
  if (borders === cell.borders && top === 0) return cell;
  // Written out: every cell of a register comes by here, and a spread costs many times as much.
  return { row: row + top, rows: cell.rows, from, to, value, look, borders, height, picture, open, names };
}

function sidesAt(cell: PieceCell, rows: number, area: Area): number {
  return (
    (cell.row === 0 ? sides.top : sides.none) |
    (cell.to === area.to ? sides.right : sides.none) |
    (cell.row + cell.rows === rows ? sides.bottom : sides.none) |
    (cell.from === area.from ? sides.left : sides.none)
  );
}

/** Gives every row the height that its cells need; what a merged cell lacks is added to its last row. */
export function sized(piece: Piece): SizedPiece {
  const heights = new Array<number>(piece.rows).fill(emptyRow);
  for (const cell of piece.cells) {
    if (cell.rows === 1) heights[cell.row] = Math.max(heights[cell.row] ?? 0, cell.height);
  }
  const merged = piece.cells.filter(({ rows }) => rows > 1);
  if (merged.length === 0) return { heights, cells: piece.cells };
  merged.sort((one, other) => one.row + one.rows - other.row - other.rows);
  for (const { row, rows, height } of merged) {
    const missing = height - heights.slice(row, row + rows).reduce((sum, one) => sum + one, 0);
    const last = row + rows - 1;
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  return { heights, cells: piece.cells };
}
