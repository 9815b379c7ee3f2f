import { textWidth } from '../fonts.ts';

/** Letters of a cell. */
export interface Lettering {
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
}

/** No spreadsheet has a higher row (points). */
export const highestRow = 409;
/** Space that a spreadsheet keeps free left and right of the text (points, both sides together). */
const cellPadding = 5;
/** Screens set text up to this much wider than the font's own widths. */
const screenSpread = 1.04;
/** Space above and below the text of a cell (points, both together). */
const verticalPadding = 3;

/** Height of a line in points: what spreadsheets give a line of Times New Roman, rounded up to quarter points. */
export function lineHeight(size: number): number {
  return Math.ceil(size * 1.32 * 4) / 4;
}

/** Height in points that a wrapped text needs in a cell of the given width in points. */
export function textHeight(text: string, width: number, lettering: Lettering): number {
  return lineCount(text, width, lettering) * lineHeight(lettering.size) + verticalPadding;
}

/** Number of lines of a text wrapped by words in a cell of the given width in points; long words break. */
export function lineCount(text: string, width: number, lettering: Lettering): number {
  const room = Math.max((width - cellPadding) / screenSpread, lettering.size);
  if (!text.includes('\n')) return wrappedLines(text, room, lettering);
  return text.split('\n').reduce((lines, line) => lines + wrappedLines(line, room, lettering), 0);
}

function wrappedLines(line: string, room: number, { size, bold }: Lettering): number {
  if (textWidth(line, size, bold) <= room) return 1;
  const space = textWidth(' ', size, bold);
  let lines = 1;
  let used = 0;
  for (const word of line.split(/[ \t]/u)) {
    const width = textWidth(word, size, bold);
    if (used > 0 && used + space + width <= room) {
      used += space + width;
      continue;
    }
    if (used > 0) lines++;
    if (width <= room) {
      used = width;
    } else {
      const broken = brokenWord(word, room, { size, bold });
      lines += broken.lines - 1;
      used = broken.lastLine;
    }
  }
  return lines;
}

/** A word longer than the line, broken between characters. */
function brokenWord(word: string, room: number, { size, bold }: Lettering): { lines: number; lastLine: number } {
  let lines = 1;
  let lastLine = 0;
  for (const character of word) {
    const width = textWidth(character, size, bold);
    if (lastLine > 0 && lastLine + width > room) {
      lines++;
      lastLine = 0;
    }
    lastLine += width;
  }
  return { lines, lastLine };
}
