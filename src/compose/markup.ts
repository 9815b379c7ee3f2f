import type { DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
export type ChildNode = DefaultTreeAdapterTypes.ChildNode;

/** Markup outside the vocabulary: a fault of the template, never of the payload. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';
}

export function isElement(node: ChildNode): node is Element {
  return 'tagName' in node;
}

/** Child elements; loose words between blocks are a fault. */
export function meaningful(nodes: readonly ChildNode[]): Element[] {
  return nodes.filter((node): node is Element => {
    if (isElement(node)) return true;
    if (node.nodeName === '#text' && 'value' in node && node.value.trim() !== '') {
      throw new VocabularyError(`loose words between blocks: ${node.value.trim().slice(0, 40)}`);
    }
    return false;
  });
}

/** Reads attributes and refuses those nobody asked for. */
export class Attributes {
  readonly #element: Element;
  readonly #unread: Map<string, string>;

  constructor(element: Element) {
    this.#element = element;
    this.#unread = new Map(element.attrs.map(({ name, value }) => [name, value]));
  }

  text(name: string, otherwise: string): string {
    const value = this.#unread.get(name) ?? otherwise;
    this.#unread.delete(name);
    return value;
  }

  required(name: string): string {
    const value = this.text(name, '');
    if (value === '') throw new VocabularyError(`<${this.#element.tagName}> needs ${name}`);
    return value;
  }

  flag(name: string): boolean {
    return this.#unread.delete(name);
  }

  number(name: string, otherwise: number): number {
    const text = this.text(name, String(otherwise));
    const value = Number(text);
    if (!Number.isFinite(value)) throw new VocabularyError(`${name}="${text}" is not a number`);
    return value;
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice {
    const text = this.text(name, otherwise);
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new VocabularyError(`${name}="${text}" is none of ${choices.join(', ')}`);
    return choice;
  }

  /** All attributes are read: gives the element, or refuses what is left. */
  done(): Element {
    const [name] = this.#unread.keys();
    if (name !== undefined) throw new VocabularyError(`<${this.#element.tagName}> has no attribute ${name}`);
    return this.#element;
  }
}
