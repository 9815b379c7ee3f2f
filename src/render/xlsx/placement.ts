import type { Cell, Row } from '../../compose/document.ts';

/** Where a cell stands among the columns and rows of its table; `cell` is null where the table has a hole. */
export interface Placement {
  readonly cell: Cell | null;
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** A table whose rows do not fit its columns. */
export class TableShapeError extends Error {
  override readonly name = 'TableShapeError';
}

/**
 * Places the cells of table rows: each in the first column that no span covers. Row spans end with the last row given.
 * @throws TableShapeError when a row has more cells than there are columns.
 */
export function placeCells(rows: readonly Row[], columnCount: number): Placement[] {
  const taken = new Uint8Array(rows.length * columnCount);
  const placements: Placement[] = [];
  rows.forEach(({ cells }, row) => {
    let column = 0;
    for (const cell of cells) {
      while (column < columnCount && taken[row * columnCount + column] === 1) column++;
      if (column + cell.colspan > columnCount) {
        throw new TableShapeError(`Row ${row + 1} has more cells than the ${columnCount} columns of its table`);
      }
      const spanned = Math.min(cell.rowspan, rows.length - row);
      for (let covered = row; covered < row + spanned; covered++) {
        taken.fill(1, covered * columnCount + column, covered * columnCount + column + cell.colspan);
      }
      placements.push({ cell, row, rows: spanned, column, columns: cell.colspan });
      column += cell.colspan;
    }
  });
  taken.forEach((value, index) => {
    if (value === 1) return;
    const row = Math.floor(index / columnCount);
    placements.push({ cell: null, row, rows: 1, column: index % columnCount, columns: 1 });
  });
  return placements;
}
