import type { Worksheet } from 'exceljs';
import type { OfficialDocument, Row } from '../../compose/document.ts';
import type { StyleBook } from './cell-look.ts';
import type { PicturePlace } from './drawing.ts';
import { headerFooter, pageSetup } from './page.ts';
import type { PieceCell, SizedPiece } from './piece.ts';
import { recordPiece, recordsOf, type SheetPlan } from './sheet-plan.ts';
import { rowsXml } from './sheet-rows.ts';
import type { WorkbookFile } from './workbook-file.ts';

/** Records of a register, each the rows of one record. */
export type Records = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;

/** Records written before the writer looks whether the compressor keeps up. */
const recordsAtOnce = 10;

/** One sheet of a workbook while it is written from top to bottom. */
export class SheetWriter {
  readonly #workbook: WorkbookFile;
  readonly #plan: SheetPlan;
  readonly #styles: StyleBook;
  readonly #sheet: Worksheet;
  readonly #columns: readonly string[];
  readonly #pictures: PicturePlace[] = [];
  readonly #merges: string[] = [];
  #rows = 0;

  constructor(
    workbook: WorkbookFile,
    plan: SheetPlan,
    styles: StyleBook,
    document: OfficialDocument,
    footerText: string | undefined,
  ) {
    const { grid } = plan.layout;
    this.#workbook = workbook;
    this.#plan = plan;
    this.#styles = styles;
    this.#columns = grid.widths.map((_, index) => columnName(index));
    const frozen = plan.register === null ? null : rowCount([...plan.before, plan.register.head]);
    this.#sheet = workbook.addSheet(
      plan.name,
      {
        pageSetup: pageSetup(document, plan.orientation, grid.pageStarts.length > 0),
        headerFooter: headerFooter(document.watermark, footerText),
        views: [frozen === null ? { state: 'normal', showGridLines: false } : { state: 'frozen', ySplit: frozen }],
      },
      grid.widths,
    );
  }

  /** Number of the sheet in the workbook. */
  get id(): number {
    return this.#sheet.id;
  }

  /** Writes all of the sheet; the records come from the register's body unless they are given. Returns its pictures. */
  async write(records: Records | null): Promise<readonly PicturePlace[]> {
    for (const piece of this.#plan.before) this.#put(piece);
    if (this.#plan.register !== null) {
      const { table, head } = this.#plan.register;
      const top = this.#rows + 1;
      this.#put(head);
      const headEnd = this.#rows;
      await this.#putRecords(records ?? recordsOf(table));
      this.#sheet.pageSetup.printTitlesRow = `${top}:${headEnd}`;
      this.#sheet.autoFilter = `A${headEnd}:${this.#lastColumn}${this.#rows}`;
    }
    for (const piece of this.#plan.after) this.#put(piece);
    this.#finish();
    return this.#pictures;
  }

  async #putRecords(records: Records): Promise<void> {
    const register = this.#plan.register;
    if (register === null) return;
    let waiting = 0;
    for await (const rows of records) {
      // Names stay in memory until the end: the first record has them, which is enough to find every column by.
      this.#put(recordPiece(register.table, rows, this.#plan.layout), waiting === 0);
      if (++waiting % recordsAtOnce === 0) await this.#workbook.breathe(this.#sheet);
    }
  }

  #finish(): void {
    const cells = `A1:${this.#lastColumn}${Math.max(this.#rows, 1)}`;
    this.#sheet.pageSetup.printArea = cells;
    this.#workbook.finishSheet(this.#sheet, {
      pageStarts: this.#plan.layout.grid.pageStarts,
      merges: this.#merges,
      cells,
      hasDrawing: this.#pictures.length > 0,
    });
  }

  #put(piece: SizedPiece, named = true): void {
    const styleOf = ({ look, borders, open }: PieceCell) => this.#styles.numberOf(look, borders, open);
    this.#workbook.writeRows(this.#sheet, rowsXml(piece, this.#rows + 1, this.#columns, styleOf));
    for (const cell of piece.cells) {
      this.#putAside(cell);
      if (named && cell.names.length > 0) this.#name(cell);
    }
    this.#rows += piece.heights.length;
  }

  /** What a sheet keeps apart from its rows: pictures and merged cells. */
  #putAside({ row, rows, from, to, picture }: PieceCell): void {
    const top = this.#rows + row + 1;
    if (picture !== null) this.#pictures.push({ row: top - 1, from, to, picture });
    if (rows === 1 && to === from + 1) return;
    this.#merges.push(`${this.#address(from, top)}:${this.#address(to - 1, top + rows - 1)}`);
  }

  /** A merged cell is known by its first one. */
  #name(cell: PieceCell): void {
    const address = `$${this.#columns[cell.from] ?? ''}$${this.#rows + cell.row + 1}`;
    for (const name of cell.names) this.#workbook.nameCell(this.#sheet, address, name);
  }

  get #lastColumn(): string {
    return this.#columns.at(-1) ?? 'A';
  }

  #address(column: number, row: number): string {
    return `${this.#columns[column] ?? ''}${row}`;
  }
}

function rowCount(pieces: readonly SizedPiece[]): number {
  return pieces.reduce((rows, { heights }) => rows + heights.length, 0);
}

/** A, B, … Z, AA for 0, 1, … 25, 26. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
