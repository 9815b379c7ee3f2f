import { parseFragment } from 'parse5';
import type { Alignment, Band, Cell, Column } from './document.ts';
import { inlinesOf, plainText, splitAtBreaks, splitLabel } from './line-markup.ts';
import { Attributes, type ChildNode, type Element, isElement, meaningful, VocabularyError } from './markup.ts';
import type { SkeletonBlock, SkeletonInline, SkeletonRow, SkeletonSlot, SkeletonTable } from './skeleton.ts';

/**
 * Parses what a template produced into blocks, in which insets stand by their number.
 * @throws VocabularyError
 */
export function parseSkeleton(markup: string): SkeletonBlock[] {
  const problems: string[] = [];
  const fragment = parseFragment(markup, {
    onParseError: (error) => problems.push(`${error.code} at character ${error.startOffset}`),
    sourceCodeLocationInfo: false,
  });
  if (problems.length > 0) throw new VocabularyError(`markup is not well formed: ${problems.join(', ')}`);
  return blocksOf(fragment.childNodes);
}

const blockElements = new Set([
  'stamp',
  'logo',
  'h1',
  'h2',
  'h3',
  'p',
  'clause',
  'table',
  'signature',
  'seal',
  'verification',
  'section',
]);
const alignments = ['left', 'center', 'right', 'justify'] as const;

function blocksOf(nodes: readonly ChildNode[]): SkeletonBlock[] {
  return meaningful(nodes).map((node) => blockOf(node));
}

function blockOf(element: Element): SkeletonBlock {
  const attributes = new Attributes(element);
  switch (element.tagName) {
    case 'stamp':
      return { kind: 'stamp', lines: splitAtBreaks(inlinesOf(attributes.done().childNodes)) };
    case 'logo':
      return { kind: 'logo', placeholder: plainText(inlinesOf(attributes.done().childNodes)) };
    case 'h1':
    case 'h2':
    case 'h3': {
      const level = element.tagName === 'h1' ? 1 : element.tagName === 'h2' ? 2 : 3;
      const numbered = attributes.flag('numbered');
      const content = inlinesOf(attributes.done().childNodes);
      return numbered
        ? { kind: 'heading', level, ...splitLabel(content) }
        : { kind: 'heading', level, label: null, content };
    }
    case 'p':
      return {
        kind: 'paragraph',
        align: attributes.oneOf('align', alignments, 'left'),
        indent: attributes.flag('indent'),
        style: attributes.oneOf('style', ['body', 'caption', 'note'], 'body'),
        keepWithNext: attributes.flag('keep'),
        content: inlinesOf(attributes.done().childNodes),
      };
    case 'clause': {
      const level = attributes.number('level', 1);
      const align = attributes.oneOf('align', alignments, 'justify');
      const keepWithNext = attributes.flag('keep');
      const { label, content } = splitLabel(inlinesOf(attributes.done().childNodes));
      return { kind: 'clause', level: level === 3 ? 3 : level === 2 ? 2 : 1, label, align, keepWithNext, content };
    }
    case 'table':
      return tableOf(attributes);
    case 'signature':
      return {
        kind: 'signature',
        signatory: attributes.required('signatory'),
        direction: attributes.oneOf('direction', ['row', 'stack'], 'row'),
        slots: meaningful(attributes.done().childNodes).map((slot) => slotOf(slot)),
      };
    case 'seal':
      return { kind: 'seal', content: inlinesOf(attributes.done().childNodes) };
    case 'verification':
      return placeOf(meaningful(attributes.done().childNodes));
    case 'section':
      return {
        kind: 'section',
        page: attributes.oneOf('page', ['new', 'same'], 'new'),
        sheet: attributes.required('sheet'),
        blocks: blocksOf(attributes.done().childNodes),
      };
    default:
      throw new VocabularyError(`<${element.tagName}> is not in the vocabulary`);
  }
}

function placeOf([inside]: readonly Element[]): SkeletonBlock {
  if (inside !== undefined) throw new VocabularyError('<verification> has no content');
  return { kind: 'verification' };
}

function slotOf(element: Element): SkeletonSlot {
  if (element.tagName !== 'slot') throw new VocabularyError(`<${element.tagName}> stands where a <slot> belongs`);
  const attributes = new Attributes(element);
  return {
    kind: attributes.oneOf('kind', ['text', 'field', 'sign'], 'text'),
    weight: attributes.number('weight', 1),
    caption: attributes.text('caption', ''),
    content: inlinesOf(attributes.done().childNodes),
  };
}

function tableOf(attributes: Attributes): SkeletonTable {
  const style = attributes.oneOf('style', ['grid', 'plain'], 'grid');
  const source = attributes.text('source', '');
  const register = attributes.flag('register');
  const rowsPerBlock = attributes.number('rows-per-block', 10);
  const children = meaningful(attributes.done().childNodes);
  const groups = children.filter((child) => child.tagName === 'colgroup').map((group) => readColumns(group));
  const rowsIn = (tag: string, header: boolean) =>
    children.filter((child) => child.tagName === tag).flatMap((part) => rowsOf(part, header));
  const unknown = children.find((child) => !['colgroup', 'thead', 'tbody'].includes(child.tagName));
  if (unknown !== undefined) throw new VocabularyError(`<${unknown.tagName}> does not belong in a <table>`);
  return {
    kind: 'table',
    style,
    source: source === '' ? null : source,
    register,
    columns: groups.flatMap((group) => group.columns),
    head: rowsIn('thead', true),
    body: rowsIn('tbody', false),
    bands: bandsOf(groups),
    rowsPerBlock,
  };
}

function rowsOf(part: Element, header: boolean): SkeletonRow[] {
  let spanned = 0;
  return meaningful(new Attributes(part).done().childNodes).map((row) => {
    if (row.tagName !== 'tr') throw new VocabularyError(`<${row.tagName}> stands where a <tr> belongs`);
    const attributes = new Attributes(row);
    const keepWithNext = attributes.flag('keep');
    const cells = meaningful(attributes.done().childNodes).map((cell) => cellOf(cell, header));
    const startsRecord = spanned === 0;
    spanned = Math.max(spanned, ...cells.map((cell) => cell.rowspan)) - 1;
    return { cells, startsRecord, keepWithNext };
  });
}

function cellOf(element: Element, inHead: boolean): Cell<SkeletonInline> {
  if (element.tagName !== 'td' && element.tagName !== 'th') {
    throw new VocabularyError(`<${element.tagName}> stands where a <td> belongs`);
  }
  const attributes = new Attributes(element);
  const header = inHead || element.tagName === 'th';
  const align = attributes.oneOf('align', alignments, header ? 'center' : 'left');
  const colspan = attributes.number('colspan', 1);
  const rowspan = attributes.number('rowspan', 1);
  const nodes = attributes.done().childNodes;
  const elements = nodes.filter(isElement);
  if (elements.some(({ tagName }) => tagName === 'verification')) {
    throw new VocabularyError('<verification> stands on the page, not in a table');
  }
  const holdsBlocks = elements.some(({ tagName }) => blockElements.has(tagName));
  return {
    header,
    colspan,
    rowspan,
    align,
    blocks: holdsBlocks ? blocksOf(nodes) : [cellParagraph(align, inlinesOf(nodes))],
  };
}

interface ColumnGroup {
  readonly label: string;
  readonly columns: readonly Column[];
}

function readColumns(group: Element): ColumnGroup {
  const attributes = new Attributes(group);
  const label = attributes.text('label', '');
  const widths = meaningful(attributes.done().childNodes).map((column) => {
    const own = new Attributes(column);
    const width = own.number('width', 1);
    own.done();
    return width;
  });
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return { label, columns: widths.map((width) => ({ width: width / whole })) };
}

function bandsOf(groups: readonly ColumnGroup[]): Band[] {
  if (groups.length < 2) return [];
  let from = 0;
  return groups.map(({ label, columns }) => {
    const band = { label, from, to: from + columns.length };
    from = band.to;
    return band;
  });
}

function cellParagraph(align: Alignment, content: readonly SkeletonInline[]): SkeletonBlock {
  return { kind: 'paragraph', align, indent: false, style: 'body', keepWithNext: false, content };
}
