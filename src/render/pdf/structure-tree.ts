import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef } from '@libpdf/core';
import type { PDF } from '@libpdf/core';

type Resolver = (reference: PdfRef) => ReturnType<PDF['getObject']>;

/** The part of the structure tree (ISO 32000-1, 14.7) that says what an annotation is to a screen reader. */
export class AnnotationTags {
  readonly #resolve: Resolver;
  /** By /StructParent of the annotation. */
  readonly #elements = new Map<number, PdfDict>();

  constructor(pdf: PDF) {
    this.#resolve = (reference) => pdf.getObject(reference);
    const root = pdf.getCatalog().getDict('StructTreeRoot', this.#resolve);
    const parents = root?.getDict('ParentTree', this.#resolve);
    if (parents) this.#readNumberTree(parents);
  }

  /** The structure element that an annotation belongs to; undefined in an untagged file. */
  elementOf(annotation: PdfDict): PdfDict | undefined {
    const number = annotation.getNumber('StructParent')?.value;
    return number === undefined ? undefined : this.#elements.get(number);
  }

  /** Says that the annotation is a form field, no longer a link. */
  tagAsField(annotation: PdfDict): void {
    this.elementOf(annotation)?.set('S', PdfName.of('Form'));
  }

  /** Takes an annotation that is going to be removed out of its element, whose text stays as text. */
  untag(annotation: PdfDict, reference: PdfRef): void {
    const element = this.elementOf(annotation);
    if (!element) return;
    const kids = element.get('K', this.#resolve);
    const list = kids instanceof PdfArray ? kids.toArray() : kids ? [kids] : [];
    const kept = list.filter((kid) => !this.#isReferenceTo(kid, reference));
    element.set('K', PdfArray.of(...kept));
    if (!kept.some((kid) => this.#isObjectReference(kid))) element.set('S', PdfName.of('Span'));
    annotation.delete('StructParent');
  }

  #isReferenceTo(kid: unknown, reference: PdfRef): boolean {
    return this.#isObjectReference(kid) && kid.getRef('Obj')?.objectNumber === reference.objectNumber;
  }

  #isObjectReference(kid: unknown): kid is PdfDict {
    return kid instanceof PdfDict && kid.getName('Type')?.value === 'OBJR';
  }

  #readNumberTree(node: PdfDict): void {
    const numbers = node.getArray('Nums', this.#resolve)?.toArray() ?? [];
    for (const [index, key] of numbers.entries()) {
      const value = numbers[index + 1];
      if (index % 2 !== 0 || !(key instanceof PdfNumber) || !(value instanceof PdfRef)) continue;
      const element = this.#resolve(value);
      if (element instanceof PdfDict) this.#elements.set(key.value, element);
    }
    for (const kid of node.getArray('Kids', this.#resolve)?.toArray() ?? []) {
      const child = kid instanceof PdfRef ? this.#resolve(kid) : kid;
      if (child instanceof PdfDict) this.#readNumberTree(child);
    }
  }
}
