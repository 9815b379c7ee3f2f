import { cellStyles, type NumberKind } from './cell-styles.ts';
import { PackageParts, WorkbookError } from './package-parts.ts';
import { sharedStrings } from './shared-strings.ts';
import { type SheetCell, sheetRows } from './sheet-rows.ts';
import { readWholeXml } from './xml-events.ts';

export interface SheetRow {
  /** 1 is the first of the sheet. */
  readonly number: number;
  /** Cells that are not empty, by their column: 0 is A. */
  readonly cells: ReadonlyMap<number, SheetCell>;
}

/** What cells are read with. */
export interface CellReading {
  readonly strings: readonly string[];
  readonly styles: readonly NumberKind[];
  /** Days are counted from 1904, as on old Macintoshes. */
  readonly from1904: boolean;
}

const root = 'xl/workbook.xml';

/** A workbook (ECMA-376 part 1, SpreadsheetML) that is read row by row: small in memory however long it is. */
export class Workbook {
  readonly #parts: PackageParts;
  readonly #reading: CellReading;
  /** Parts of the sheets in their order. */
  readonly #sheets: readonly string[];

  private constructor(parts: PackageParts, sheets: readonly string[], reading: CellReading) {
    this.#parts = parts;
    this.#sheets = sheets;
    this.#reading = reading;
  }

  /** @throws WorkbookError */
  static async open(bytes: Uint8Array): Promise<Workbook> {
    const parts = await PackageParts.open(bytes);
    if (!parts.has(root)) throw new WorkbookError('the archive is no workbook');
    const targets = new Map<string, string>();
    await readWholeXml(parts.read('xl/_rels/workbook.xml.rels'), {
      open: (name, attribute) => {
        if (name !== 'Relationship') return;
        const target = attribute('Target') ?? '';
        targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
    });
    const sheets: string[] = [];
    let from1904 = false;
    await readWholeXml(parts.read(root), {
      open: (name, attribute) => {
        if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
        if (name === 'sheet') sheets.push(targets.get(attribute('r:id') ?? '') ?? '');
      },
    });
    // A chart may have a sheet of its own.
    const tables = sheets.filter((name) => name.startsWith('xl/worksheets/') && parts.has(name));
    if (tables.length === 0) throw new WorkbookError('the workbook has no sheet');
    const [strings, styles] = [await sharedStrings(parts), await cellStyles(parts)];
    return new Workbook(parts, tables, { strings, styles, from1904 });
  }

  get sheetCount(): number {
    return this.#sheets.length;
  }

  /** Rows of a sheet that are not empty. @throws WorkbookError */
  rows(sheet: number): AsyncGenerator<SheetRow> {
    return sheetRows(this.#parts.read(this.#sheets[sheet] ?? ''), this.#reading);
  }
}
