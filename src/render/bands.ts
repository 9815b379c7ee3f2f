import type { Band, Cell, Column, Row, Table } from '../compose/document.ts';

/** A cell at its place in the grid of its rows; rows and columns are zero-based. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
}

/** One printed part of a banded table: the label above it and an ordinary table of the band's columns. */
export interface BandedPart {
  readonly label: string;
  readonly table: Table;
}

/**
 * Puts the cells of rows into a grid, as HTML does: a cell takes the first free column of its row. Spans that run
 * over the last row or the last column are cut there; a cell for which no column is left has no place.
 */
export function placedCells(rows: readonly Row[], columns: number): PlacedCell[] {
  const taken = rows.map(() => new Set<number>());
  return rows.flatMap((row, rowIndex) => {
    let column = 0;
    return row.cells.flatMap((cell): PlacedCell[] => {
      while (taken[rowIndex]?.has(column)) column += 1;
      if (column >= columns) return [];
      const rowspan = clamp(cell.rowspan, rows.length - rowIndex);
      const colspan = clamp(cell.colspan, columns - column);
      for (const occupied of taken.slice(rowIndex, rowIndex + rowspan)) {
        for (let offset = 0; offset < colspan; offset += 1) occupied.add(column + offset);
      }
      return [{ cell, row: rowIndex, column, rowspan, colspan }];
    });
  });
}

/**
 * Cuts a banded table into the parts it is printed as, in print order: for every block of `rowsPerBlock` records
 * every band, each with its head. The columns of a part add up to 1. Without records one block of heads is printed.
 */
export function bandedParts(table: Table): BandedPart[] {
  const head = placedCells(table.head, table.columns.length);
  const blocks = recordBlocks(table.body, table.rowsPerBlock).map((rows) => ({
    rows,
    cells: placedCells(rows, table.columns.length),
  }));
  return blocks.flatMap(({ rows, cells }) =>
    table.bands.map((band) => ({
      label: band.label,
      table: {
        ...table,
        columns: shares(table.columns.slice(band.from, band.to)),
        head: cutToBand(table.head, head, band, 'repeat'),
        body: cutToBand(rows, cells, band, 'once'),
        bands: [],
      },
    })),
  );
}

function recordBlocks(body: readonly Row[], recordsPerBlock: number): Row[][] {
  const blocks: Row[][] = [[]];
  let records = 0;
  for (const row of body) {
    if (row.startsRecord && records >= Math.max(1, recordsPerBlock)) {
      blocks.push([]);
      records = 0;
    }
    if (row.startsRecord) records += 1;
    blocks.at(-1)?.push(row);
  }
  return blocks;
}

/**
 * Rows of one band. A cell that reaches over the edge of the band is cut there; what it says is repeated in the next
 * band for a head (`repeat`) and said once otherwise. Rows in which no cell of the band starts are dropped.
 */
function cutToBand(rows: readonly Row[], cells: readonly PlacedCell[], band: Band, overEdge: 'repeat' | 'once'): Row[] {
  const inBand = cells.filter((placed) => placed.column < band.to && placed.column + placed.colspan > band.from);
  const byRow = Map.groupBy(inBand, (placed) => placed.row);
  let recordPending = false;
  return rows.flatMap((row, index): Row[] => {
    recordPending ||= row.startsRecord;
    const starting = byRow.get(index);
    if (starting === undefined) return [];
    const startsRecord = recordPending;
    recordPending = false;
    return [{ ...row, startsRecord, cells: starting.map((placed) => cutCell(placed, band, byRow, overEdge)) }];
  });
}

function cutCell(
  placed: PlacedCell,
  band: Band,
  keptRows: ReadonlyMap<number, unknown>,
  overEdge: 'repeat' | 'once',
): Cell {
  const spanned = Array.from({ length: placed.rowspan }, (_, offset) => placed.row + offset);
  const saidBefore = placed.column < band.from && overEdge === 'once' && !placed.cell.header;
  return {
    ...placed.cell,
    rowspan: spanned.filter((row) => keptRows.has(row)).length,
    colspan: Math.min(placed.column + placed.colspan, band.to) - Math.max(placed.column, band.from),
    blocks: saidBefore ? [] : placed.cell.blocks,
  };
}

function shares(columns: readonly Column[]): Column[] {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => ({ width: total > 0 ? column.width / total : 1 / columns.length }));
}

function clamp(span: number, room: number): number {
  return Math.max(1, Math.min(span, room));
}
