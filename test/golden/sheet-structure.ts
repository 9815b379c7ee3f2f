import { readXlsx, type SheetCell } from '../readers/xlsx.ts';
import { compactJson } from './compact-json.ts';

/** The structure of a workbook: cells with value, number format and look, merged cells, widths, print set-up. */
export async function sheetStructure(bytes: Uint8Array): Promise<string> {
  const { sheets, names } = await readXlsx(bytes);
  const content = {
    names: Object.fromEntries(names),
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
  const { address, value, numberFormat, bold, italic, size, alignment, lines } = cell;
  const look = [alignment, String(size), ...(bold ? ['bold'] : []), ...(italic ? ['italic'] : []), ...lines].join(' ');
  return { [address]: value, format: numberFormat, look };
}
