import { textWidth } from '../fonts.ts';

/** Letters of a cell. */
export interface Lettering {
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
}

/** Height of a line of Times New Roman in a spreadsheet, in letter sizes. */
const lineSpacing = 1.32;
/** Space that a spreadsheet keeps free left and right of the text (points, both sides together). */
const cellPadding = 5;
/** A text of letters no wider than this, in letter sizes, is not worth measuring as one line before it is wrapped. */
const narrowLetter = 0.25;
/** Screens set text up to this much wider than the font's own widths. */
const screenSpread = 1.04;
/** Space above and below the text of a cell (points, both together). */
const verticalPadding = 3;
/** Spreadsheets allow 409 points; a row must also fit on a landscape page below a repeated head. */
const highestRow = 320;
/** Height of the rows that a longer text is divided into: small, so that pages fill well. */
const dividedRow = 160;

/** Part of a text that one row holds, with the height in points that it needs. */
export interface RowText {
  readonly text: string;
  readonly height: number;
}

/**
 * The text in the rows it needs when wrapped by words in a cell of the given width in points; long words break. It is
 * one row unless that would be higher than a row can be; then it is cut between lines.
 */
export function rowTexts(text: string, width: number, lettering: Lettering): RowText[] {
  const starts = lineStarts(text, width, lettering);
  const line = Math.ceil(lettering.size * lineSpacing * 4) / 4;
  const height = starts.length * line + verticalPadding;
  if (height <= highestRow) return [{ text, height }];
  const linesInRow = Math.floor((dividedRow - verticalPadding) / line);
  const rows: RowText[] = [];
  for (let first = 0; first < starts.length;) {
    const end = endOfRow(text, starts, first, linesInRow);
    const part = text.slice(starts[first], starts[end]);
    rows.push({ text: part.replace(/[ \n]$/u, ''), height: (end - first) * line + verticalPadding });
    first = end;
  }
  return rows;
}

/** The line that the next row begins with: where a paragraph begins, if one does in the second half of this row. */
function endOfRow(text: string, starts: readonly number[], first: number, linesInRow: number): number {
  const last = Math.min(first + linesInRow, starts.length);
  if (last === starts.length) return last;
  for (let end = last; end > first + linesInRow / 2; end--) {
    if (text[(starts[end] ?? 0) - 1] === '\n') return end;
  }
  return last;
}

/** Height in points of a single line of text in a cell. */
export function lineHeight(size: number): number {
  return Math.ceil(size * lineSpacing * 4) / 4 + verticalPadding;
}

/** Where the lines of a text begin when it is wrapped by words in a cell of the given width in points. */
function lineStarts(text: string, width: number, lettering: Lettering): number[] {
  const room = Math.max((width - cellPadding) / screenSpread, lettering.size);
  const mayFit = text.length * lettering.size * narrowLetter <= room && !text.includes('\n');
  if (mayFit && textWidth(text, lettering.size, lettering.bold) <= room) return [0];
  const starts: number[] = [];
  let offset = 0;
  for (const paragraph of text.split('\n')) {
    wrap(paragraph, offset, room, lettering, starts);
    offset += paragraph.length + 1;
  }
  return starts;
}

function wrap(paragraph: string, offset: number, room: number, { size, bold }: Lettering, starts: number[]): void {
  const space = textWidth(' ', size, bold);
  let position = offset;
  let used = 0;
  starts.push(position);
  for (const word of paragraph.split(' ')) {
    const width = textWidth(word, size, bold);
    const atLineStart = used === 0;
    if (atLineStart || used + space + width > room) {
      if (!atLineStart) starts.push(position);
      used = width <= room ? width : breakWord(word, position, room, { size, bold }, starts);
    } else {
      used += space + width;
    }
    position += word.length + 1;
  }
}

/** Breaks a word longer than the line between characters; returns the width of its last part. */
function breakWord(word: string, position: number, room: number, { size, bold }: Lettering, starts: number[]): number {
  let used = 0;
  let at = position;
  for (const character of word) {
    const width = textWidth(character, size, bold);
    if (used > 0 && used + width > room) {
      starts.push(at);
      used = 0;
    }
    used += width;
    at += character.length;
  }
  return used;
}
