import {
  BuilderElement,
  CheckBox,
  type IParagraphOptions,
  LeaderType,
  Tab,
  TabStopType,
  TextRun,
  type IRunOptions,
} from 'docx';
import { checkedBox, emptyBox, type Run } from '../../compose/printed.ts';
import { drawnRuns, type DrawnRun } from './blanks.ts';
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
export function lineOf(runs: readonly Run[], place: Place): Line {
  const drawn = drawnRuns(runs, {
    width: place.width,
    fontSize: place.fontSize,
    begun: place.begun,
    ruled: place.cell?.style === 'grid',
  });
  const leaders = drawn.some((run) => run.kind === 'leader');
  return {
    children: drawn.filter((run) => run.kind !== 'text' || run.text !== '').map((run) => wordRun(run, place)),
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

function wordRun(run: DrawnRun, place: Place): Child {
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
    case 'check':
      return new CheckBoxControl(run.checked);
  }
}

function languageOf(place: Place): IRunOptions {
  return place.runLanguage === null ? {} : { language: { value: wordLanguages[place.runLanguage] } };
}

const checkBoxFont = 'Segoe UI Symbol';

/**
 * Word's check-box control. docx writes the box as a symbol code, which readers of the text do not see; this one
 * writes the character, as Word does when the box is clicked.
 */
class CheckBoxControl extends CheckBox {
  constructor(checked: boolean) {
    super({
      checked,
      checkedState: { value: '2612', font: checkBoxFont },
      uncheckedState: { value: '2610', font: checkBoxFont },
    });
    const box = new TextRun({ font: checkBoxFont, text: checked ? checkedBox : emptyBox });
    this.root.splice(1, 1, new BuilderElement({ name: 'w:sdtContent', children: [box] }));
  }
}
