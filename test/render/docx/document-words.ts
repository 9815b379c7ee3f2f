import type { Block, Inline, OfficialDocument, Row } from '../../../src/compose/document.ts';
import { checkedBox, emptyBox, printedRuns } from '../../../src/compose/printed.ts';
import { bandedParts } from '../../../src/render/bands.ts';

/** The words a document prints, in order, without the lines of its blanks. */
export function documentWords(document: OfficialDocument): string[] {
  return words(document.versions.map((version) => blocksText(version.blocks, document.mode)).join(' '));
}

/** Words of a text; lines of blanks are no words. */
export function words(text: string): string[] {
  return text
    .replace(/_+/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function blocksText(blocks: readonly Block[], mode: OfficialDocument['mode']): string {
  return blocks.map((block) => blockText(block, mode)).join(' ');
}

function blockText(block: Block, mode: OfficialDocument['mode']): string {
  switch (block.kind) {
    case 'stamp':
      return block.lines.map(inlineText).join(' ');
    case 'logo':
      return mode === 'blank' ? block.placeholder : '';
    case 'heading':
    case 'clause':
      return `${block.label ?? ''} ${inlineText(block.content)}`;
    case 'paragraph':
    case 'seal':
      return inlineText(block.content);
    case 'verification':
      return '';
    case 'section':
      return blocksText(block.blocks, mode);
    case 'signature':
      return block.slots.map((slot) => `${inlineText(slot.content)} ${slot.caption}`).join(' ');
    case 'table': {
      if (block.bands.length === 0) return `${rowsText(block.head, mode)} ${rowsText(block.body, mode)}`;
      return bandedParts(block)
        .map((part) => `${part.label} ${blockText(part.table, mode)}`)
        .join(' ');
    }
  }
}

function rowsText(rows: readonly Row[], mode: OfficialDocument['mode']): string {
  return rows.flatMap((row) => row.cells.map((cell) => blocksText(cell.blocks, mode))).join(' ');
}

function inlineText(content: readonly Inline[]): string {
  return printedRuns(content)
    .map((run) => {
      if (run.kind === 'check') return run.checked ? checkedBox : emptyBox;
      return 'text' in run ? (run.kind === 'caption' ? ` ${run.text}` : run.text) : ' ';
    })
    .join('');
}
