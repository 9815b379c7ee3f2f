import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import type { PdfRef, PDFPage } from '@libpdf/core';
import { type Paper, papers } from '../paper.ts';
import type { SigningPlace } from '../signing-places.ts';
import { markedPlace } from './field-link.ts';
import { type FieldPlace, joinLines, type Margins, markedLinks, removeLinks } from './field-places.ts';
import { setFileIdentifier } from './file-identifier.ts';
import { height, type Rectangle, width, writeRectangle } from './rectangle.ts';
import { signatureFieldName } from './signature-field-name.ts';
import { AnnotationTags } from './structure-tree.ts';

/** A document was printed without one of its places. */
export class MissingPlaceError extends Error {
  override readonly name = 'MissingPlaceError';
}

const pointsPerMillimetre = 72 / 25.4;
/** Points: room for name, number and time. */
const lineHeight = 12 * pointsPerMillimetre;
const freeHeight = 15 * pointsPerMillimetre;
const freeGap = 2 * pointsPerMillimetre;
/** Nearer to the edge of the paper many printers print nothing. */
const unprintable = 5 * pointsPerMillimetre;
/** ISO 32000-1, table 165: the annotation is printed. */
const printFlag = 1 << 2;
/** Table 219: there are signature fields, and signatures in them hold only while the file is appended to. */
const signatureFlags = 1 | 2;

/**
 * Turns the links of a PDF that mark places (`signLink`) into empty signature fields, in the manner of `makeFillable`:
 * the link's own object becomes the widget, and the change is appended. The same arguments give the same bytes.
 *
 * @throws MissingPlaceError
 */
export async function addSignatureFields(pdf: Uint8Array, places: readonly SigningPlace[]): Promise<Uint8Array> {
  const file = await PDF.load(pdf);
  const tags = new AnnotationTags(file);
  const marked = file
    .getPages()
    .flatMap((page) => joinLines(markedLinks(file, page, marginsOf(page), markedPlace), tags));
  const fields = places.map((place) => {
    const found = marked.find(({ key }) => key === place.name);
    if (found === undefined) throw new MissingPlaceError(place.name);
    makeField(file, found, place);
    tags.tagAsField(found.link.annotation);
    removeLinks(file, found.surplus, tags);
    return found.link.reference;
  });
  listFields(file, fields);
  setFileIdentifier(file, [pdf, JSON.stringify(places)]);
  return file.save({ incremental: true });
}

function makeField(file: PDF, { link }: FieldPlace, { name, role, roomAbove }: SigningPlace): void {
  const { annotation, page, rectangle } = link;
  const area = roomAbove === null ? belowText(rectangle) : overLine(rectangle, roomAbove, page);
  annotation.delete('A');
  annotation.set('Subtype', PdfName.of('Widget'));
  annotation.set('FT', PdfName.of('Sig'));
  annotation.set('T', PdfString.fromString(signatureFieldName(name)));
  annotation.set('TU', PdfString.fromString(role));
  annotation.set('F', PdfNumber.of(printFlag));
  annotation.set('P', page.ref);
  annotation.set('Rect', writeRectangle(area));
  annotation.set('AP', PdfDict.of({ N: file.register(emptyDrawing(area)) }));
}

/** From the line upwards, as far as nothing is printed there. */
function overLine({ left, bottom, right, top }: Rectangle, roomAbove: number, page: PDFPage): Rectangle {
  const highest = Math.min(top + roomAbove, page.height - marginsOf(page).top);
  return { left, bottom, right, top: Math.max(top, Math.min(bottom + lineHeight, highest)) };
}

/** At the foot of a full page it reaches into the margin, where the right half is empty. */
function belowText({ left, bottom, right }: Rectangle): Rectangle {
  const top = bottom - freeGap;
  return { left, bottom: Math.max(top - freeHeight, unprintable), right, top };
}

function marginsOf({ width: across, height: down }: PDFPage): Margins {
  const { margin }: Paper = across > down ? papers.landscape : papers.portrait;
  const points = (millimetres: number) => millimetres * pointsPerMillimetre;
  return {
    top: points(margin.top),
    right: points(margin.right),
    bottom: points(margin.bottom),
    left: points(margin.left),
  };
}

function emptyDrawing(area: Rectangle): PdfStream {
  return PdfStream.fromDict(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: writeRectangle({ left: 0, bottom: 0, right: width(area), top: height(area) }),
    },
    new Uint8Array(),
  );
}

/** Adds the fields to the form of the file; fields that a person fills in stay. */
function listFields(file: PDF, fields: readonly PdfRef[]): void {
  const catalog = file.getCatalog();
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const form = catalog.getDict('AcroForm', resolve) ?? new PdfDict();
  form.set('Fields', PdfArray.of(...(form.getArray('Fields', resolve)?.toArray() ?? []), ...fields));
  form.set('SigFlags', PdfNumber.of(signatureFlags));
  catalog.set('AcroForm', file.context.getRef(form) ?? file.register(form));
}
