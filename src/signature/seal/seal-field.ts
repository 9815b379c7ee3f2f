import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfString } from '@libpdf/core';
import { setFileIdentifier } from '../../render/pdf/file-identifier.ts';

/** Print and Locked of ISO 32000-1, table 165: archives allow no hidden annotation, and this one has no size. */
const flags = (1 << 2) | (1 << 7);
/** Table 219: there are signature fields, and signatures in them hold only while the file is appended to. */
const signatureFlags = 1 | 2;

/**
 * Appends an empty signature field that is not seen: a widget without size on the first page. The same arguments give
 * the same bytes.
 */
export async function addSealField(pdf: Uint8Array, name: string): Promise<Uint8Array> {
  const file = await PDF.load(pdf);
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const page = file.getPage(0);
  if (page === null) throw new Error('a PDF without a page');
  const field = file.register(
    PdfDict.of({
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      FT: PdfName.of('Sig'),
      T: PdfString.fromString(name),
      F: PdfNumber.of(flags),
      P: page.ref,
      Rect: PdfArray.of(...[0, 0, 0, 0].map((corner) => PdfNumber.of(corner))),
    }),
  );
  page.dict.set('Annots', PdfArray.of(...(page.dict.getArray('Annots', resolve)?.toArray() ?? []), field));
  const catalog = file.getCatalog();
  const form = catalog.getDict('AcroForm', resolve) ?? new PdfDict();
  form.set('Fields', PdfArray.of(...(form.getArray('Fields', resolve)?.toArray() ?? []), field));
  form.set('SigFlags', PdfNumber.of(signatureFlags));
  catalog.set('AcroForm', file.context.getRef(form) ?? file.register(form));
  setFileIdentifier(file, [pdf, name]);
  return file.save({ incremental: true, compressStreams: false });
}
