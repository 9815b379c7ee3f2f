import type { Writable } from 'node:stream';
import ExcelJS, { type DataValidation, type Fill, type Worksheet } from 'exceljs';
import type { FormWords } from '../../compose/form-words.ts';
import type { Locales } from '../../compose/locales.ts';
import { type JsonObject, valueAt } from '../../forms/json.ts';
import { rowLimit } from '../limits.ts';
import { type CellContent, cellContent } from './cell-content.ts';
import { ChoiceLists } from './choice-lists.ts';
import { columnsOf, errorsColumn, type FieldColumn, numberColumn, rowColumn, type TableSheet } from './columns.ts';
import { Headings } from './headings.ts';
import { type PlacedColumn, PlacedColumns } from './placed-columns.ts';
import { recordsOf } from './records-of.ts';
import { columnName } from './xlsx/sheet-rows.ts';

/** What a workbook for rows is made with. */
export interface WorkbookOptions {
  readonly words: FormWords;
  readonly locales: Locales;
  /** Groups of columns for each table; 0 gives tables sheets of their own. */
  readonly records: number;
  /** With a column that tells what was wrong. */
  readonly withErrors: boolean;
}

/** A row to be written. */
export interface WrittenRow {
  readonly key: string;
  readonly number: string | null;
  readonly data: JsonObject;
  /** What is wrong with it, a line each. */
  readonly errors: readonly string[];
  /** Paths of values that are wrong, with indexes: their cells are marked. */
  readonly wrong: ReadonlySet<string>;
}

/** Rows beneath the headings and their paths. */
const firstRow = 3;
const sheetNameLimit = 31;
const serviceWidth = 10;
const numberWidth = 20;
const errorsWidth = 60;
/** Points. */
const lineHeight = 15;
const headingFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EEF7' } };
const wrongFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBD5D5' } };

/** A workbook whose rows become documents, written as it goes. */
export class FormWorkbook {
  readonly #options: WorkbookOptions;
  readonly #writer: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #headings: Headings;
  readonly #lists = new ChoiceLists();
  readonly #columns: PlacedColumns;
  readonly #main: readonly FieldColumn[];
  readonly #hasNumber: boolean;
  readonly #sheet: Worksheet;
  readonly #tables: readonly { readonly table: TableSheet; readonly sheet: Worksheet }[];

  constructor(output: Writable, options: WorkbookOptions) {
    const { words, locales, records } = options;
    const { form, language } = words;
    this.#options = options;
    this.#writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: true });
    this.#headings = new Headings(form, locales);
    this.#columns = new PlacedColumns(words, locales, this.#headings, this.#lists);
    const { main, tables } = columnsOf(form, records);
    this.#main = main;
    this.#hasNumber = form.about.numberField === undefined;
    this.#sheet = this.#addSheet(locales.say(language, 'batches', 'sheet'), [
      ...(tables.length > 0 || options.withErrors ? [this.#columns.service(rowColumn, serviceWidth)] : []),
      ...(options.withErrors ? [this.#columns.service(errorsColumn, errorsWidth)] : []),
      ...(this.#hasNumber
        ? [this.#columns.service(numberColumn, numberWidth, locales.say(language, 'batches', 'numberGiven'))]
        : []),
      ...main.map((column) => this.#columns.field(column)),
    ]);
    this.#tables = tables.map((table, at) => ({
      table,
      sheet: this.#addSheet(`${at + 1}. ${this.#headings.ofTable(table.table, language)}`, [
        this.#columns.service(rowColumn, serviceWidth, locales.say(language, 'batches', 'type.record')),
        ...table.within.map((outer) => this.#columns.outer(outer)),
        ...table.columns.map((column) => this.#columns.field(column)),
      ]),
    }));
  }

  add({ key, number, data, errors, wrong }: WrittenRow): void {
    const { withErrors } = this.#options;
    const services: CellContent[] = [
      ...(this.#tables.length > 0 || withErrors ? [key] : []),
      ...(withErrors ? [errors.join('\n')] : []),
      ...(this.#hasNumber ? [number] : []),
    ];
    const fields = this.#main.map((column) => ({
      path: column.path,
      content: this.#content(column, column.path, data),
    }));
    this.#write(this.#sheet, services, fields, wrong);
    for (const { table, sheet } of this.#tables) {
      for (const { indexes, path } of recordsOf(data, [...table.within, table.table])) {
        const own = table.columns.map((column) => {
          const place = path + column.path.slice(table.table.length);
          return { path: place, content: this.#content(column, place, data) };
        });
        this.#write(sheet, [key, ...indexes.slice(0, -1).map((index) => String(index + 1))], own, wrong);
      }
    }
  }

  /** Writes the end of the file. */
  async finish(): Promise<void> {
    this.#sheet.commit();
    for (const { sheet } of this.#tables) sheet.commit();
    this.#lists.write(this.#writer);
    await this.#writer.commit();
  }

  #content(column: FieldColumn, path: string, data: JsonObject): CellContent {
    return cellContent(column, valueAt(data, path), this.#options.words);
  }

  #write(
    sheet: Worksheet,
    services: readonly CellContent[],
    fields: readonly { readonly path: string; readonly content: CellContent }[],
    wrong: ReadonlySet<string>,
  ): void {
    const row = sheet.addRow([...services, ...fields.map(({ content }) => content)]);
    fields.forEach(({ path }, at) => {
      if (wrong.has(path)) row.getCell(services.length + at + 1).fill = wrongFill;
    });
    row.commit();
  }

  #addSheet(name: string, columns: readonly PlacedColumn[]): Worksheet {
    const sheet = this.#writer.addWorksheet(sheetName(name), {
      views: [{ state: 'frozen', ySplit: firstRow - 1 }],
    });
    sheet.columns = columns.map(({ width, numberFormat }) => ({
      width,
      style: { numFmt: numberFormat, alignment: { vertical: 'top', wrapText: true } },
    }));
    const top = sheet.addRow(columns.map(({ heading }) => heading));
    columns.forEach(({ hint }, at) => {
      const cell = top.getCell(at + 1);
      cell.font = { bold: true };
      cell.fill = headingFill;
      cell.numFmt = '@';
      if (hint !== '') cell.note = hint;
    });
    // A row of several lines: readers of the file do not make it as high as it needs to be.
    top.height =
      lineHeight * Math.max(...columns.map(({ heading, width }) => Math.ceil((heading.length * 1.2) / width)));
    top.commit();
    // Beneath them the paths, by which the sheet is read whatever its headings are changed to.
    const paths = sheet.addRow(columns.map(({ path }) => path));
    paths.hidden = true;
    paths.commit();
    columns.forEach(({ validation }, at) => {
      const column = columnName(at);
      if (validation !== null) validate(sheet, `${column}${firstRow}:${column}${firstRow + rowLimit - 1}`, validation);
    });
    return sheet;
  }
}

/** exceljs has the rules of a sheet, but tells types nothing of them. */
function validate(sheet: Worksheet, range: string, validation: DataValidation): void {
  const rules: unknown = 'dataValidations' in sheet ? sheet.dataValidations : undefined;
  if (!hasRules(rules)) throw new TypeError('the sheet takes no rules');
  rules.add(range, validation);
}

function hasRules(value: unknown): value is { add(range: string, validation: DataValidation): unknown } {
  return typeof value === 'object' && value !== null && 'add' in value && typeof value.add === 'function';
}

/** Spreadsheets refuse these characters, and longer names. */
function sheetName(text: string): string {
  return text
    .replaceAll(/[\\/?*[\]:']/g, ' ')
    .slice(0, sheetNameLimit)
    .trim();
}
