import type { OfficialDocument, Orientation, Row, Table } from '../../compose/document.ts';
import { arrangedBlocks } from '../verification/beside-stamp.ts';
import { blockPiece } from './block-pieces.ts';
import { ColumnGrid, flatten } from './column-grid.ts';
import { printableWidth } from './page.ts';
import { sized, stack, type Piece, type SizedPiece } from './piece.ts';
import type { SheetPart } from './sheet-parts.ts';
import type { DocumentPictures } from './pictures.ts';
import { plainText } from './printed-text.ts';
import { rowsPiece } from './table-piece.ts';
import { plainLook, sizes, textPiece, type SheetLayout } from './text-piece.ts';

/** The register of a sheet: its head is frozen and filtered, its records are laid out one by one. */
export interface RegisterPlan {
  readonly table: Table;
  readonly head: SizedPiece;
}

/** What stands on a sheet, from top to bottom. */
export interface SheetPlan {
  readonly name: string;
  readonly orientation: Orientation;
  readonly layout: SheetLayout;
  readonly before: readonly SizedPiece[];
  readonly register: RegisterPlan | null;
  readonly after: readonly SizedPiece[];
}

/** Lays out all of a sheet but the records of its register; `places` are named where somebody signs. */
export function sheetPlan(
  part: SheetPart,
  document: OfficialDocument,
  pictures: DocumentPictures,
  places: SheetLayout['places'] = new Map(),
): SheetPlan {
  const grid = new ColumnGrid(part.blocks, printableWidth(part.orientation));
  const layout = { grid, blank: document.mode === 'blank', pictures, issued: pictures.code !== null, places };
  const before: SizedPiece[] = [];
  const after: SizedPiece[] = [];
  let register: RegisterPlan | null = null;
  for (const block of arrangedBlocks(flatten(part.blocks))) {
    if (block.kind === 'table' && block.register && register === null) {
      register = { table: block, head: sized(headPiece(block, layout)) };
      continue;
    }
    const piece = blockPiece(block, layout);
    if (piece !== null) (register === null ? before : after).push(sized(piece));
  }
  return { name: part.name, orientation: part.orientation, layout, before, register, after };
}

/**
 * Lays out the rows of one record. All its cells are open until the register is issued, computed ones too: a protected
 * sheet sorts nothing that is closed.
 */
export function recordPiece(table: Table, rows: readonly Row[], layout: SheetLayout): SizedPiece {
  const { heights, cells } = sized(rowsPiece(table, rows, layout));
  return { heights, cells: layout.issued ? cells : cells.map((cell) => (cell.open ? cell : { ...cell, open: true })) };
}

/** The rows of a table, record by record. */
export function recordsOf(table: Table): Row[][] {
  const records: Row[][] = [];
  for (const row of table.body) {
    const last = records.at(-1);
    if (row.startsRecord || last === undefined) records.push([row]);
    else last.push(row);
  }
  return records;
}

/** The head of a register; above it the label of each part of a table that is wider than the page. */
function headPiece(table: Table, layout: SheetLayout): Piece {
  const head = rowsPiece(table, table.head, layout);
  const edges = layout.grid.edgesOf(table);
  const labels = table.bands.map(({ label, from, to }) => {
    const area = { from: edges[from] ?? 0, to: edges[to] ?? 0 };
    const look = { ...plainLook, size: sizes.register };
    return textPiece(plainText(label), area, look, layout);
  });
  if (labels.length === 0) return head;
  return stack([{ rows: 1, cells: labels.flatMap(({ cells }) => cells) }, head]);
}
