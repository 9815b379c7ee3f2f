import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { letters } from './words.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A table with a head, by its place among the letters of the page. */
export interface HeadedTable {
  readonly head: string;
  /** Where the head ends, and where the table does. */
  readonly bodyStart: number;
  readonly end: number;
}

export interface HtmlText {
  /** What is read, in document order; the watermark is not part of it. */
  readonly text: string;
  readonly watermark: string | null;
  /** Tables whose head a printer repeats on every page they run over. Outer tables come before those in them. */
  readonly tables: readonly HeadedTable[];
}

const blocks = new Set(['p', 'div', 'h1', 'h2', 'h3', 'tr', 'td', 'th', 'br', 'section', 'article', 'table']);
const unread = new Set(['head', 'style', 'script', 'title']);

/** Reads the page as a person does: words in document order, boxes and blanks as they stand. */
export function readHtml(bytes: Uint8Array): HtmlText {
  let text = '';
  let watermark: string | null = null;
  const tables: HeadedTable[] = [];

  const read = (node: Node): void => {
    if (defaultTreeAdapter.isTextNode(node)) {
      text += node.value;
      return;
    }
    if (!defaultTreeAdapter.isElementNode(node)) {
      if ('childNodes' in node) node.childNodes.forEach(read);
      return;
    }
    if (unread.has(node.tagName)) return;
    const classes = classesOf(node);
    if (classes.includes('watermark')) {
      watermark = textOf(node);
    } else if (classes.includes('blank')) {
      text += ' ____ ';
    } else if (node.tagName === 'table') {
      readTable(node);
    } else {
      if (blocks.has(node.tagName)) text += '\n';
      node.childNodes.forEach(read);
      if (blocks.has(node.tagName)) text += '\n';
    }
  };

  const readTable = (table: Element): void => {
    const place = tables.push({ head: '', bodyStart: 0, end: 0 }) - 1;
    let headStart = text.length;
    let headEnd = text.length;
    text += '\n';
    for (const child of table.childNodes) {
      if (child.nodeName === 'thead') headStart = text.length;
      read(child);
      if (child.nodeName === 'thead') headEnd = text.length;
    }
    text += '\n';
    tables[place] = {
      head: letters(text.slice(headStart, headEnd)),
      bodyStart: letters(text.slice(0, headEnd)).length,
      end: letters(text).length,
    };
  };

  read(parse(new TextDecoder().decode(bytes)));
  return { text, watermark, tables: tables.filter(({ head }) => head !== '') };
}

function classesOf(element: Element): readonly string[] {
  return element.attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? [];
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
