import type { Block, Field, TypedValue } from '../../compose/document.ts';

/** A value that a spreadsheet can calculate with, and the number format that shows it as the paper does. */
export interface TypedContent {
  readonly value: number | Date;
  readonly numberFormat: string;
  /** The field that the value is of. */
  readonly field: Field;
}

/** Spreadsheets keep fifteen significant digits; a longer number would silently change. */
const significantDigits = 15;
/** Before this day spreadsheets disagree on the calendar (they count a 29 February 1900). */
const firstReliableDate = '1900-03-01';
const longestUnit = 40;
const shownNumber =
  /^(?<sign>[-−]?)(?<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?<decimals>\d+))?(?<unit>[^\d"\n]*)$/u;

/**
 * The typed value of a cell that holds one filled field and nothing else; null where the cell must stay text: several
 * things in it, more digits than a spreadsheet keeps, or a printed form that no number format can show.
 */
export function typedContent(blocks: readonly Block[]): TypedContent | null {
  const [block, ...others] = blocks;
  if (block?.kind !== 'paragraph' || others.length > 0) return null;
  const [inline, ...rest] = block.content;
  if (inline?.kind !== 'field' || rest.length > 0 || inline.value === null) return null;
  const shown =
    inline.value.type === 'date'
      ? typedDate(inline.value.iso, inline.text)
      : typedNumber(decimalOf(inline.value), inline.text);
  return shown === null ? null : { ...shown, field: inline };
}

/** Decimal notation with a point. */
function decimalOf(value: Exclude<TypedValue, { type: 'date' }>): string {
  switch (value.type) {
    case 'integer':
      return String(value.value);
    case 'decimal':
      return value.value;
    case 'money':
      return value.tiyn.replace(/^(-?)(\d+)$/u, (_, sign: string, tiyn: string) => {
        const digits = tiyn.padStart(3, '0');
        return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      });
  }
}

function typedNumber(decimal: string, text: string): Omit<TypedContent, 'field'> | null {
  const shown = shownNumber.exec(text)?.groups;
  if (shown === undefined || !/^-?\d+(\.\d+)?$/u.test(decimal)) return null;
  if (decimal.replace(/[-.]/gu, '').replace(/^0+/u, '').length > significantDigits) return null;
  const { sign = '', whole = '', decimals = '', unit = '' } = shown;
  if (unit.length > longestUnit) return null;
  const value = Number(decimal);
  const printed = Number(`${sign === '' ? '' : '-'}${whole.replace(/\D/gu, '')}.${decimals}`);
  const roundingError = 10 ** -decimals.length * 0.500_001;
  if (Math.abs(printed - value) > roundingError) return null;
  return { value, numberFormat: numberFormat(whole, decimals.length, unit) };
}

/** Grouped unless the paper shows four or more digits together, as years and row numbers are. */
function numberFormat(whole: string, decimals: number, unit: string): string {
  const integerPart = /^\d{4,}$/u.test(whole) ? '0' : '#,##0';
  const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  return integerPart + fraction + (unit === '' ? '' : `"${unit}"`);
}

function typedDate(iso: string, text: string): Omit<TypedContent, 'field'> | null {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (text !== `${day}.${month}.${year}` || iso < firstReliableDate) return null;
  const value = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(value.getTime()) ? null : { value, numberFormat: 'dd.mm.yyyy' };
}
