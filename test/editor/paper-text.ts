import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';
import { words } from '../readers/words.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A place to type into, or a box to tick, as the markup names it. */
export interface Place {
  readonly path: string;
  readonly classes: readonly string[];
  /** `data-` attributes by name, the path not among them. */
  readonly data: Readonly<Record<string, string>>;
}

export interface PaperText {
  /** Words that are read on the empty paper; words that stand in a place until it is filled are among them. */
  readonly words: readonly string[];
  readonly places: readonly Place[];
  /** `data-rows` of its tables. */
  readonly tables: readonly string[];
}

/** Reads the markup of a paper that is filled in. */
export function readPaper(html: string): PaperText {
  const reader = new PaperReader();
  reader.read(parseFragment(html));
  return { words: words(reader.text), places: reader.places, tables: reader.tables };
}

const blocks = new Set(['p', 'div', 'h1', 'h2', 'h3', 'tr', 'td', 'th', 'br', 'section', 'article', 'table']);

class PaperReader {
  text = '';
  readonly places: Place[] = [];
  readonly tables: string[] = [];

  read(node: Node): void {
    if (defaultTreeAdapter.isTextNode(node)) this.text += node.value;
    else if (defaultTreeAdapter.isElementNode(node)) this.#element(node);
    else if ('childNodes' in node) for (const child of node.childNodes) this.read(child);
  }

  #element(element: Element): void {
    const given = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const classes = (given.get('class') ?? '').split(' ');
    const rows = given.get('data-rows');
    if (rows !== undefined) this.tables.push(rows);
    if (classes.includes('separator')) return;
    if (classes.includes('fill') || classes.includes('box')) {
      this.#place(given, classes);
      this.text += classes.includes('box') ? '☐' : (given.get('data-hint') ?? (classes.includes('derived') ? '' : ' '));
    }
    const apart = blocks.has(element.tagName) ? '\n' : '';
    this.text += apart;
    for (const child of element.childNodes) this.read(child);
    this.text += apart;
  }

  #place(given: ReadonlyMap<string, string>, classes: readonly string[]): void {
    const data = [...given].filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value]);
    const { path, check, ...others } = Object.fromEntries(data) as Record<string, string>;
    this.places.push({ path: path ?? check ?? '', classes, data: others });
  }
}
