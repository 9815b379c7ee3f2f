import type { Row, Table } from '../../compose/document.ts';
import { cellPiece } from './block-pieces.ts';
import { framed, stack, stretch, type Piece, type PieceCell } from './piece.ts';
import { placeCells } from './placement.ts';
import { emptyPiece, sizes, type SheetLayout } from './text-piece.ts';

/** A whole table: head and body. */
export function tablePiece(table: Table, layout: SheetLayout): Piece {
  return stack([rowsPiece(table, table.head, layout), rowsPiece(table, table.body, layout)]);
}

/**
 * Rows of a table on the columns of the sheet. A table row takes as many sheet rows as the fullest of its cells needs;
 * the cells beside it are merged over them.
 */
export function rowsPiece(table: Table, rows: readonly Row[], layout: SheetLayout): Piece {
  const edges = layout.grid.edgesOf(table);
  const size = letterSize(table);
  const placed = placeCells(rows, table.columns.length).map((placement) => {
    const area = { from: edges[placement.column] ?? 0, to: edges[placement.column + placement.columns] ?? 0 };
    const piece = placement.cell === null ? emptyPiece(area) : cellPiece(placement.cell, area, size, layout);
    return { placement, area, piece };
  });
  const starts = sheetRows(rows.length, placed);
  const cells: PieceCell[] = [];
  for (const { placement, area, piece } of placed) {
    const top = starts[placement.row] ?? 0;
    const bottom = starts[placement.row + placement.rows] ?? top;
    const reaching = stretch(piece, bottom - top);
    for (const cell of reaching.cells) {
      cells.push(framed(cell, reaching.rows, table.style === 'grid' ? area : null, top));
    }
  }
  return { rows: starts.at(-1) ?? 0, cells };
}

/** The sheet row at which each table row starts, and the one after the last. */
function sheetRows(
  count: number,
  placed: readonly { placement: { row: number; rows: number }; piece: Piece }[],
): number[] {
  const needed = new Array<number>(count).fill(1);
  if (placed.every(({ placement, piece }) => piece.rows <= placement.rows)) return startsOf(needed);
  const spanned = [...placed].sort((one, other) => one.placement.rows - other.placement.rows);
  for (const { placement, piece } of spanned) {
    const last = placement.row + placement.rows - 1;
    const given = needed.slice(placement.row, last + 1).reduce((sum, rows) => sum + rows, 0);
    if (piece.rows > given) needed[last] = (needed[last] ?? 1) + piece.rows - given;
  }
  return startsOf(needed);
}

function startsOf(heights: readonly number[]): number[] {
  const starts = [0];
  for (const rows of heights) starts.push((starts.at(-1) ?? 0) + rows);
  return starts;
}

function letterSize(table: Table): number {
  if (table.register) return sizes.register;
  return table.style === 'grid' ? sizes.table : sizes.text;
}
