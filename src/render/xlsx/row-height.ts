import { advancesIn, isHighSurrogate } from '../fonts.ts';

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

const [lineFeed, space] = [0x0a, 0x20];

/**
 * Where the lines of a text begin when it is wrapped by words in a cell of the given width in points. Read once from
 * left to right: every text of a register comes by here.
 */
function lineStarts(text: string, width: number, { size, bold }: Lettering): number[] {
  const advances = advancesIn(bold);
  const room = Math.max((width - cellPadding) / screenSpread, size);
  const spaceWidth = advances.at(' ', 0) * size;
  const starts = [0];
  let used = 0;
  let wordStart = 0;
  let wordEms = 0;
  for (let index = 0; index <= text.length; index++) {
    const unit = index === text.length ? lineFeed : text.charCodeAt(index);
    if (unit !== space && unit !== lineFeed) {
      wordEms += advances.at(text, index);
      if (isHighSurrogate(unit)) index++;
      continue;
    }
    const word = wordEms * size;
    if (used > 0 && used + spaceWidth + word <= room) {
      used += spaceWidth + word;
    } else {
      if (used > 0) starts.push(wordStart);
      used = word <= room ? word : breakWord(text.slice(wordStart, index), wordStart, room, { size, bold }, starts);
    }
    wordStart = index + 1;
    wordEms = 0;
    if (unit === lineFeed && index < text.length) {
      starts.push(wordStart);
      used = 0;
    }
  }
  return starts;
}

/** Breaks a word longer than the line between characters; returns the width of its last part. */
function breakWord(word: string, position: number, room: number, { size, bold }: Lettering, starts: number[]): number {
  const advances = advancesIn(bold);
  let used = 0;
  for (let index = 0; index < word.length; index++) {
    const width = advances.at(word, index) * size;
    if (used > 0 && used + width > room) {
      starts.push(position + index);
      used = 0;
    }
    used += width;
    if (isHighSurrogate(word.charCodeAt(index))) index++;
  }
  return used;
}
