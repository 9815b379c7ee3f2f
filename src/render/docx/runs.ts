import { type IParagraphOptions, LeaderType, Tab, TabStopType, TextRun, type IRunOptions } from 'docx';
import { drawnRuns, type DrawnRun } from './blanks.ts';
import type { FillIn } from '../office/fill-ins.ts';
import { checkBoxControl, textControl } from './content-control.ts';
import type { OpenRun } from './open-runs.ts';
import type { Place } from './place.ts';
import { wordLanguages } from './styles.ts';

type Children = NonNullable<IParagraphOptions['children']>;
type Child = Children[number];

/** The content of a paragraph: its runs, and the tab stop that leaders run to where there are any. */
export interface Line {
  readonly children: Children;
  readonly leaders: boolean;
  /** A long row of underscores cannot be broken: spaces of a justified line would be torn wide apart beside it. */
  readonly unbreakable: boolean;
  readonly tabStops: NonNullable<IParagraphOptions['tabStops']>;
}

const longBlank = /^_{20,}$/;

/** Draws runs on a line of the given place. */
export function lineOf(runs: readonly OpenRun[], place: Place): Line {
  const drawn = drawnRuns(runs, {
    width: place.width,
    fontSize: place.fontSize,
    begun: place.begun,
    ruled: place.cell?.style === 'grid',
  });
  const leaders = drawn.some((run) => run.kind === 'leader');
  return {
    children: wordRuns(
      drawn.filter((run) => run.kind !== 'text' || run.text !== ''),
      place,
    ),
    leaders,
    unbreakable: drawn.some((run) => run.kind === 'text' && longBlank.test(run.text)),
    tabStops: leaders ? [{ type: TabStopType.RIGHT, position: place.width, leader: LeaderType.UNDERSCORE }] : [],
  };
}

/** A run of plain text in the language of the place. */
export function textRun(text: string, place: Place, look: IRunOptions = {}): TextRun {
  return new TextRun({ ...look, ...languageOf(place), children: unbraced(text) });
}

/**
 * The text in pieces that end after every opening brace: docx takes `{name}` for its own placeholder of a list or a
 * picture, wherever it stands.
 */
export function unbraced(text: string): string[] {
  return text.includes('{') ? text.split(/(?<=\{)/) : [text];
}

/** The runs as Word has them, those of a fill-in under a control. */
function wordRuns(drawn: readonly DrawnRun[], place: Place): Child[] {
  return fillInsTogether(drawn).flatMap(({ fillIn, runs }): Child[] => {
    const written = runs.map((run) =>
      run.kind === 'check' ? checkBoxControl(run.checked, fillIn, place) : wordRun(run, place),
    );
    const isText = fillIn !== undefined && runs.every(({ kind }) => kind !== 'check');
    return isText ? [textControl(fillIn, written, place)] : written;
  });
}

interface RunsTogether {
  readonly fillIn: FillIn | undefined;
  readonly runs: DrawnRun[];
}

function fillInsTogether(drawn: readonly DrawnRun[]): RunsTogether[] {
  const together: RunsTogether[] = [];
  for (const run of drawn) {
    const last = together.at(-1);
    if (last?.fillIn !== undefined && last.fillIn === run.fillIn) last.runs.push(run);
    else together.push({ fillIn: run.fillIn, runs: [run] });
  }
  return together;
}

/** Stands where an empty cell or line is filled in: to be clicked, and too narrow to be seen. */
const roomToClick = '\u00a0'.repeat(3);

function wordRun(run: Exclude<DrawnRun, { kind: 'check' }>, place: Place): TextRun {
  switch (run.kind) {
    case 'text':
      return textRun(run.text, place, {
        ...(run.bold ? { bold: true } : {}),
        ...(run.italic ? { italics: true } : {}),
      });
    case 'break':
      return new TextRun({ break: 1 });
    case 'leader':
      return new TextRun({ children: [new Tab()] });
    case 'caption':
      return textRun(run.text, place, { style: place.cell === null ? 'FieldCaption' : 'CellCaption', italics: false });
    case 'room':
      return textRun(roomToClick, place);
  }
}

function languageOf(place: Place): IRunOptions {
  return place.runLanguage === null ? {} : { language: { value: wordLanguages[place.runLanguage] } };
}
