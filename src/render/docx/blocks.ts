import { Paragraph, Table, type TextRun } from 'docx';
import type { Block, LanguageVersion } from '../../compose/document.ts';
import {
  clauseParagraph,
  headingParagraph,
  logoParagraphs,
  sealParagraph,
  stampParagraphs,
  tableGap,
  textParagraph,
} from './paragraphs.ts';
import { type ArrangedBlock, arrangedBlocks } from '../verification/beside-stamp.ts';
import type { Place } from './place.ts';
import { signatureLines } from './signature-line.ts';
import { drawSignature } from './signatures.ts';
import { drawTable } from './tables.ts';
import { drawBesideStamp, verificationParagraph } from './verification.ts';

/** The blocks of a version, page by page: a part that starts on a new page begins a new list. */
export function pagesOf(version: LanguageVersion): Block[][] {
  const pages: Block[][] = [[]];
  const collect = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.kind !== 'section') {
        pages.at(-1)?.push(block);
      } else {
        if (block.page === 'new' && pages.at(-1)?.length !== 0) pages.push([]);
        collect(block.blocks);
      }
    }
  };
  collect(version.blocks);
  return pages;
}

/**
 * Draws blocks that follow each other. What stands before a signature or a seal is kept with it. After a table
 * there is a gap: Word gives it no space of its own, makes one table of two that touch, and wants a paragraph last.
 * The gap after a signature holds its signature lines.
 */
export function drawBlocks(blocks: readonly Block[], place: Place): (Paragraph | Table)[] {
  const drawn: (Paragraph | Table)[] = [];
  const arranged = arrangedBlocks(blocks);
  let lines: TextRun[] = [];
  arranged.forEach((block, index) => {
    const keepNext = place.keepNext || keepsTextBefore(arranged[index + 1], place);
    const elements = drawBlock(block, { ...place, keepNext });
    if (drawn.at(-1) instanceof Table && elements.length > 0) {
      drawn.push(tableGap('space', place.keepNext || keepsTextBefore(block, place), lines));
      lines = [];
    }
    drawn.push(...elements);
    if (block.kind === 'signature') lines = signatureLines(block, place);
  });
  if (!(drawn.at(-1) instanceof Paragraph)) drawn.push(lastParagraph(drawn, lines, place));
  return drawn;
}

/** An empty cell is as high as a line of its text. */
function lastParagraph(drawn: readonly unknown[], lines: readonly TextRun[], place: Place): Paragraph {
  if (drawn.length > 0 || place.cell?.style !== 'grid') return tableGap('none', place.keepNext, lines);
  return textParagraph(
    { kind: 'paragraph', align: 'left', indent: false, style: 'body', keepWithNext: false, content: [] },
    place,
  );
}

function drawBlock(block: ArrangedBlock, place: Place): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'stamp':
      return stampParagraphs(block, place);
    case 'logo':
      return logoParagraphs(block, place);
    case 'heading':
      return [headingParagraph(block, place)];
    case 'paragraph':
      return [textParagraph(block, place)];
    case 'clause':
      return [clauseParagraph(block, place)];
    case 'table':
      return drawTable(block, place, drawBlocks);
    case 'signature':
      return [drawSignature(block, place)];
    case 'seal':
      return [sealParagraph(block, place)];
    case 'verification':
      return place.mark === null ? [] : [verificationParagraph(place.mark, place)];
    case 'code-beside-stamp':
      return place.mark === null
        ? stampParagraphs(block.stamp, place)
        : [drawBesideStamp(block.stamp, place.mark, place)];
    case 'section':
      return drawBlocks(block.blocks, place);
  }
}

function keepsTextBefore(next: ArrangedBlock | undefined, { mark }: Place): boolean {
  if (next?.kind === 'verification') return mark !== null;
  return next?.kind === 'signature' || next?.kind === 'seal';
}
