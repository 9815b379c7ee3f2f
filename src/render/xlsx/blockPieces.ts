import type { Block, Cell, Logo, Seal, Stamp } from '../../compose/document.ts';
import { formatOfText, sides, type Look } from './cellLook.ts';
import { flatten, type Area, type ColumnGrid } from './columnGrid.ts';
import { stack, type Piece, type PieceCell } from './piece.ts';
import { blockText, isTextBlock, joinTexts, type PrintedText, type TextBlock } from './printedText.ts';
import { textHeight } from './rowHeight.ts';
import { signaturePiece } from './signaturePiece.ts';
import { tablePiece } from './tablePiece.ts';
import { typedContent } from './typedValue.ts';

/** What the pieces of a sheet have in common. */
export interface SheetLayout {
  readonly grid: ColumnGrid;
  /** A blank form shows the placeholder of a logo that is not there. */
  readonly blank: boolean;
  /** Height of the issuer's logo in points, or null without one. */
  readonly logoHeight: number | null;
}

/** Sizes of letters in points: body text, tables, registers, captions and notes. */
export const sizes = { text: 11, table: 10, register: 9, title: 12, note: 9, caption: 8 } as const;

/** More characters than this do not fit into one cell. */
const longestText = 32_000;
/** Space below a block of running text, in points. */
const spaceBelow = 3;

const plainLook: Look = {
  size: sizes.text,
  bold: false,
  italic: false,
  align: 'left',
  vertical: 'top',
  indent: 0,
  numberFormat: 'General',
};

/** A piece for each block of the sheet, across the page. */
export function blockPieces(blocks: readonly Block[], layout: SheetLayout): Piece[] {
  return flatten(blocks).flatMap((block) => blockPiece(block, layout.grid.page, layout));
}

/** The piece of a table cell: its words in one cell, nested tables and signatures as rows of their own. */
export function cellPiece(cell: Cell, area: Area, size: number, layout: SheetLayout): Piece {
  const look: Look = { ...plainLook, size, align: cell.align, vertical: cell.header ? 'middle' : 'top' };
  const typed = typedContent(cell.blocks);
  if (typed !== null) {
    const typedLook = { ...look, numberFormat: typed.numberFormat };
    const shown = cell.blocks.filter(isTextBlock).map((block) => blockText(block));
    return onePiece(typed.value, area, typedLook, textHeight(joinTexts(shown).text, layout.grid.widthOf(area), look));
  }
  const pieces: Piece[] = [];
  let words: TextBlock[] = [];
  const finishWords = () => {
    if (words.length > 0) pieces.push(textPiece(joinTexts(words.map((block) => blockText(block))), area, cellLook(words, look), layout));
    words = [];
  };
  for (const block of flatten(cell.blocks)) {
    if (isTextBlock(block)) {
      words.push(block);
    } else {
      finishWords();
      pieces.push(...blockPiece(block, area, layout, size));
    }
  }
  finishWords();
  return pieces.length === 0 ? emptyPiece(area, look) : stack(pieces);
}

/** One empty cell. */
export function emptyPiece(area: Area, look: Look = plainLook): Piece {
  return onePiece(null, area, look, 0);
}

/** One cell of text, wrapped; a text too long for a cell goes on in the next row. */
export function textPiece(printed: PrintedText, area: Area, look: Look, layout: SheetLayout, space = 0): Piece {
  const styled = { ...look, bold: look.bold || printed.bold, italic: look.italic || printed.italic };
  const indentation = look.indent * 2 * look.size;
  const width = layout.grid.widthOf(area) - indentation;
  const parts = cellfuls(printed.text).map((text) =>
    onePiece(text === '' ? null : text, area, { ...styled, numberFormat: formatOfText(text) }, textHeight(text, width, styled) + space),
  );
  return stack(parts);
}

function blockPiece(
  block: Exclude<Block, { kind: 'section' }>,
  area: Area,
  layout: SheetLayout,
  size: number = sizes.text,
): Piece[] {
  switch (block.kind) {
    case 'stamp':
      return [textPiece(blockText(block), stampArea(block, area, layout), blockLook(block), layout, spaceBelow)];
    case 'heading':
    case 'paragraph':
    case 'clause':
    case 'seal':
      return [textPiece(blockText(block), area, blockLook(block), layout, spaceBelow)];
    case 'logo':
      return logoPiece(block, area, layout);
    case 'table':
      return [tablePiece(block, layout)];
    case 'signature':
      return [signaturePiece(block, layout, size)];
  }
}

function stampArea(stamp: Stamp, area: Area, layout: SheetLayout): Area {
  return { from: layout.grid.edgesOf(stamp)[1] ?? area.from, to: area.to };
}

function logoPiece(logo: Logo, area: Area, layout: SheetLayout): Piece[] {
  if (layout.logoHeight !== null) {
    const place = onePiece(null, area, plainLook, layout.logoHeight + spaceBelow);
    return [{ rows: place.rows, cells: place.cells.map((cell) => ({ ...cell, logo: true })) }];
  }
  if (!layout.blank || logo.placeholder === '') return [];
  const words = { text: logo.placeholder, bold: false, italic: false };
  return [textPiece(words, area, { ...plainLook, align: 'center' }, layout, spaceBelow)];
}

function blockLook(block: TextBlock): Look {
  switch (block.kind) {
    case 'stamp':
      return { ...plainLook, align: 'center' };
    case 'heading':
      return { ...plainLook, size: block.level === 1 ? sizes.title : sizes.text, align: block.level === 3 ? 'left' : 'center' };
    case 'clause':
      return { ...plainLook, indent: block.level - 1 };
    case 'paragraph':
      return { ...plainLook, size: paragraphSizes[block.style], align: block.align };
    case 'seal':
      return plainLook;
  }
}

const paragraphSizes = { body: sizes.text, note: sizes.note, caption: sizes.caption } as const;

/** Words of a table cell have the table's size, unless all of them are small. */
function cellLook(words: readonly TextBlock[], look: Look): Look {
  const small = words.every((block) => block.kind === 'paragraph' && block.style !== 'body');
  return small ? { ...look, size: Math.min(look.size, sizes.caption) } : look;
}

function onePiece(value: PieceCell['value'], area: Area, look: Look, height: number): Piece {
  const cell = { row: 0, rows: 1, from: area.from, to: area.to, value, look, borders: sides.none, height, logo: false };
  return { rows: 1, cells: [cell] };
}

/** The text in parts that fit into a cell, cut between words where there are any. */
function cellfuls(text: string): string[] {
  if (text.length <= longestText) return [text];
  const part = text.slice(0, longestText);
  const end = Math.max(part.lastIndexOf(' '), part.lastIndexOf('\n')) + 1;
  const cut = end > 0 ? end : longestText;
  return [text.slice(0, cut), ...cellfuls(text.slice(cut))];
}
