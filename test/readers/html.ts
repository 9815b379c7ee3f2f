import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { letters } from './words.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A part of the page: what it says, and its place among the letters of the page. */
export interface Span {
  readonly letters: string;
  readonly start: number;
  readonly end: number;
}

/** A table with a head; `body` is what follows the head. */
export interface HeadedTable {
  readonly head: Span;
  readonly body: Span;
}

export interface HtmlText {
  /** What is read, in document order; a blank is a run of underscores, the watermark is not part of it. */
  readonly text: string;
  readonly watermark: string | null;
  readonly headings: readonly Span[];
  readonly signatures: readonly Span[];
  /** Tables whose head is repeated on every page they run over; outer tables come before those in them. */
  readonly tables: readonly HeadedTable[];
}

const blocks = new Set(['p', 'div', 'h1', 'h2', 'h3', 'tr', 'td', 'th', 'br', 'section', 'article', 'table']);
const unread = new Set(['head', 'style', 'script', 'title']);
const blank = ' ____ ';

/** Reads the page as a person does: words, boxes and blanks as they stand. */
export function readHtml(bytes: Uint8Array): HtmlText {
  const reader = new HtmlReader();
  reader.read(parse(new TextDecoder().decode(bytes)));
  return reader.result();
}

class HtmlReader {
  #text = '';
  #watermark: string | null = null;
  readonly #headings: [number, number][] = [];
  readonly #signatures: [number, number][] = [];
  readonly #tables: { headStart: number; headEnd: number; end: number }[] = [];

  read(node: Node): void {
    if (defaultTreeAdapter.isTextNode(node)) {
      this.#text += node.value;
    } else if (defaultTreeAdapter.isElementNode(node)) {
      this.#readElement(node);
    } else if ('childNodes' in node) {
      for (const child of node.childNodes) this.read(child);
    }
  }

  result(): HtmlText {
    const span = (start: number, end: number): Span => ({
      letters: letters(this.#text.slice(start, end)),
      start: letters(this.#text.slice(0, start)).length,
      end: letters(this.#text.slice(0, end)).length,
    });
    return {
      text: this.#text,
      watermark: this.#watermark,
      headings: this.#headings.map(([start, end]) => span(start, end)),
      signatures: this.#signatures.map(([start, end]) => span(start, end)),
      tables: this.#tables
        .map(({ headStart, headEnd, end }) => ({ head: span(headStart, headEnd), body: span(headEnd, end) }))
        .filter(({ head }) => head.letters !== ''),
    };
  }

  #readElement(element: Element): void {
    if (unread.has(element.tagName)) return;
    const classes = element.attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? [];
    if (classes.includes('watermark')) {
      this.#watermark = textOf(element);
    } else if (classes.includes('blank') || (classes.includes('line') && textOf(element) === '')) {
      this.#text += blank;
    } else if (element.tagName === 'table') {
      this.#readTable(element);
    } else {
      const start = this.#text.length;
      this.#readChildren(element);
      if (/^h\d$/u.test(element.tagName)) this.#headings.push([start, this.#text.length]);
      if (classes.includes('signature')) this.#signatures.push([start, this.#text.length]);
    }
  }

  #readChildren(element: Element): void {
    const apart = blocks.has(element.tagName) ? '\n' : '';
    this.#text += apart;
    for (const child of element.childNodes) this.read(child);
    this.#text += apart;
  }

  #readTable(table: Element): void {
    const place = { headStart: 0, headEnd: 0, end: 0 };
    this.#tables.push(place);
    for (const child of table.childNodes) {
      if (child.nodeName === 'thead') place.headStart = this.#text.length;
      this.read(child);
      if (child.nodeName === 'thead') place.headEnd = this.#text.length;
    }
    this.#text += '\n';
    place.end = this.#text.length;
  }
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
