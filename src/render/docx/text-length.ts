import type { Block, Inline } from '../../compose/document.ts';
import { printedRuns } from '../../compose/printed.ts';

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
