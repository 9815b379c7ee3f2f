import { isKind, type PdfDictionary, type PdfReference, type PdfValue } from '../../seal/pdf/reading/pdf-value.ts';
import { type OpenPdf, openPdf, signatureFields } from './signature-field.ts';

/** Where a file can be signed, or is. */
export interface SignaturePlace {
  /** Id of the signatory; where one signs several times, `id.2`, `id.3`, … follow. */
  readonly name: string;
  /** Counted from 1. */
  readonly page: number;
  /** Left, bottom, right and top, in points from the lower left corner of the page. */
  readonly rect: readonly [number, number, number, number];
  /** A signature that is being prepared counts too. */
  readonly signed: boolean;
}

/** A place, and the object that is its field and its widget. */
export interface FoundPlace extends SignaturePlace {
  readonly reference: PdfReference;
}

/** Nodes above a page. */
const pageTreeDepth = 32;

/**
 * The places of a file in the order of its form. Rejects with UnreadableFileError for what is no PDF, is damaged, or
 * takes too long to read: any file can be given.
 */
export function signaturePlaces(pdf: Uint8Array): Promise<readonly SignaturePlace[]> {
  return new Promise((resolve) => {
    resolve(findPlaces(pdf).map(({ name, page, rect, signed }) => ({ name, page, rect, signed })));
  });
}

/** @throws UnreadableFileError */
export function findPlaces(pdf: Uint8Array): FoundPlace[] {
  const file = openPdf(pdf);
  const pages = pagesOfAnnotations(file);
  return [...signatureFields(file)].flatMap(({ place, reference, dictionary }): FoundPlace[] => {
    const rect = rectangle(file, dictionary.entries.get('Rect'));
    const page = reference === null ? undefined : pages.get(reference.object);
    if (reference === null || rect === null || page === undefined) return [];
    return [{ name: place, page, rect, signed: (dictionary.entries.get('V') ?? null) !== null, reference }];
  });
}

/** Numbers of pages by the objects of their annotations. */
function pagesOfAnnotations({ objects, catalog }: OpenPdf): Map<number, number> {
  const pages = new Map<number, number>();
  let count = 0;
  const visit = (node: PdfDictionary | null, depth: number): void => {
    if (node === null || depth === pageTreeDepth) return;
    if (node.entries.has('Kids')) {
      for (const kid of objects.list(node.entries.get('Kids'))) visit(objects.dictionary(kid), depth + 1);
      return;
    }
    count += 1;
    for (const item of objects.list(node.entries.get('Annots'))) {
      if (isKind(item, 'reference')) pages.set(item.object, count);
    }
  };
  visit(objects.dictionary(catalog.entries.get('Pages')), 0);
  return pages;
}

function rectangle({ objects }: OpenPdf, value: PdfValue | undefined): SignaturePlace['rect'] | null {
  const [left, bottom, right, top, ...others] = objects.list(value).map((item) => objects.resolve(item));
  const isNumber = (corner: PdfValue | undefined): corner is number => typeof corner === 'number';
  if (!isNumber(left) || !isNumber(bottom) || !isNumber(right) || !isNumber(top) || others.length > 0) return null;
  return [left, bottom, right, top];
}
