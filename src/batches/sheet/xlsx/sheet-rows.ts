import type { NumberKind } from './cell-styles.ts';
import { WorkbookError } from './package-parts.ts';
import { RichText, unescaped } from './shared-strings.ts';
import type { CellReading, SheetRow } from './workbook.ts';
import { readXml } from './xml-events.ts';

/** What a cell holds. Of a number `text` has the digits with a point, of a date ISO 8601, of a percentage its figure. */
export interface SheetCell {
  readonly kind: 'text' | 'boolean' | NumberKind;
  readonly text: string;
}

/** The last column of any spreadsheet, XFD. */
const columnLimit = 16_384;
const rowLimit = 1_048_576;
/** Spreadsheets keep fifteen significant digits; what is beyond came from binary fractions. */
const significantDigits = 15;
const millisecondsOfDay = 24 * 60 * 60 * 1000;

/** Rows of a sheet's XML as it is unpacked (ECMA-376 part 1, 18.3.1). @throws WorkbookError */
export async function* sheetRows(chunks: AsyncIterable<Uint8Array>, reading: CellReading): AsyncGenerator<SheetRow> {
  let gathered: SheetRow[] = [];
  let cells = new Map<number, SheetCell>();
  let number = 0;
  let column = -1;
  let type = 'n';
  let style: NumberKind = 'number';
  let value: string | null = null;
  let isValue = false;
  let inline = new RichText();
  const listener = {
    open: (name: string, attribute: (name: string) => string | undefined) => {
      if (name === 'row') {
        number = placeOf(attribute('r'), number + 1, rowLimit);
        cells = new Map();
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attribute('r') ?? '', column + 1);
        type = attribute('t') ?? 'n';
        style = reading.styles[Number(attribute('s') ?? '0')] ?? 'number';
        value = null;
        inline = new RichText();
      } else if (name === 'v') {
        isValue = true;
        value = '';
      }
      inline.open(name);
    },
    text: (text: string) => {
      if (isValue) value = (value ?? '') + text;
      else inline.add(text);
    },
    close: (name: string) => {
      inline.close(name);
      if (name === 'v') isValue = false;
      if (name === 'c') {
        const cell = cellOf(type, style, type === 'inlineStr' ? inline.text : value, reading);
        if (cell !== null) cells.set(column, cell);
      }
      if (name === 'row' && cells.size > 0) gathered.push({ number, cells });
    },
  };
  const pieces = readXml(chunks, listener);
  while ((await pieces.next()).done !== true) {
    const rows = gathered;
    gathered = [];
    yield* rows;
  }
}

/** Null when the cell is empty. */
function cellOf(type: string, style: NumberKind, value: string | null, reading: CellReading): SheetCell | null {
  const text = type === 's' ? reading.strings[Number(value)] : value;
  if (text === undefined) throw new WorkbookError('a cell refers to a text that is not there');
  if (text === null || text.trim() === '') return null;
  switch (type) {
    case 's':
    case 'inlineStr':
    case 'e':
      return { kind: 'text', text };
    case 'str':
      return { kind: 'text', text: unescaped(text) };
    case 'b':
      return { kind: 'boolean', text: text === '1' || text === 'true' ? 'true' : 'false' };
    case 'd':
      return { kind: 'date', text: text.slice(0, 10) };
    default:
      return numberCell(style, Number(text), reading);
  }
}

function numberCell(style: NumberKind, value: number, { from1904 }: CellReading): SheetCell {
  if (!Number.isFinite(value)) throw new WorkbookError('a cell holds no number');
  if (style === 'date') {
    // Day 0 is 30 December 1899, for spreadsheets count a 29 February 1900.
    const dayZero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    const day = new Date(dayZero + Math.floor(value) * millisecondsOfDay);
    return Number.isNaN(day.getTime())
      ? { kind: 'number', text: figures(value) }
      : { kind: 'date', text: day.toISOString().slice(0, 10) };
  }
  return { kind: style, text: figures(style === 'percent' ? value * 100 : value) };
}

/** Without an exponent: codes of twenty digits may have been typed as numbers. */
function figures(value: number): string {
  const rounded = Number(value.toPrecision(significantDigits));
  return Number.isInteger(rounded) ? BigInt(rounded).toString() : String(rounded);
}

/** Zero-based column of `AB12`; cells may come without their places, one after another. */
function columnOf(reference: string, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return next;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column >= columnLimit) throw new WorkbookError('a cell stands outside any sheet');
  return column;
}

function placeOf(text: string | undefined, next: number, limit: number): number {
  const place = text === undefined ? next : Number(text);
  if (!Number.isInteger(place) || place < 1 || place > limit) throw new WorkbookError('a row stands outside any sheet');
  return place;
}

/** `AB` of the zero-based column 27. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}
