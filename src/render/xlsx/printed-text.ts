import type { Block, Field, Inline } from '../../compose/document.ts';
import { fillInPaths } from '../office/fill-ins.ts';
import { checkedBox, emptyBox, printedRuns } from '../../compose/printed.ts';

/** Text of one spreadsheet cell; bold and italic only where all of it is. */
export interface PrintedText {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Paths of what is filled in within it. */
  readonly paths: readonly string[];
}

/** How a blank is shown: as underscores in running text, as nothing where the cell's border is the line. */
export type Blanks = 'underscores' | 'empty';

/** A block that is words only and can share a cell with its neighbours. */
export type TextBlock = Extract<Block, { kind: 'stamp' | 'heading' | 'paragraph' | 'clause' | 'seal' }>;

const underscores: Readonly<Record<Field['size'], number>> = {
  tiny: 4,
  short: 10,
  medium: 20,
  long: 30,
  rest: 30,
  cell: 0,
};
const extraLine = 50;

const textBlocks: ReadonlySet<Block['kind']> = new Set<TextBlock['kind']>([
  'stamp',
  'heading',
  'paragraph',
  'clause',
  'seal',
]);

/** Whether the block is words only. */
export function isTextBlock(block: Block): block is TextBlock {
  return textBlocks.has(block.kind);
}

/** The words of a text block as one cell holds them, lines parted by line feeds. */
export function blockText(block: TextBlock): PrintedText {
  switch (block.kind) {
    case 'stamp':
      return joinTexts(block.lines.map((line) => contentText(line)));
    case 'heading':
      return { ...labelled(block.label, contentText(block.content)), bold: true };
    case 'clause':
      return labelled(block.label, contentText(block.content));
    case 'paragraph':
    case 'seal':
      return contentText(block.content);
  }
}

/** The words of a line of text. */
export function contentText(content: readonly Inline[], blanks: Blanks = 'underscores'): PrintedText {
  let text = '';
  let bold = true;
  let italic = true;
  for (const run of printedRuns(content)) {
    switch (run.kind) {
      case 'text':
        text += run.text;
        bold &&= run.bold || run.text.trim() === '';
        italic &&= run.italic || run.text.trim() === '';
        break;
      case 'break':
        text += '\n';
        break;
      case 'blank':
        text += blanks === 'underscores' ? blankText(run) : '';
        break;
      case 'caption':
        text += /\S$/u.test(text) ? ` ${run.text}` : run.text;
        bold = italic = false;
        break;
      case 'check':
        text += run.checked ? checkedBox : emptyBox;
        break;
    }
  }
  const written = text.trim() !== '';
  return { text, bold: bold && written, italic: italic && written, paths: fillInPaths(content) };
}

/** Words of the form. */
export function plainText(text: string): PrintedText {
  return { text, bold: false, italic: false, paths: [] };
}

/** Texts one below the other in one cell. */
export function joinTexts(texts: readonly PrintedText[]): PrintedText {
  const written = texts.filter(({ text }) => text !== '');
  return {
    text: texts.map(({ text }) => text).join('\n'),
    bold: written.length > 0 && written.every(({ bold }) => bold),
    italic: written.length > 0 && written.every(({ italic }) => italic),
    paths: texts.flatMap(({ paths }) => paths),
  };
}

function labelled(label: string | null, printed: PrintedText): PrintedText {
  if (label === null || label === '') return printed;
  return { ...printed, text: printed.text === '' ? label : `${label} ${printed.text}` };
}

function blankText(blank: { readonly size: Field['size']; readonly extraLines: number }): string {
  return '_'.repeat(underscores[blank.size]) + `\n${'_'.repeat(extraLine)}`.repeat(blank.extraLines);
}
