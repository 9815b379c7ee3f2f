import type { Area } from './column-grid.ts';
import { stack, stretch, type Piece } from './piece.ts';
import type { DocumentPictures, SheetPicture } from './pictures.ts';
import { plainText } from './printed-text.ts';
import { onePiece, plainLook, sizes, textPiece, type SheetLayout } from './text-piece.ts';

/** A row that holds a picture, with `space` points below it. */
export function picturePiece(picture: SheetPicture, area: Area, space: number): Piece {
  const { rows, cells } = onePiece(null, area, plainLook, picture.height + space);
  return { rows, cells: cells.map((cell) => ({ ...cell, picture })) };
}

/** The verification code, and beneath it number and short code, set in as its quiet zone is. */
export function codePiece(code: NonNullable<DocumentPictures['code']>, area: Area, layout: SheetLayout): Piece {
  const words = plainText(code.lines.join('\n'));
  const look = { ...plainLook, size: sizes.caption, indent: 1 };
  return stack([picturePiece(code.picture, area, 0), textPiece(words, area, look, layout, spaceBelowCode)]);
}

const spaceBelowCode = 3;

/** The code in the left half of the page beside the stamp in the right one. */
export function codeBesideStamp(code: Piece, stamp: Piece): Piece {
  const rows = Math.max(code.rows, stamp.rows);
  return { rows, cells: [...stretch(code, rows).cells, ...stretch(stamp, rows).cells] };
}
