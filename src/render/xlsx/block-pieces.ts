import type { Cell, Logo, Stamp } from '../../compose/document.ts';
import type { ArrangedBlock } from '../verification/beside-stamp.ts';
import { fillInPaths } from '../office/fill-ins.ts';
import type { Look } from './cell-look.ts';
import { flatten, type Area } from './column-grid.ts';
import { codeBesideStamp, codePiece, picturePiece } from './picture-piece.ts';
import { stack, type Piece } from './piece.ts';
import { blockText, isTextBlock, joinTexts, plainText, type TextBlock } from './printed-text.ts';
import { lineHeight } from './row-height.ts';
import { signaturePiece } from './signature-piece.ts';
import { tablePiece } from './table-piece.ts';
import { emptyPiece, onePiece, openingOf, plainLook, sizes, textPiece, type SheetLayout } from './text-piece.ts';
import { typedContent } from './typed-value.ts';

/** Space below a block of running text, in points. */
const spaceBelow = 3;
const paragraphSizes = { body: sizes.text, note: sizes.note, caption: sizes.caption } as const;

/** The piece of a block of the sheet, across the page; null where a block prints nothing. */
export function blockPiece(block: Exclude<ArrangedBlock, { kind: 'section' }>, layout: SheetLayout): Piece | null {
  return pieceWithin(block, layout.grid.page, layout, sizes.text);
}

/** The piece of a table cell: its words in one cell, nested tables and signatures as rows of their own. */
export function cellPiece(cell: Cell, area: Area, size: number, layout: SheetLayout): Piece {
  const look: Look = { ...plainLook, size, align: cell.align, vertical: cell.header ? 'middle' : 'top' };
  return typedPiece(cell, area, look, layout) ?? stackedPiece(cell, area, look, layout);
}

function typedPiece(cell: Cell, area: Area, look: Look, layout: SheetLayout): Piece | null {
  const typed = typedContent(cell.blocks);
  if (typed === null) return null;
  const { value, numberFormat, field } = typed;
  const opening = openingOf(fillInPaths([field]), layout);
  return onePiece(value, area, { ...look, numberFormat }, lineHeight(look.size), opening);
}

function stackedPiece(cell: Cell, area: Area, look: Look, layout: SheetLayout): Piece {
  const [only] = cell.blocks;
  if (only !== undefined && cell.blocks.length === 1 && isTextBlock(only)) {
    return textPiece(blockText(only), area, wordsLook([only], look), layout);
  }
  const pieces: Piece[] = [];
  let words: TextBlock[] = [];
  const finishWords = () => {
    if (words.length > 0) pieces.push(textPiece(joinTexts(words.map(blockText)), area, wordsLook(words, look), layout));
    words = [];
  };
  for (const block of flatten(cell.blocks)) {
    if (isTextBlock(block)) {
      words.push(block);
    } else {
      finishWords();
      const piece = pieceWithin(block, area, layout, look.size);
      if (piece !== null) pieces.push(piece);
    }
  }
  finishWords();
  return pieces.length === 0 ? emptyPiece(area) : stack(pieces);
}

function pieceWithin(
  block: Exclude<ArrangedBlock, { kind: 'section' }>,
  area: Area,
  layout: SheetLayout,
  size: number,
): Piece | null {
  const { code } = layout.pictures;
  switch (block.kind) {
    case 'stamp':
      return stampPiece(block, area, layout);
    case 'code-beside-stamp': {
      const stamp = stampPiece(block.stamp, area, layout);
      const leftHalf = { from: area.from, to: stampStart(block.stamp, area, layout) };
      return code === null ? stamp : codeBesideStamp(codePiece(code, leftHalf, layout), stamp);
    }
    case 'verification':
      return code === null ? null : codePiece(code, area, layout);
    case 'heading':
    case 'paragraph':
    case 'clause':
    case 'seal':
      return textPiece(blockText(block), area, blockLook(block), layout, spaceBelow);
    case 'logo':
      return logoPiece(block, area, layout);
    case 'table':
      return tablePiece(block, layout);
    case 'signature':
      return signaturePiece(block, layout, size);
  }
}

function stampPiece(stamp: Stamp, area: Area, layout: SheetLayout): Piece {
  const rightHalf = { from: stampStart(stamp, area, layout), to: area.to };
  return textPiece(blockText(stamp), rightHalf, blockLook(stamp), layout, spaceBelow);
}

function stampStart(stamp: Stamp, area: Area, layout: SheetLayout): number {
  return layout.grid.edgesOf(stamp)[1] ?? area.from;
}

function logoPiece(logo: Logo, area: Area, layout: SheetLayout): Piece | null {
  const picture = layout.pictures.logo;
  if (picture !== null) return picturePiece(picture, area, spaceBelow);
  if (!layout.blank || logo.placeholder === '') return null;
  return textPiece(plainText(logo.placeholder), area, { ...plainLook, align: 'center' }, layout, spaceBelow);
}

function blockLook(block: TextBlock): Look {
  switch (block.kind) {
    case 'stamp':
      return { ...plainLook, align: 'center' };
    case 'heading':
      return {
        ...plainLook,
        size: block.level === 1 ? sizes.title : sizes.text,
        align: block.level === 3 ? 'left' : 'center',
      };
    case 'clause':
      // Spreadsheets indent text only where it is not justified.
      return { ...plainLook, indent: block.level - 1, align: block.level === 1 ? block.align : 'left' };
    case 'paragraph':
      return { ...plainLook, size: paragraphSizes[block.style], align: block.align };
    case 'seal':
      return plainLook;
  }
}

/** Words of a table cell have the table's size, unless all of them are small. */
function wordsLook(words: readonly TextBlock[], look: Look): Look {
  const small = words.every((block) => block.kind === 'paragraph' && block.style !== 'body');
  return small ? { ...look, size: Math.min(look.size, sizes.caption) } : look;
}
