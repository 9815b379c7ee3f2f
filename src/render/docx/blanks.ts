import type { Field } from '../../compose/document.ts';
import type { FillIn } from '../office/fill-ins.ts';
import { type OpenRun, roomOf } from './open-runs.ts';

/** What a line of text is drawn with: a leader runs to the right end of the line. */
export type DrawnRun = (Exclude<OpenRun, { kind: 'blank' }> | { readonly kind: 'leader' }) & {
  readonly fillIn?: FillIn;
};

type Blank = Extract<OpenRun, { kind: 'blank' }>;

/** The line the runs are drawn on. */
export interface TextLine {
  /** Twips. */
  readonly width: number;
  /** Points. */
  readonly fontSize: number;
  /** Characters' worth of the first line that is taken before the text: its indent and its number. */
  readonly begun: number;
  /** A ruled cell is its own blank: no line is drawn in it where the whole cell is the blank. */
  readonly ruled: boolean;
}

const underscores = { tiny: 4, short: 10, medium: 24, long: 40 } as const;

/** Width in Times, twips for every point of the size: an underscore, and a letter with the spaces around words. */
const underscoreWidth = 10;
const letterWidth = 9.2;

/** Words that may follow a leader on its line, as a share of the line, so that the blank stays long enough to fill in. */
const roomBesideLeader = 0.7;
/** A leader that would begin in the last part of a line, too short to write on, takes the next line. */
const roomBeforeLeader = 0.85;
/** Words that are estimated to just fill their lines may leave no room as well. */
const barelyWrapped = 0.06;

/**
 * Draws blanks with what Word has: underscores for a blank of fixed length, leaders for one that runs to the end of
 * the line. A blank that would be longer than the line becomes a leader; words that do not fit beside a leader go to
 * the next line.
 */
export function drawnRuns(runs: readonly OpenRun[], line: TextLine): DrawnRun[] {
  const capacity = charactersOf(line);
  const drawn: DrawnRun[] = [];
  let lineBegun = -1;
  runs.forEach((run, index) => {
    const blankBefore = runs[index - 1]?.kind === 'blank';
    if (run.kind === 'caption') {
      drawn.push({ ...run, text: blankBefore && drawn.at(-1)?.kind !== 'break' ? ` ${run.text}` : run.text });
    } else if (run.kind === 'blank') {
      const blank = drawnBlank(run, line);
      const late = blank[0]?.kind === 'leader' && endsLate(drawn, line, capacity);
      drawn.push(...(late ? [lineBreak] : []), ...blank);
      const following = runs.slice(index + 1);
      const crowded = drawn.at(-1)?.kind === 'leader' && !fitsBesideLeader(drawn, following, line, capacity);
      if (crowded) {
        drawn.push(...punctuation(following[0]), breakBefore(following[0], run));
        lineBegun = index + 1;
      }
    } else {
      const begins = index === lineBegun && run.kind === 'text';
      drawn.push(begins ? { ...run, text: run.text.replace(closing, '') } : run);
    }
  });
  return drawn;
}

const lineBreak: DrawnRun = { kind: 'break' };

/** A break between the parts of one fill-in belongs to it. */
function breakBefore(next: OpenRun | undefined, { fillIn }: Blank): DrawnRun {
  return fillIn !== undefined && next?.fillIn === fillIn ? { ...lineBreak, fillIn } : lineBreak;
}

/** Marks that end or divide a sentence stay beside the leader; the words after them begin the next line. */
const closing = /^[.,;:)»]*\s*/;

function punctuation(next: OpenRun | undefined): DrawnRun[] {
  const [marks] = next?.kind === 'text' ? (closing.exec(next.text) ?? []) : [];
  return next?.kind === 'text' && marks !== undefined && marks.trim() !== '' ? [{ ...next, text: marks.trim() }] : [];
}

function drawnBlank(run: Blank, line: TextLine): DrawnRun[] {
  if (run.size === 'cell' && line.ruled) return roomOf(run);
  const extra = Array.from({ length: run.extraLines }, (): DrawnRun[] => [lineBreak, { kind: 'leader' }]);
  const length = underscoresOf(run.size, line);
  const first: DrawnRun =
    length === null ? { kind: 'leader' } : { kind: 'text', text: '_'.repeat(length), bold: false, italic: false };
  const drawn = [first, ...extra.flat()];
  const { fillIn } = run;
  return fillIn === undefined ? drawn : drawn.map((part) => ({ ...part, fillIn }));
}

function underscoresOf(size: Field['size'], line: TextLine): number | null {
  if (size === 'rest' || size === 'cell') return null;
  return underscores[size] * line.fontSize * underscoreWidth > line.width ? null : underscores[size];
}

function fitsBesideLeader(
  drawn: readonly DrawnRun[],
  following: readonly OpenRun[],
  line: TextLine,
  capacity: number,
): boolean {
  const after = lengthToBreak(following);
  return after === 0 || lineFilled(drawn, line, capacity) + after / capacity <= roomBesideLeader;
}

function endsLate(drawn: readonly DrawnRun[], line: TextLine, capacity: number): boolean {
  const length = lineLength(drawn, line);
  const filled = (length % capacity) / capacity;
  return filled > roomBeforeLeader || (length >= capacity && filled < barelyWrapped);
}

/** How much of the current line is taken, as a share of it. */
function lineFilled(drawn: readonly DrawnRun[], line: TextLine, capacity: number): number {
  return (lineLength(drawn, line) % capacity) / capacity;
}

/** Characters since the last break, more than a line holds where the words wrap. */
function lineLength(drawn: readonly DrawnRun[], line: TextLine): number {
  const lineStart = drawn.findLastIndex((run) => run.kind === 'break') + 1;
  return drawn.slice(lineStart).reduce((sum, run) => sum + lengthOf(run), lineStart === 0 ? line.begun : 0);
}

/** Characters up to the next break; without end where another leader follows on the line. */
function lengthToBreak(runs: readonly OpenRun[]): number {
  const end = runs.findIndex((run) => run.kind === 'break');
  return (end < 0 ? runs : runs.slice(0, end)).reduce((sum, run) => sum + lengthOf(run), 0);
}

function lengthOf(run: OpenRun | DrawnRun): number {
  switch (run.kind) {
    case 'text':
    case 'caption':
      return run.text.length;
    case 'blank':
      return run.size === 'rest' || run.size === 'cell' ? Infinity : underscores[run.size];
    case 'check':
      return 2;
    case 'break':
    case 'leader':
    case 'room':
      return 0;
  }
}

/** How many letters a line holds, estimated: Kazakh and Russian text in Times. */
export function charactersOf(line: Pick<TextLine, 'width' | 'fontSize'>): number {
  return Math.max(1, Math.floor(line.width / (line.fontSize * letterWidth)));
}
