import type { PieceCell, SizedPiece } from './piece.ts';

/** Days from the beginning of the spreadsheets' calendar to 1 January 1970. */
const unixEpoch = 25_569;
const millisecondsInDay = 86_400_000;
/** Controls that XML has no words for; payloads with them are refused long before. */
const controls = [...Array(0x20).keys(), 0x7f].filter((code) => ![0x09, 0x0a, 0x0d].includes(code));
const escapes: ReadonlyMap<string, string> = new Map([
  ...controls.map((code) => [String.fromCharCode(code), ''] as const),
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

const special = /[&<>"'\p{Cc}]/u;
const specials = new RegExp(special, 'gu');

/**
 * Rows as a sheet holds them (ECMA-376 part 1, 18.3.1.73); their texts are inline strings, so that nothing has to be
 * kept until the workbook ends. Written here and not by exceljs: an object for every cell of a register costs more than
 * all the rest of it.
 * @param first number of the first row, from 1
 * @param columns names of the columns of the sheet
 * @param styleOf number of the style of a cell
 */
export function rowsXml(
  { heights, cells }: SizedPiece,
  first: number,
  columns: readonly string[],
  styleOf: (cell: PieceCell) => number,
): string {
  const width = columns.length;
  const owners = ownersOf(cells, heights.length, width);
  let xml = '';
  for (let row = 0; row < heights.length; row++) {
    let content = '';
    let from = 0;
    let to = 0;
    for (let column = 0; column < width; column++) {
      const cell = owners[row * width + column];
      if (cell === undefined) continue;
      to = column + 1;
      if (from === 0) from = to;
      const value = cell.row === row && cell.from === column ? valueXml(cell.value) : '/>';
      content += `<c r="${columns[column] ?? ''}${first + row}" s="${styleOf(cell)}"${value}`;
    }
    const spans = from === 0 ? '' : ` spans="${from}:${to}"`;
    const ending = content === '' ? '/>' : `>${content}</row>`;
    xml += `<row r="${first + row}" ht="${heights[row] ?? 0}" customHeight="1"${spans} x14ac:dyDescent="0.25"${ending}`;
  }
  return xml;
}

/** By row and column, the cells that are written there; of merged ones the covered too where they show. */
function ownersOf(cells: readonly PieceCell[], rows: number, width: number): (PieceCell | undefined)[] {
  const owners = new Array<PieceCell | undefined>(rows * width).fill(undefined);
  for (const cell of cells) {
    owners[cell.row * width + cell.from] = cell;
    // The border of a merged cell is drawn from the cells it covers, and it is open only where all of them are.
    if (cell.borders === 0 && !cell.open) continue;
    for (let row = cell.row; row < cell.row + cell.rows; row++) {
      owners.fill(cell, row * width + cell.from, row * width + cell.to);
    }
  }
  return owners;
}

function valueXml(value: PieceCell['value']): string {
  if (value === null) return '/>';
  if (typeof value === 'string') {
    return ` t="inlineStr"><is><t xml:space="preserve">${textXml(value)}</t></is></c>`;
  }
  const number = typeof value === 'number' ? value : unixEpoch + value.getTime() / millisecondsInDay;
  return `><v>${number}</v></c>`;
}

/** ECMA-376 part 1, 22.9.2.19: `_x000D_` in a string means a character; as text it is written `_x005F_x000D_`. */
function textXml(text: string): string {
  const written = text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_') : text;
  return special.test(written) ? written.replaceAll(specials, (sign) => escapes.get(sign) ?? sign) : written;
}
