import { PdfArray, PdfDict, PdfString } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';

/** Two fields of one name differ, or the name of one is the beginning of another's. */
export class FieldNameConflictError extends Error {
  override readonly name = 'FieldNameConflictError';
}

interface Node {
  readonly dictionary: PdfDict;
  readonly reference: PdfRef;
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

  /** Adds a field with its widgets. @throws FieldNameConflictError */
  add(name: string, entries: readonly [string, Parameters<PdfDict['set']>[1]][], widgets: readonly PdfRef[]): void {
    const segments = name.split('.');
    const own = segments.pop() ?? name;
    const parent = this.#parentOf(segments, name);
    const siblings = parent?.children ?? this.#roots;
    if (siblings.has(own)) throw new FieldNameConflictError(name);
    const node = this.#createNode(own, parent, true);
    siblings.set(own, node);
    for (const [key, value] of entries) node.dictionary.set(key, value);
    for (const widget of widgets) {
      node.kids.push(widget);
      const annotation = this.#pdf.getObject(widget);
      if (annotation instanceof PdfDict) annotation.set('Parent', node.reference);
    }
  }

  /** Writes the children into their parents and returns the fields at the top. */
  finish(): PdfRef[] {
    const write = (node: Node): PdfRef => {
      const kids = [...node.kids, ...Array.from(node.children.values(), write)];
      node.dictionary.set('Kids', PdfArray.of(...kids));
      return node.reference;
    };
    return Array.from(this.#roots.values(), write);
  }

  #parentOf(segments: readonly string[], name: string): Node | null {
    let parent: Node | null = null;
    for (const segment of segments) {
      const siblings: Map<string, Node> = parent?.children ?? this.#roots;
      const node = siblings.get(segment) ?? this.#createNode(segment, parent, false);
      if (node.terminal) throw new FieldNameConflictError(name);
      siblings.set(segment, node);
      parent = node;
    }
    return parent;
  }

  #createNode(segment: string, parent: Node | null, terminal: boolean): Node {
    const dictionary = PdfDict.of({ T: PdfString.fromString(segment) });
    if (parent) dictionary.set('Parent', parent.reference);
    return { dictionary, reference: this.#pdf.register(dictionary), children: new Map(), kids: [], terminal };
  }
}
