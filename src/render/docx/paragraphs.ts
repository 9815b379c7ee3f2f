import { AlignmentType, type IParagraphOptions, Paragraph, type TextRun } from 'docx';
import type * as document from '../../compose/document.ts';
import { type OpenRun, openRuns } from './open-runs.ts';
import { firstLineIndent } from './page.ts';
import { pictureRun } from './picture.ts';
import type { CellPlace, Place } from './place.ts';
import { type Line, lineOf, textRun } from './runs.ts';
import { noteSize, smallSize } from './styles.ts';

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const;

/** Styles whose text is justified. */
const justified = new Set(['BodyText', 'Clause', 'Note']);
/** Characters of body text that the indent of a first line takes. */
const indentLength = 6;

/** A paragraph of the given style with the runs in it. */
export function styledParagraph(style: string, runs: readonly OpenRun[], place: Place, look: IParagraphOptions = {}) {
  const line = lineOf(runs, place);
  return new Paragraph({
    style,
    ...(place.keepNext ? { keepNext: true } : {}),
    ...(line.leaders ? { tabStops: line.tabStops } : {}),
    ...look,
    ...blankAlignment(line, look.alignment ?? (justified.has(style) ? AlignmentType.BOTH : undefined)),
    children: [...(look.children ?? []), ...line.children],
  });
}

export function stampParagraphs(stamp: document.Stamp, place: Place): Paragraph[] {
  const width = place.cell === null ? place.width - place.page.stampIndent : place.width;
  const stampPlace = { ...place, fontSize: smallSize, width };
  return stamp.lines.map((line, index) =>
    styledParagraph('Stamp', openRuns(line, place), stampPlace, {
      ...(place.cell === null ? {} : { indent: { left: 0 } }),
      ...(index === stamp.lines.length - 1 ? { spacing: { before: 0, after: 200 } } : {}),
    }),
  );
}

/** The placeholder in a blank, else the logo; nothing in a document of an issuer without one. */
export function logoParagraphs(logo: document.Logo, place: Place): Paragraph[] {
  const look = { alignment: AlignmentType.CENTER };
  if (place.mode === 'blank') {
    const placeholder: OpenRun = { kind: 'text', text: logo.placeholder, bold: false, italic: false };
    return [styledParagraph('Normal', [placeholder], place, look)];
  }
  if (place.logo !== null) {
    const image = pictureRun(place.logo, { name: 'logo', words: logo.placeholder }, place);
    return [styledParagraph('Normal', [], place, { ...look, children: [image] })];
  }
  return [];
}

export function headingParagraph(heading: document.Heading, place: Place): Paragraph {
  const numbered = heading.label === null ? {} : numbering('heading', heading.level, heading.label, place);
  const indent = place.cell === null ? {} : { indent: { left: 0, firstLine: 0 } };
  return styledParagraph(`Heading${heading.level}`, openRuns(heading.content, place), place, {
    ...numbered,
    ...indent,
  });
}

export function clauseParagraph(clause: document.Clause, place: Place): Paragraph {
  const style = place.cell?.style === 'grid' ? cellStyle(place.cell) : 'Clause';
  const indent = place.cell === null ? indentLength : 0;
  const clausePlace = { ...keeping(clause.keepWithNext, place), begun: indent + clause.label.length + 1 };
  return styledParagraph(style, openRuns(clause.content, place), clausePlace, {
    ...numbering('clause', clause.level, clause.label, place),
    alignment: alignments[clause.align],
    ...(place.cell === null ? {} : { indent: { left: 0, firstLine: 0 } }),
  });
}

export function textParagraph(paragraph: document.Paragraph, place: Place): Paragraph {
  const style = paragraphStyle(paragraph, place);
  const textPlace = keeping(
    paragraph.keepWithNext,
    paragraph.style === 'body' ? place : { ...place, fontSize: noteSize },
  );
  const begun = paragraph.indent ? indentLength : 0;
  return styledParagraph(
    style,
    openRuns(paragraph.content, place),
    { ...textPlace, begun },
    {
      ...(style === 'BodyText' ? {} : { alignment: alignments[paragraph.align] }),
      ...(paragraph.indent && style !== 'BodyText' && place.cell?.style !== 'grid'
        ? { indent: { firstLine: firstLineIndent } }
        : {}),
    },
  );
}

export function sealParagraph(seal: document.Seal, place: Place): Paragraph {
  return styledParagraph(
    'Seal',
    openRuns(seal.content, place),
    { ...place, fontSize: smallSize },
    { spacing: { before: 120 } },
  );
}

/** A paragraph as high as a point after a table, with space below it where something follows; what floats has room. */
export function tableGap(below: 'space' | 'none', keepNext: boolean, floating: readonly TextRun[] = []): Paragraph {
  return new Paragraph({
    style: below === 'space' ? 'TableGap' : 'TableEnd',
    ...(keepNext ? { keepNext: true } : {}),
    children: floating,
  });
}

function paragraphStyle(paragraph: document.Paragraph, place: Place): string {
  if (paragraph.style === 'caption') return 'Caption';
  if (paragraph.style === 'note') return 'Note';
  if (place.cell?.style === 'grid') return cellStyle(place.cell);
  return place.cell === null && paragraph.indent && paragraph.align === 'justify' ? 'BodyText' : 'Normal';
}

function cellStyle(cell: CellPlace): string {
  return `${cell.header ? 'TableHead' : 'TableText'}${cell.dense ? 'Dense' : ''}`;
}

function numbering(
  kind: 'heading' | 'clause',
  level: 1 | 2 | 3,
  label: string,
  place: Place,
): Pick<IParagraphOptions, 'numbering' | 'children'> {
  const list = place.numbering.place({ kind, level, label });
  return list === null
    ? { children: [textRun(`${label} `, place)] }
    : { numbering: { reference: list.list, instance: list.instance, level: 0 } };
}

function keeping(keepWithNext: boolean, place: Place): Place {
  return keepWithNext ? { ...place, keepNext: true } : place;
}

/** A leader would push the words of a centred line away from it; a long blank would stretch a justified one. */
function blankAlignment(line: Line, alignment: IParagraphOptions['alignment']): Pick<IParagraphOptions, 'alignment'> {
  if (alignment === undefined || alignment === AlignmentType.LEFT) return {};
  const stretches = alignment === AlignmentType.BOTH ? line.unbreakable : line.leaders;
  return stretches ? { alignment: AlignmentType.LEFT } : {};
}
