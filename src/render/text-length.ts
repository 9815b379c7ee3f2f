import type { Block, Inline, Row } from '../compose/document.ts';
import { printedRuns } from '../compose/printed.ts';

/** Characters of a row that may no longer fit on one page, or would leave much of a page empty. */
const longRow = 1500;

/** Whether a row is so long that it may be divided between pages; shorter rows stay whole. */
export function mayDivide(row: { readonly cells: readonly Pick<Row['cells'][number], 'blocks'>[] }): boolean {
  return sum(row.cells, (cell) => textLength(cell.blocks)) > longRow;
}

/** Number of characters that blocks print, without blanks. */
export function textLength(blocks: readonly Block[]): number {
  return sum(blocks, blockLength);
}

function blockLength(block: Block): number {
  switch (block.kind) {
    case 'stamp':
      return sum(block.lines, inlineLength);
    case 'logo':
      return block.placeholder.length;
    case 'heading':
    case 'paragraph':
    case 'clause':
    case 'seal':
      return inlineLength(block.content);
    case 'table':
      return sum([...block.head, ...block.body], (row) => sum(row.cells, (cell) => textLength(cell.blocks)));
    case 'signature':
      return sum(block.slots, (slot) => inlineLength(slot.content) + slot.caption.length);
    case 'verification':
      return 0;
    case 'section':
      return textLength(block.blocks);
  }
}

function inlineLength(content: readonly Inline[]): number {
  return sum(printedRuns(content), (run) => ('text' in run ? run.text.length : 0));
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
