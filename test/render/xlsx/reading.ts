import ExcelJS from 'exceljs';
import type { Block, Cell, OfficialDocument, Table } from '../../../src/compose/document.ts';
import { printedRuns } from '../../../src/compose/printed.ts';

/** The workbook as a spreadsheet program would read it. */
export async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy);
  return workbook;
}

/** The sheet at a zero-based place. */
export function sheetAt(workbook: ExcelJS.Workbook, index: number): ExcelJS.Worksheet {
  const sheet = workbook.worksheets[index];
  if (sheet === undefined) throw new Error(`No sheet ${index}`);
  return sheet;
}

/** The cell that holds exactly this value. */
export function cellWith(sheet: ExcelJS.Worksheet, value: ExcelJS.CellValue): ExcelJS.Cell {
  const found: ExcelJS.Cell[] = [];
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.value === value && cell.master.address === cell.address) found.push(cell);
    });
  });
  if (found[0] === undefined) throw new Error(`No cell holds ${JSON.stringify(value)}`);
  return found[0];
}

/** Words shown in rows `from` to `to` and columns `left` to `right` of a sheet, row by row. */
export function shownWords(sheet: ExcelJS.Worksheet, from: number, to: number, left: number, right: number): string[] {
  const words: string[] = [];
  for (let row = from; row <= to; row++) {
    for (let column = left; column <= right; column++) {
      const cell = sheet.getCell(row, column);
      if (cell.master.address === cell.address) words.push(...wordsOf(shown(cell)));
    }
  }
  return words;
}

/** Words of blocks in the order in which they are read; the parts of a table in bands follow each other. */
export function blockWords(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'stamp':
        return block.lines.flatMap(contentWords);
      case 'heading':
      case 'clause':
        return [...wordsOf(block.label ?? ''), ...contentWords(block.content)];
      case 'paragraph':
      case 'seal':
        return contentWords(block.content);
      case 'logo':
      case 'verification':
        return [];
      case 'table':
        return tableWords(block);
      case 'signature':
        return [
          ...block.slots.flatMap(({ content }) => contentWords(content)),
          ...block.slots.flatMap(({ caption }) => wordsOf(caption)),
        ];
      case 'section':
        return blockWords(block.blocks);
    }
  });
}

/** Words of the first version of a document. */
export function documentWords(document: OfficialDocument): string[] {
  return blockWords(document.versions[0]?.blocks ?? []);
}

function tableWords(table: Table): string[] {
  const bands = table.bands.length > 0 ? table.bands : [{ label: '', from: 0, to: table.columns.length }];
  return bands.flatMap(({ label, from, to }) => {
    const spans = new Array<number>(table.columns.length).fill(0);
    const rows = [...table.head, ...table.body].flatMap(({ cells }) => {
      const words: string[] = [];
      let next = 0;
      const queue: Cell[] = [...cells];
      while (next < spans.length) {
        const cell = (spans[next] ?? 0) > 0 ? undefined : queue.shift();
        if (cell !== undefined) {
          spans.fill(cell.rowspan, next, next + cell.colspan);
          if (next >= from && next < to) words.push(...blockWords(cell.blocks));
        }
        next += cell?.colspan ?? 1;
      }
      spans.forEach((rest, column) => (spans[column] = Math.max(rest - 1, 0)));
      return words;
    });
    return [...wordsOf(label), ...rows];
  });
}

function contentWords(content: Parameters<typeof printedRuns>[0]): string[] {
  const text = printedRuns(content).map((run) => {
    if (run.kind === 'text') return run.text;
    if (run.kind === 'caption') return ` ${run.text}`;
    if (run.kind === 'check') return run.checked ? '☒' : '☐';
    return '\n';
  });
  return wordsOf(text.join(''));
}

function wordsOf(text: string): string[] {
  return text.split(/[\s_]+/u).filter((word) => word !== '');
}

/** What the cell shows where numbers are written the Russian way. */
function shown(cell: ExcelJS.Cell): string {
  const { value, numFmt } = cell;
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').reverse().join('.');
  if (typeof value === 'number') {
    const digits = /\.(0+)/u.exec(numFmt)?.[1]?.length ?? 0;
    const [whole = '', decimals] = value.toFixed(digits).split('.');
    const grouped = numFmt.startsWith('#,') ? whole.replace(/\B(?=(\d{3})+$)/gu, ' ') : whole;
    return decimals === undefined ? grouped : `${grouped},${decimals}`;
  }
  return typeof value === 'string' ? value : '';
}
