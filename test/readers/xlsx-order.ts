import { letters } from './words.ts';
import type { Sheet, SheetCell } from './xlsx.ts';

/** A part of a sheet, borders of the sheet's grid included. */
interface Region {
  readonly cells: readonly LetteredCell[];
}

interface LetteredCell extends SheetCell {
  readonly letters: string;
}

/**
 * Reads sheets as people do: row by row from left to right, a cell where its first row and column are. What stands
 * side by side is read one after the other where a rule of the table does not run through it: the slots of a
 * signature (a value over its caption), the two parties of a contract, and the parts of a register that is several
 * pages wide. Rows of a ruled table are never read column by column, except page by page.
 *
 * Nothing in a sheet says which of the two orders is meant for cells without rules; the reader takes the one that
 * gives the wanted text, so that words may not be missing, added, or stand above or left of words they follow.
 *
 * @param wanted letters that the sheets should say
 * @returns `wanted` where the sheets can be read so, else as much of it as can be read and the cell that comes instead
 */
export function sheetLetters(sheets: readonly Sheet[], wanted: string): string {
  let position = 0;
  for (const sheet of sheets) {
    const region = { cells: inOrder(sheet.cells.map((cell) => ({ ...cell, letters: letters(cell.text) }))) };
    const reading = new Reading(wanted, sheet.columnBreaks);
    if (!reading.reads(region, position)) return wanted.slice(0, reading.end) + reading.unfit;
    position += lengthOf(region);
  }
  return wanted.slice(0, position);
}

/** The search for an order of reading that gives the wanted text. */
class Reading {
  readonly #wanted: string;
  readonly #pageEnds: readonly number[];
  /** How far the wanted text was found, and the letters of the cell that stood there instead. */
  end = 0;
  unfit = '';

  constructor(wanted: string, pageEnds: readonly number[]) {
    this.#wanted = wanted;
    this.#pageEnds = pageEnds;
  }

  /** Whether the region, read from a position of the wanted text on, says what stands there. */
  reads(region: Region, from: number): boolean {
    return this.#readsStraight(region, from) || this.#readsBands(region, from);
  }

  #readsStraight({ cells }: Region, from: number): boolean {
    let position = from;
    return cells.every((cell) => {
      const fits = this.#wanted.startsWith(cell.letters, position);
      if (!fits && position >= this.end) {
        this.end = position;
        this.unfit = cell.letters;
      }
      position += cell.letters.length;
      return fits;
    });
  }

  /** Band after band, where a band is one row that cells do not cross, or several that are read side by side. */
  #readsBands(region: Region, from: number): boolean {
    const bands = parts(region, 'row', 'lastRow');
    const failed = new Set<number>();
    const readsFrom = (index: number, position: number): boolean => {
      if (index === bands.length) return true;
      if (failed.has(index)) return false;
      for (let end = index + 1; end <= bands.length; end += 1) {
        const group = joined(bands.slice(index, end));
        if (this.#readsGroup(group, position, end - index) && readsFrom(end, position + lengthOf(group))) return true;
      }
      failed.add(index);
      return false;
    };
    return readsFrom(0, from);
  }

  #readsGroup(group: Region, from: number, rows: number): boolean {
    if (rows === 1 && this.#readsStraight(group, from)) return true;
    if (!group.cells.some((cell) => cell.letters !== '' && this.#wanted.startsWith(cell.letters, from))) return false;
    const columns = this.#columnsOf(group, rows);
    return columns.length > 1 && this.#readsColumns(columns, from);
  }

  /** Where a group may be cut from top to bottom. */
  #columnsOf(group: Region, rows: number): Region[] {
    const columns = parts(group, 'column', 'lastColumn');
    if (rows === 1 || !isRuled(group)) return columns;
    const pages = Map.groupBy(
      columns,
      ({ cells: [cell] }) => this.#pageEnds.filter((end) => end < (cell?.column ?? 0)).length,
    );
    return [...pages.values()].map(joined);
  }

  #readsColumns(columns: readonly Region[], from: number): boolean {
    const failed = new Set<number>();
    const readsFrom = (index: number, position: number): boolean => {
      if (index === columns.length) return true;
      if (failed.has(index)) return false;
      const longest = index === 0 ? columns.length - 1 : columns.length;
      for (let end = index + 1; end <= longest; end += 1) {
        const group = joined(columns.slice(index, end));
        if (this.reads(group, position) && readsFrom(end, position + lengthOf(group))) return true;
      }
      failed.add(index);
      return false;
    };
    return readsFrom(0, from);
  }
}

/** A rule runs through the group from side to side: a cell below its first row has a line above it. */
function isRuled({ cells }: Region): boolean {
  const top = Math.min(...cells.map(({ row }) => row));
  return cells.some(({ row, lines }) => row > top && lines.includes('top'));
}

/** Cuts a region wherever no cell crosses, in one direction. */
function parts({ cells }: Region, first: 'row' | 'column', last: 'lastRow' | 'lastColumn'): Region[] {
  const sorted = cells.toSorted(
    (one, other) => one[first] - other[first] || one.row - other.row || one.column - other.column,
  );
  const cut: LetteredCell[][] = [];
  let reach = -1;
  for (const cell of sorted) {
    if (cell[first] > reach) cut.push([]);
    cut.at(-1)?.push(cell);
    reach = Math.max(reach, cell[last]);
  }
  return cut.map((own) => ({ cells: inOrder(own) }));
}

function joined(regions: readonly Region[]): Region {
  return { cells: inOrder(regions.flatMap(({ cells }) => cells)) };
}

function inOrder(cells: readonly LetteredCell[]): LetteredCell[] {
  return cells.toSorted((one, other) => one.row - other.row || one.column - other.column);
}

function lengthOf({ cells }: Region): number {
  return cells.reduce((length, cell) => length + cell.letters.length, 0);
}
