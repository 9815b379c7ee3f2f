import { DocxNumbering } from './docx-numbering.ts';
import { controlsIn, type DocxControl, type DocxSignatureLine, signatureLinesIn } from './docx-places.ts';
import { openPackage, type OfficePackage } from './office-package.ts';
import { descendants, elementAt, elements, textIn, type XmlElement } from './xml.ts';

export interface DocxParagraph {
  readonly kind: 'paragraph';
  readonly style: string;
  /** Number that Word prints before the text; empty where there is none. */
  readonly number: string;
  readonly alignment: string;
  readonly keepWithNext: boolean;
  /** A tab, also one that draws the line of a blank, is a tab character; a line break is a line feed. */
  readonly text: string;
  /** Content controls in it. */
  readonly controls: readonly DocxControl[];
  /** Signature lines that are anchored in it. */
  readonly signatureLines: readonly DocxSignatureLine[];
}

export interface DocxTable {
  readonly kind: 'table';
  /** Twips. */
  readonly widths: readonly number[];
  readonly ruled: boolean;
  readonly rows: readonly DocxRow[];
}

export interface DocxRow {
  /** Repeated on every page. */
  readonly head: boolean;
  readonly cells: readonly DocxCell[];
}

export interface DocxCell {
  readonly columns: number;
  /** `continued` belongs to the cell above it. */
  readonly rows: 'one' | 'first' | 'continued';
  readonly blocks: readonly DocxBlock[];
}

export type DocxBlock = DocxParagraph | DocxTable;

export interface DocxSection {
  readonly orientation: string;
  /** Twips. */
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly DocxBlock[];
}

/** A Word file as Word shows it. */
export interface DocxFile {
  readonly sections: readonly DocxSection[];
  /** Texts of the feet of pages, fields by their instruction («PAGE / NUMPAGES»). */
  readonly footers: readonly string[];
  readonly headers: readonly string[];
  /** Word of the watermark, null where there is none. */
  readonly watermark: string | null;
  /** What the file allows («forms», «readOnly»), null where everything. */
  readonly protection: string | null;
  /** The body in document order, numbers included. */
  readonly text: string;
}

const documentPath = 'word/document.xml';
const runText = new Map([
  ['w:tab', '\t'],
  ['w:br', '\n'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
]);
const textless = new Set(['w:pPr', 'w:rPr', 'w:sdtPr', 'w:instrText', 'w:delText', 'w:pict', 'w:drawing']);

/** Reads a Word file. */
export async function readDocx(bytes: Uint8Array): Promise<DocxFile> {
  const file = await openPackage(bytes);
  const numbering = new DocxNumbering(file.has('word/numbering.xml') ? file.part('word/numbering.xml') : undefined);
  const body = elementAt(file.part(documentPath), 'w:body');
  if (body === undefined) throw new Error('the file has no body');
  const sections = sectionsOf(body, numbering);
  const headers = partsNamed(file, 'header');
  return {
    sections,
    footers: partsNamed(file, 'footer').map(marginText),
    headers: headers.map(marginText),
    watermark: headers.flatMap(watermarkWords)[0] ?? null,
    protection: protectionOf(file.part('word/settings.xml')),
    text: sections.map(({ blocks }) => blocks.map(blockText).join('\n')).join('\n'),
  };
}

function sectionsOf(body: XmlElement, numbering: DocxNumbering): DocxSection[] {
  const sections: DocxSection[] = [];
  let blocks: DocxBlock[] = [];
  for (const element of elements(body)) {
    const properties = element.name === 'w:sectPr' ? element : elementAt(element, 'w:pPr', 'w:sectPr');
    const block = element.name === 'w:sectPr' ? null : blockOf(element, numbering);
    // A paragraph that only carries the end of a section prints nothing.
    if (block !== null && !(properties !== undefined && block.kind === 'paragraph' && block.text === '')) {
      blocks.push(block);
    }
    if (properties === undefined) continue;
    const size = elementAt(properties, 'w:pgSz')?.attributes ?? {};
    sections.push({
      orientation: size['w:orient'] ?? 'portrait',
      width: Number(size['w:w']),
      height: Number(size['w:h']),
      blocks,
    });
    blocks = [];
  }
  return sections;
}

function blockOf(element: XmlElement, numbering: DocxNumbering): DocxBlock {
  if (element.name === 'w:p') return paragraphOf(element, numbering);
  if (element.name === 'w:tbl') return tableOf(element, numbering);
  throw new Error(`blocks of the kind ${element.name} are not read`);
}

function paragraphOf(element: XmlElement, numbering: DocxNumbering): DocxParagraph {
  const properties = elementAt(element, 'w:pPr');
  const value = (...path: string[]) => elementAt(properties, ...path)?.attributes['w:val'];
  const list = value('w:numPr', 'w:numId');
  return {
    kind: 'paragraph',
    style: value('w:pStyle') ?? 'Normal',
    number: list === undefined ? '' : numbering.next({ list, level: Number(value('w:numPr', 'w:ilvl') ?? 0) }),
    alignment: value('w:jc') ?? '',
    keepWithNext: elementAt(properties, 'w:keepNext') !== undefined,
    text: runsText(element),
    controls: controlsIn(element),
    signatureLines: signatureLinesIn(element),
  };
}

function tableOf(element: XmlElement, numbering: DocxNumbering): DocxTable {
  const borders = elementAt(element, 'w:tblPr', 'w:tblBorders');
  return {
    kind: 'table',
    widths: elements(elementAt(element, 'w:tblGrid') ?? element, 'w:gridCol').map(({ attributes }) =>
      Number(attributes['w:w']),
    ),
    ruled: elementAt(borders, 'w:insideV')?.attributes['w:val'] === 'single',
    rows: elements(element, 'w:tr').map((row) => ({
      head: elementAt(row, 'w:trPr', 'w:tblHeader') !== undefined,
      cells: elements(row, 'w:tc').map((cell) => cellOf(cell, numbering)),
    })),
  };
}

function cellOf(cell: XmlElement, numbering: DocxNumbering): DocxCell {
  const merge = elementAt(cell, 'w:tcPr', 'w:vMerge');
  return {
    columns: Number(elementAt(cell, 'w:tcPr', 'w:gridSpan')?.attributes['w:val'] ?? 1),
    rows: merge === undefined ? 'one' : merge.attributes['w:val'] === 'restart' ? 'first' : 'continued',
    blocks: elements(cell)
      .filter(({ name }) => name !== 'w:tcPr')
      .map((block) => blockOf(block, numbering)),
  };
}

function blockText(block: DocxBlock): string {
  if (block.kind === 'paragraph') return block.number + block.text;
  return block.rows
    .flatMap(({ cells }) => cells.filter(({ rows }) => rows !== 'continued'))
    .map(({ blocks }) => blocks.map(blockText).join('\n'))
    .join('\n');
}

function protectionOf(settings: XmlElement): string | null {
  const protection = elementAt(settings, 'w:documentProtection')?.attributes;
  const enforced = ['1', 'true', 'on'].includes(protection?.['w:enforcement'] ?? '');
  return enforced ? (protection?.['w:edit'] ?? null) : null;
}

/** The text of runs, check-box controls and other containers included. */
function runsText(element: XmlElement): string {
  if (element.name === 'w:t') return textIn(element);
  const replaced = runText.get(element.name);
  if (replaced !== undefined) return replaced;
  return elements(element)
    .filter(({ name }) => !textless.has(name))
    .map(runsText)
    .join('');
}

function partsNamed(file: OfficePackage, kind: 'header' | 'footer'): XmlElement[] {
  return file.paths.filter((path) => path.startsWith(`word/${kind}`)).map((path) => file.part(path));
}

/** Words of the shapes in a header; the definition of a shape has a text path without words. */
function watermarkWords(header: XmlElement): string[] {
  return descendants(header, 'v:textpath').flatMap(({ attributes: { string } }) => string ?? []);
}

function marginText(part: XmlElement): string {
  const read = (element: XmlElement): string => {
    if (element.name === 'w:t' || element.name === 'w:instrText') return textIn(element);
    return elements(element).map(read).join('');
  };
  return elements(part).map(read).join('\n').trim();
}
