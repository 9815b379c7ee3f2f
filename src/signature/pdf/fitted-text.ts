import { textWidth } from '../../render/fonts.ts';

/** Text as it is set into a box. */
export interface FittedText {
  /** Points. */
  readonly size: number;
  readonly lines: readonly string[];
}

const largestSize = 10;
const smallestSize = 3;
const sizeStep = 0.5;
/** From line to line, as a share of the size. */
export const leading = 1.15;

/** Sets lines as large as they fit into a box, breaking those that are too long; `width` and `height` in points. */
export function fittedText(lines: readonly string[], width: number, height: number): FittedText {
  for (let size = largestSize; size > smallestSize; size -= sizeStep) {
    const broken = lines.flatMap((line) => brokenLine(line, size, width));
    if (broken.length * size * leading <= height) return { size, lines: broken };
  }
  return { size: smallestSize, lines: lines.flatMap((line) => brokenLine(line, smallestSize, width)) };
}

function brokenLine(line: string, size: number, width: number): string[] {
  const broken: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (textWidth(longer, size) <= width) {
      current = longer;
      continue;
    }
    if (current !== '') broken.push(current);
    const pieces = brokenWord(word, size, width);
    current = pieces.pop() ?? '';
    broken.push(...pieces);
  }
  return [...broken, current];
}

/** A word of more than a line parts between characters. */
function brokenWord(word: string, size: number, width: number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const character of word) {
    if (current !== '' && textWidth(current + character, size) > width) {
      pieces.push(current);
      current = '';
    }
    current += character;
  }
  return [...pieces, current];
}
