/** A value of a PDF file (ISO 32000-1, 7.3). Names, texts and lists are objects, so that none is taken for another. */
export type PdfValue = null | boolean | number | PdfName | PdfText | PdfList | PdfDictionary | PdfReference;

export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}

/** A string: its bytes as characters of Latin-1. */
export interface PdfText {
  readonly kind: 'text';
  readonly text: string;
}

export interface PdfList {
  readonly kind: 'list';
  readonly items: readonly PdfValue[];
}

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly object: number;
  readonly generation: number;
}

/** What an indirect object holds: a value, and where the bytes of a stream begin in the file. */
export interface PdfObject {
  readonly value: PdfValue;
  readonly streamAt: number | null;
}

type PdfKind = Exclude<PdfValue, null | boolean | number>['kind'];

export function isKind<Kind extends PdfKind>(
  value: PdfValue | undefined,
  kind: Kind,
): value is Extract<PdfValue, { readonly kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** A whole number that counts or points: zero or more. */
export function isCount(value: PdfValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function isNamed(value: PdfValue | undefined, name: string): boolean {
  return isKind(value, 'name') && value.name === name;
}
