import { readXlsx, type SheetCell } from '../readers/xlsx.ts';
import { compactJson } from './compact-json.ts';

/** The structure of a workbook: names, protection, cells with value, format, look and lock, merged cells, print set-up. */
export async function sheetStructure(bytes: Uint8Array): Promise<string> {
  const { sheets, names } = await readXlsx(bytes);
  const content = {
    names: [...names].map((name) => name.join(' ')),
    sheets: sheets.map(({ cells, widths, heights, merges, columnBreaks, ...sheet }) => ({
      ...sheet,
      widths: widths.join(' '),
      heights: heights.join(' '),
      merges: merges.join(' '),
      columnBreaks: columnBreaks.join(' '),
      cells: cells.map(cellStructure),
    })),
  };
  return `${compactJson(content)}\n`;
}

function cellStructure(cell: SheetCell): object {
  const { address, value, numberFormat, bold, italic, size, alignment, lines, locked } = cell;
  const look = [alignment, String(size), ...(bold ? ['bold'] : []), ...(italic ? ['italic'] : []), ...lines].join(' ');
  return { [address]: value, format: numberFormat, look, ...(locked ? {} : { locked }) };
}
