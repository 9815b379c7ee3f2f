import type { Workbook } from 'exceljs';
import { columnName } from './xlsx/sheet-rows.ts';

/** Spreadsheets take no longer list within a rule itself, and part it at commas. */
const sheetName = 'lists';

/** Words to choose from, each list a column of a hidden sheet. */
export class ChoiceLists {
  readonly #ranges = new Map<string, string>();
  readonly #lists: (readonly string[])[] = [];

  /** The cells that hold the list, as a formula names them. */
  rangeOf(words: readonly string[]): string {
    const key = JSON.stringify(words);
    const known = this.#ranges.get(key);
    if (known !== undefined) return known;
    const column = columnName(this.#lists.length);
    const range = `${sheetName}!$${column}$2:$${column}$${words.length + 1}`;
    this.#lists.push(words);
    this.#ranges.set(key, range);
    return range;
  }

  /** Writes the lists; headings tell the reader that it is no sheet of records. */
  write(workbook: Workbook): void {
    if (this.#lists.length === 0) return;
    const sheet = workbook.addWorksheet(sheetName, { state: 'veryHidden' });
    sheet.addRow(this.#lists.map(() => '#list')).commit();
    const longest = Math.max(...this.#lists.map(({ length }) => length));
    for (let at = 0; at < longest; at += 1) sheet.addRow(this.#lists.map((list) => list[at] ?? null)).commit();
    sheet.commit();
  }
}
