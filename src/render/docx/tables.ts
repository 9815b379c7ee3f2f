import {
  BorderStyle,
  type Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Block, Row, Table as DocumentTable } from '../../compose/document.ts';
import { mayDivide } from '../text-length.ts';
import { bandedParts, placedCells, type PlacedCell } from '../bands.ts';
import { styledParagraph, tableGap } from './paragraphs.ts';
import type { Place } from './place.ts';
import { denseTableSize, smallSize, tableSizes } from './styles.ts';

/** Draws the blocks inside a cell. */
export type DrawBlocks = (blocks: readonly Block[], place: Place) => (Paragraph | Table)[];

/** A table with more columns than this is set in the smallest size. */
const denseFrom = 9;

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const gridBorders = {
  top: rule,
  bottom: rule,
  left: rule,
  right: rule,
  insideHorizontal: rule,
  insideVertical: rule,
};
/** Room between a cell's edge and its text, twips; the text of a plain table ends where its last column ends. */
const padding = { grid: { left: 70, right: 70 }, plain: { left: 0, right: 140 } } as const;

/** A table, or for a banded one its parts, each under its label. */
export function drawTable(table: DocumentTable, place: Place, drawBlocks: DrawBlocks): (Paragraph | Table)[] {
  const widest = Math.max(0, ...table.bands.map((band) => band.to - band.from));
  const dense = (table.bands.length === 0 ? table.columns.length : widest) >= denseFrom;
  if (table.bands.length === 0) return [drawWhole(table, dense, place, drawBlocks)];
  return bandedParts(table).flatMap((part, index, parts) => [
    ...(index > 0 ? [tableGap('space', false)] : []),
    styledParagraph('BandLabel', [{ kind: 'text', text: part.label, bold: false, italic: false }], {
      ...place,
      fontSize: smallSize,
    }),
    drawWhole(part.table, dense, { ...place, keepNext: place.keepNext && index === parts.length - 1 }, drawBlocks),
  ]);
}

function drawWhole(table: DocumentTable, dense: boolean, place: Place, drawBlocks: DrawBlocks): Table {
  const widths = columnWidths(
    table.columns.map((column) => column.width),
    place.width,
  );
  const draw = (rows: readonly Row[], head: boolean): TableRow[] =>
    gridRows(rows, widths.length).map((cells, index) => {
      const last = place.keepNext && (head ? table.body.length === 0 : true) && index === rows.length - 1;
      const keepNext = last || rows[index]?.keepWithNext === true;
      return new TableRow({
        ...(head ? { tableHeader: true } : {}),
        ...(head || !mayDivide({ cells }) ? { cantSplit: true } : {}),
        children: cells.map((cell) => drawCell(cell, table, { ...place, keepNext }, { widths, dense, drawBlocks })),
      });
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: place.width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, top: 15, bottom: 15, ...padding[table.style] },
    borders: table.style === 'grid' ? gridBorders : TableBorders.NONE,
    rows: [...draw(table.head, true), ...draw(table.body, false)],
  });
}

/** A cell of Word's grid, where the rows below the first of a row span have cells of their own. */
interface GridCell {
  readonly column: number;
  readonly colspan: number;
  readonly source: PlacedCell | null;
  readonly merge: 'none' | 'start' | 'continue';
  readonly blocks: readonly Block[];
}

/** The rows as Word wants them: every column of every row belongs to a cell. */
function gridRows(rows: readonly Row[], columns: number): GridCell[][] {
  const grid = rows.map((): GridCell[] => []);
  for (const source of placedCells(rows, columns)) {
    grid.slice(source.row, source.row + source.rowspan).forEach((cells, offset) => {
      cells.push({
        column: source.column,
        colspan: source.colspan,
        source,
        merge: source.rowspan === 1 ? 'none' : offset === 0 ? 'start' : 'continue',
        blocks: offset === 0 ? source.cell.blocks : [],
      });
    });
  }
  return grid.map((cells) => withoutHoles(cells, columns));
}

function withoutHoles(cells: readonly GridCell[], columns: number): GridCell[] {
  const sorted = cells.toSorted((left, right) => left.column - right.column);
  const filled: GridCell[] = [];
  let next = 0;
  const fillTo = (column: number) => {
    for (; next < column; next += 1) filled.push({ column: next, colspan: 1, source: null, merge: 'none', blocks: [] });
  };
  for (const cell of sorted) {
    fillTo(cell.column);
    filled.push(cell);
    next = cell.column + cell.colspan;
  }
  fillTo(columns);
  return filled;
}

function drawCell(
  cell: GridCell,
  table: DocumentTable,
  place: Place,
  { widths, dense, drawBlocks }: { widths: readonly number[]; dense: boolean; drawBlocks: DrawBlocks },
): TableCell {
  const width = widths.slice(cell.column, cell.column + cell.colspan).reduce((sum, part) => sum + part, 0);
  const header = cell.source?.cell.header ?? false;
  const grid = table.style === 'grid';
  const flush = !grid && cell.column + cell.colspan === widths.length;
  const right = flush ? 0 : padding[table.style].right;
  const inside: Place = {
    ...place,
    width: Math.max(1, width - padding[table.style].left - right),
    fontSize: grid ? (dense ? denseTableSize : tableSizes[place.page.orientation]) : place.fontSize,
    cell: { style: table.style, header, dense },
  };
  place.numbering.close();
  const children = drawBlocks(cell.blocks, inside);
  place.numbering.close();
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(cell.colspan > 1 ? { columnSpan: cell.colspan } : {}),
    ...(cell.merge === 'none'
      ? {}
      : { verticalMerge: cell.merge === 'start' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
    ...(flush ? { margins: { marginUnitType: WidthType.DXA, right } } : {}),
    ...(header ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
    children,
  });
}

/** Whole twips that add up to the width of the table. */
function columnWidths(shares: readonly number[], width: number): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let passed = 0;
  return shares.map((share) => {
    const from = Math.round((passed / total) * width);
    passed += share;
    return Math.round((passed / total) * width) - from;
  });
}
