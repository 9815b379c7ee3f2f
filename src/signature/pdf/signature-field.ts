import { placeOfSignatureField } from '../../render/pdf/signature-field-name.ts';
import { PdfObjects } from '../../seal/pdf/reading/pdf-objects.ts';
import {
  isKind,
  isNamed,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from '../../seal/pdf/reading/pdf-value.ts';
import { ReadingBudget } from '../../seal/pdf/reading/reading-budget.ts';
import { textValue } from '../../seal/pdf/reading/text-value.ts';
import { UnreadableFileError } from '../../seal/refusal.ts';

/** A signature field, with or without a signature (ISO 32000-1, 12.7.4.5). */
export interface SignatureField {
  readonly place: string;
  /** Null where the field is no object of its own. */
  readonly reference: PdfReference | null;
  readonly dictionary: PdfDictionary;
}

/** Fields in fields; more is a circle. */
const depthLimit = 8;

/** The objects of a PDF and its catalog. */
export interface OpenPdf {
  readonly objects: PdfObjects;
  readonly catalog: PdfDictionary;
}

/** @throws UnreadableFileError */
export function openPdf(pdf: Uint8Array): OpenPdf {
  const objects = new PdfObjects(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), new ReadingBudget());
  const { entries } = objects.trailer;
  if (entries.has('Encrypt')) throw new UnreadableFileError('no-record', 'the PDF is encrypted');
  const catalog = objects.dictionary(entries.get('Root'));
  if (catalog === null) throw new UnreadableFileError('damaged', 'the PDF has no catalog');
  return { objects, catalog };
}

/** The signature fields of a form in its order. What it costs to find them is bounded by the budget of the reader. */
export function* signatureFields({ objects, catalog }: OpenPdf): Generator<SignatureField> {
  const form = objects.dictionary(catalog.entries.get('AcroForm'));
  yield* fieldsIn(objects, form?.entries.get('Fields'), { names: [], isSignature: false });
}

interface Parent {
  readonly names: readonly string[];
  readonly isSignature: boolean;
}

function* fieldsIn(objects: PdfObjects, list: PdfValue | undefined, parent: Parent): Generator<SignatureField> {
  if (parent.names.length === depthLimit) return;
  for (const item of objects.list(list)) {
    const dictionary = objects.dictionary(item);
    const name = objects.resolve(dictionary?.entries.get('T'));
    // A widget of the field above it has no name.
    if (dictionary === null || !isKind(name, 'text')) continue;
    const type = objects.resolve(dictionary.entries.get('FT'));
    const own: Parent = {
      names: [...parent.names, textValue(name.text)],
      isSignature: type === null ? parent.isSignature : isNamed(type, 'Sig'),
    };
    const kids = objects.list(dictionary.entries.get('Kids'));
    const isAbove = kids.some((kid) => objects.dictionary(kid)?.entries.has('T') === true);
    if (isAbove) yield* fieldsIn(objects, dictionary.entries.get('Kids'), own);
    else if (own.isSignature) {
      const reference = isKind(item, 'reference') ? item : null;
      yield { place: placeOfSignatureField(own.names.join('.')), reference, dictionary };
    }
  }
}
