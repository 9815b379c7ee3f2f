import { openPackage, type OfficePackage } from './office-package.ts';
import { shownNumber } from './xlsx-number-format.ts';
import { readFormats, type CellFormat } from './xlsx-formats.ts';
import { descendants, elementAt, elements, textIn, type XmlElement } from './xml.ts';

/** A cell with content or borders, merged or not. Rows and columns count from 1. */
export interface SheetCell extends CellFormat {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly value: string | number | null;
  /** What the cell shows. */
  readonly text: string;
}

export interface Sheet {
  readonly name: string;
  /** Cells row by row; of merged ones only the first. */
  readonly cells: readonly SheetCell[];
  readonly merges: readonly string[];
  /** Width of every column, in digits of the normal font. */
  readonly widths: readonly number[];
  /** Points. */
  readonly heights: readonly number[];
  /** Columns before which a printed page ends. */
  readonly columnBreaks: readonly number[];
  /** Print set-up as written: orientation, scale, margins, header, footer. */
  readonly print: Readonly<Record<string, string>>;
  readonly frozenRows: number;
  readonly filter: string;
  /** Attributes of its protection; null where it has none. */
  readonly protection: Readonly<Record<string, string>> | null;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** What names stand for: cells by theirs, print titles and areas by theirs and the number of the sheet. */
  readonly names: ReadonlyMap<string, string>;
}

const workbookPath = 'xl/workbook.xml';

/** Reads a workbook from its parts, without a spreadsheet library: what it says and how it is shown. */
export async function readXlsx(bytes: Uint8Array): Promise<Workbook> {
  const file = await openPackage(bytes);
  const workbook = file.part(workbookPath);
  const paths = file.related(workbookPath);
  const formats = readFormats(file.part('xl/styles.xml'));
  const sheets = elements(elementAt(workbook, 'sheets') ?? workbook, 'sheet').map(({ attributes }) =>
    sheetOf(attributes.name ?? '', file, paths.get(attributes['r:id'] ?? '') ?? '', formats),
  );
  const names = new Map(
    descendants(workbook, 'definedName').map((name) => [
      `${name.attributes.name ?? ''} ${name.attributes.localSheetId ?? ''}`.trim(),
      textIn(name),
    ]),
  );
  return { sheets, names };
}

function sheetOf(name: string, file: OfficePackage, path: string, formats: readonly CellFormat[]): Sheet {
  const part = file.part(path);
  const merges = descendants(part, 'mergeCell').map(({ attributes }) => attributes.ref ?? '');
  const rows = elements(elementAt(part, 'sheetData') ?? part, 'row');
  return {
    name,
    cells: cellsOf(rows, merges, formats),
    merges,
    widths: descendants(part, 'col').flatMap(({ attributes: { min, max, width } }) =>
      Array.from({ length: Number(max) - Number(min) + 1 }, () => Number(width)),
    ),
    heights: rows.map(({ attributes }) => Number(attributes.ht)),
    columnBreaks: elements(elementAt(part, 'colBreaks') ?? { name: '', attributes: {}, children: [] }, 'brk').map(
      ({ attributes }) => Number(attributes.id),
    ),
    print: {
      ...elementAt(part, 'sheetPr', 'pageSetUpPr')?.attributes,
      ...elementAt(part, 'pageSetup')?.attributes,
      ...elementAt(part, 'pageMargins')?.attributes,
      ...margin(part, 'oddHeader'),
      ...margin(part, 'oddFooter'),
    },
    frozenRows: Number(elementAt(part, 'sheetViews', 'sheetView', 'pane')?.attributes.ySplit ?? 0),
    filter: elementAt(part, 'autoFilter')?.attributes.ref ?? '',
    protection: elementAt(part, 'sheetProtection')?.attributes ?? null,
  };
}

function margin(part: XmlElement, name: 'oddHeader' | 'oddFooter'): Record<string, string> {
  const element = elementAt(part, 'headerFooter', name);
  return element === undefined ? {} : { [name]: textIn(element) };
}

function cellsOf(rows: readonly XmlElement[], merges: readonly string[], formats: readonly CellFormat[]): SheetCell[] {
  const merged = merges.map(areaOf);
  const starts = new Map(merged.map((area) => [`${area.row}/${area.column}`, area]));
  const covered = new Set(
    merged.flatMap(({ row, column, lastRow, lastColumn }) =>
      range(row, lastRow).flatMap((atRow) => range(column, lastColumn).map((atColumn) => `${atRow}/${atColumn}`)),
    ),
  );
  return rows.flatMap((row) =>
    elements(row, 'c').flatMap((cell): SheetCell[] => {
      const address = cell.attributes.r ?? '';
      const at = areaOf(address);
      const key = `${at.row}/${at.column}`;
      const area = starts.get(key);
      if (area === undefined && covered.has(key)) return [];
      const format = formats[Number(cell.attributes.s ?? 0)];
      if (format === undefined) throw new Error(`the cell ${address} has no format`);
      const value = valueOf(cell);
      const text = typeof value === 'number' ? shownNumber(value, format.numberFormat) : (value ?? '');
      return [{ ...format, ...(area ?? at), address, value, text }];
    }),
  );
}

/** @throws Error for formulas, errors and shared strings: the workbooks have none */
function valueOf(cell: XmlElement): string | number | null {
  const address = cell.attributes.r ?? '';
  if (elementAt(cell, 'f') !== undefined) throw new Error(`the cell ${address} holds a formula`);
  const type = cell.attributes.t ?? 'n';
  if (type === 'inlineStr') return unescaped(descendants(cell, 't').map(textIn).join(''));
  if (type === 'str') return unescaped(textIn(elementAt(cell, 'v') ?? cell));
  if (type !== 'n') throw new Error(`the cell ${address} is of the type ${type}, which is not read`);
  const value = elementAt(cell, 'v');
  return value === undefined ? null : Number(textIn(value));
}

/** ECMA-376 part 1, 22.9.2.19: `_x005F_` is the character with that number. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function areaOf(reference: string) {
  const [first = '', last = first] = reference.split(':');
  const { row, column } = placeOf(first);
  const { row: lastRow, column: lastColumn } = placeOf(last);
  return { row, column, lastRow, lastColumn };
}

function placeOf(address: string): { row: number; column: number } {
  const [, name = '', row = ''] = /^([A-Z]+)(\d+)$/u.exec(address) ?? [];
  const column = Array.from(name).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row), column };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
