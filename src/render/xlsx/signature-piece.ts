import type { Signature, Slot } from '../../compose/document.ts';
import { sides, type Look } from './cell-look.ts';
import type { Area } from './column-grid.ts';

import { signName } from './defined-names.ts';
import { stack, type Piece } from './piece.ts';
import { contentText, plainText } from './printed-text.ts';
import { sizes, textPiece, type SheetLayout } from './text-piece.ts';

/** Space above a line of signatures for the pen, in points. */
const roomToSign = 10;

/** A signature block: a row of words and lines, and a row of small captions beneath. */
export function signaturePiece(signature: Signature, layout: SheetLayout, size: number): Piece {
  const edges = layout.grid.edgesOf(signature);
  const area = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 };
  if (signature.direction === 'stack') {
    return stack(signature.slots.map((slot) => slotRows([{ slot, area }], layout, size)));
  }
  const slots = signature.slots.map((slot, index) => ({
    slot,
    area: { from: edges[index] ?? 0, to: edges[index + 1] ?? 0 },
  }));
  return slotRows(slots, layout, size);
}

function slotRows(slots: readonly { slot: Slot; area: Area }[], layout: SheetLayout, size: number): Piece {
  const values = slots.map(({ slot, area }) => {
    const look = slotLook(slot.kind === 'text' ? 'left' : 'center', size);
    const words = contentText(slot.content, slot.kind === 'text' ? 'underscores' : 'empty');
    const piece = textPiece(words, area, look, layout, roomToSign);
    const place = layout.places.get(slot);
    if (slot.kind === 'text') return piece;
    return underlined(place === undefined ? piece : named(piece, signName(place.name)));
  });
  if (slots.every(({ slot }) => slot.caption === '')) return sideBySide(values);
  const captions = slots.map(({ slot, area }) => {
    return textPiece(plainText(slot.caption), area, { ...slotLook('center', sizes.caption), vertical: 'top' }, layout);
  });
  return stack([sideBySide(values), sideBySide(captions)]);
}

function slotLook(align: Look['align'], size: number): Look {
  return { size, bold: false, italic: false, align, vertical: 'bottom', indent: 0, numberFormat: 'General' };
}

/** The piece with one name more for its last cell, which has the line. */
function named(piece: Piece, name: string): Piece {
  const last = piece.cells.length - 1;
  return {
    rows: piece.rows,
    cells: piece.cells.map((cell, index) => (index === last ? { ...cell, names: [name, ...cell.names] } : cell)),
  };
}

function underlined(piece: Piece): Piece {
  return { rows: piece.rows, cells: piece.cells.map((cell) => ({ ...cell, borders: cell.borders | sides.bottom })) };
}

function sideBySide(pieces: readonly Piece[]): Piece {
  return { rows: Math.max(...pieces.map(({ rows }) => rows)), cells: pieces.flatMap(({ cells }) => cells) };
}
