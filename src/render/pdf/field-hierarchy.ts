import { PdfArray, PdfDict, PdfString } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';

/** Two fields of one name differ, or the name of one is the beginning of another's. */
export class FieldNameConflictError extends Error {
  override readonly name = 'FieldNameConflictError';
}

/** Entries of a field dictionary. */
export type FieldEntries = readonly (readonly [string, Parameters<PdfDict['set']>[1]])[];

/** A widget annotation of a page. */
export interface Widget {
  readonly dictionary: PdfDict;
  readonly reference: PdfRef;
}

interface Node extends Widget {
  readonly children: Map<string, Node>;
  readonly kids: PdfRef[];
  readonly terminal: boolean;
}

/**
 * The fields of a form by their names (ISO 32000-1, 12.7.3.2): the field `applicant.bin` is the child `bin` of
 * `applicant`, which is a node without a value of its own.
 */
export class FieldHierarchy {
  readonly #pdf: PDF;
  readonly #roots = new Map<string, Node>();

  constructor(pdf: PDF) {
    this.#pdf = pdf;
  }

  /**
   * Adds a field with its widgets. A field of one widget is one object with it, as viewers expect.
   *
   * @throws FieldNameConflictError
   */
  add(name: string, entries: FieldEntries, widgets: readonly Widget[]): void {
    const segments = name.split('.');
    const own = segments.pop() ?? name;
    const parent = this.#parentOf(segments, name);
    const siblings = parent?.children ?? this.#roots;
    if (siblings.has(own)) throw new FieldNameConflictError(name);
    const [only, ...others] = widgets;
    const node =
      only && others.length === 0
        ? this.#nameNode(own, parent, { ...only, terminal: true })
        : this.#createNode(own, parent, true);
    siblings.set(own, node);
    for (const [key, value] of entries) node.dictionary.set(key, value);
    if (others.length === 0) return;
    for (const { dictionary, reference } of widgets) {
      dictionary.set('Parent', node.reference);
      node.kids.push(reference);
    }
  }

  /** Writes the children into their parents and returns the fields at the top. */
  finish(): PdfRef[] {
    const write = (node: Node): PdfRef => {
      const kids = [...node.kids, ...Array.from(node.children.values(), write)];
      if (kids.length > 0) node.dictionary.set('Kids', PdfArray.of(...kids));
      return node.reference;
    };
    return Array.from(this.#roots.values(), write);
  }

  #parentOf(segments: readonly string[], name: string): Node | null {
    let parent: Node | null = null;
    for (const segment of segments) {
      const siblings: Map<string, Node> = parent?.children ?? this.#roots;
      const node: Node = siblings.get(segment) ?? this.#createNode(segment, parent, false);
      if (node.terminal) throw new FieldNameConflictError(name);
      siblings.set(segment, node);
      parent = node;
    }
    return parent;
  }

  #createNode(segment: string, parent: Node | null, terminal: boolean): Node {
    const dictionary = new PdfDict();
    return this.#nameNode(segment, parent, { dictionary, reference: this.#pdf.register(dictionary), terminal });
  }

  #nameNode(segment: string, parent: Node | null, node: Widget & Pick<Node, 'terminal'>): Node {
    node.dictionary.set('T', PdfString.fromString(segment));
    if (parent) node.dictionary.set('Parent', parent.reference);
    return { ...node, children: new Map(), kids: [] };
  }
}
