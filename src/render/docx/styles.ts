import {
  AlignmentType,
  DocumentDefaults,
  ImportedXmlComponent,
  type IParagraphStyleOptions,
  type IStylesOptions,
  StyleForCharacter,
  StyleForParagraph,
} from 'docx';
import type { Language, Orientation } from '../../compose/document.ts';
import { firstLineIndent, pages } from './page.ts';

/** Sizes of text in points. */
export const bodySize = 12;
export const smallSize = 10;
export const noteSize = 9;
export const denseTableSize = 8;
/** Text of a table's cells, by the orientation of the page. */
export const tableSizes: Readonly<Record<Orientation, number>> = { portrait: 10, landscape: 9 };

/** Language tags as Word writes them. */
export const wordLanguages: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-RU' };

const font = 'Times New Roman';
const halfPoints = (points: number): number => points * 2;

// Word lays a table out by its default table style; without one, cell margins differ between readers.
const tableNormal = ImportedXmlComponent.fromXmlString(
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>' +
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
);

function heading(level: 1 | 2 | 3): IParagraphStyleOptions {
  return {
    id: `Heading${level}`,
    name: `heading ${level}`,
    basedOn: 'Normal',
    next: 'BodyText',
    quickFormat: true,
    run: { bold: true, color: '000000', size: halfPoints(bodySize) },
    paragraph: {
      alignment: AlignmentType.CENTER,
      keepNext: true,
      keepLines: true,
      outlineLevel: level - 1,
      spacing: { before: 120, after: 120 },
    },
  };
}

function small(id: string, name: string, points: number, alignment: 'left' | 'center' | 'right' | 'both', after = 0) {
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run: { size: halfPoints(points) },
    paragraph: { alignment, spacing: { before: 0, after } },
  };
}

function gap(id: string, name: string, after: number): IParagraphStyleOptions {
  return {
    id,
    name,
    basedOn: 'Normal',
    run: { size: 2 },
    paragraph: { spacing: { before: 0, after, line: 20, lineRule: 'exact' } },
  };
}

function paragraphStyles(orientation: Orientation): IParagraphStyleOptions[] {
  const body = { alignment: AlignmentType.BOTH, indent: { firstLine: firstLineIndent } };
  const stamp = small('Stamp', 'Stamp', smallSize, 'left');
  const bandLabel = small('BandLabel', 'Band Label', smallSize, 'right');
  return [
    { id: 'Normal', name: 'Normal', quickFormat: true, paragraph: { spacing: { before: 0, after: 80 } } },
    { id: 'BodyText', name: 'Body Text', basedOn: 'Normal', quickFormat: true, paragraph: body },
    { id: 'Clause', name: 'Clause', basedOn: 'Normal', quickFormat: true, paragraph: body },
    heading(1),
    heading(2),
    heading(3),
    small('Caption', 'caption', noteSize, 'center', 60),
    small('Note', 'Note', noteSize, 'both', 60),
    small('TableText', 'Table Text', tableSizes[orientation], 'left'),
    small('TableHead', 'Table Head', tableSizes[orientation], 'center'),
    small('TableTextDense', 'Table Text Dense', denseTableSize, 'left'),
    small('TableHeadDense', 'Table Head Dense', denseTableSize, 'center'),
    { ...bandLabel, run: { ...bandLabel.run, italics: true }, paragraph: { ...bandLabel.paragraph, keepNext: true } },
    { ...stamp, paragraph: { ...stamp.paragraph, indent: { left: pages[orientation].stampIndent } } },
    small('SignatureText', 'Signature Text', bodySize, 'left'),
    small('SignatureCaption', 'Signature Caption', denseTableSize, 'center'),
    small('Seal', 'Seal', smallSize, 'left'),
    small('Header', 'header', smallSize, 'left'),
    small('Footer', 'footer', smallSize, 'center'),
    gap('TableGap', 'Table Gap', 80),
    gap('TableEnd', 'Table End', 0),
  ];
}

function styles(orientation: Orientation, language: Language): IStylesOptions {
  return {
    importedStyles: [
      new DocumentDefaults({
        run: { font, size: halfPoints(bodySize), language: { value: wordLanguages[language] } },
        paragraph: { spacing: { line: 240, lineRule: 'auto' } },
      }),
      ...paragraphStyles(orientation).map((style) => new StyleForParagraph(style)),
      new StyleForCharacter({ id: 'FieldCaption', name: 'Field Caption', run: { size: halfPoints(noteSize) } }),
      new StyleForCharacter({ id: 'CellCaption', name: 'Cell Caption', run: { size: halfPoints(7) } }),
      tableNormal,
    ],
  };
}

function stylesByLanguage(orientation: Orientation): Readonly<Record<Language, IStylesOptions>> {
  return { kk: styles(orientation, 'kk'), ru: styles(orientation, 'ru') };
}

/**
 * The styles of a document by its page and its first language: made once, because they are the same in every document
 * and making them anew costs as much as a page of text.
 */
export const documentStyles: Readonly<Record<Orientation, Readonly<Record<Language, IStylesOptions>>>> = {
  portrait: stylesByLanguage('portrait'),
  landscape: stylesByLanguage('landscape'),
};
