import { PDF, PdfArray, PdfDict, PdfString } from '@libpdf/core';
import type { PdfRef } from '@libpdf/core';
import { FieldHierarchy, FieldNameConflictError } from './field-hierarchy.ts';
import { joinLines, markedLinks, removeLinks, typingArea } from './field-places.ts';
import type { FieldPlace, Margins } from './field-places.ts';
import { fieldEntries, makeWidget } from './field-widget.ts';
import type { FieldStyle, FillableField } from './field-widget.ts';
import { setFileIdentifier } from './file-identifier.ts';
import type { FormFont } from './form-font.ts';
import { height } from './rectangle.ts';
import { AnnotationTags } from './structure-tree.ts';

export type { FillableField, Margins };

export interface FillableOptions {
  readonly font: FormFont;
  /** Margins of the pages, in points. */
  readonly margins: Margins;
  /** How a date is written, in the reader's language: «дд.мм.гггг». */
  readonly dateHint: string;
  /** Of typed text, in points; less where the blank is lower. Default 11. */
  readonly fontSize?: number;
}

/** The page marks a blank that no field describes. */
export class UnknownFieldError extends Error {
  override readonly name = 'UnknownFieldError';
}

const defaultFontSize = 11;

/**
 * Turns the marked links of a PDF (`fieldLink`, `checkLink`) into form fields at their places. The link's own object
 * becomes the widget, so that its place in the reading order stays. A field printed in several places is one field.
 * The change is appended; no script and no NeedAppearances: every viewer that fills forms draws with the embedded font.
 *
 * @param fields by `fieldKey`.
 * @throws UnknownFieldError, FieldNameConflictError
 */
export async function makeFillable(
  pdf: Uint8Array,
  fields: ReadonlyMap<string, FillableField>,
  options: FillableOptions,
): Promise<Uint8Array> {
  const file = await PDF.load(pdf);
  const tags = new AnnotationTags(file);
  const places = file.getPages().flatMap((page) => joinLines(markedLinks(file, page, options.margins), tags));
  const style: FieldStyle = {
    fontName: options.font.resourceName,
    fontSize: options.fontSize ?? defaultFontSize,
    dateHint: options.dateHint,
  };
  const hierarchy = new FieldHierarchy(file);
  for (const [name, placed] of byName(places, fields)) {
    for (const { field, place } of placed) {
      makeWidget(file, place.link.annotation, field, typingArea(place, field.type === 'multiline'), style);
      tags.tagAsField(place.link.annotation);
      removeLinks(file, place.surplus, tags);
    }
    const [{ field, place }] = placed;
    const entries = fieldEntries(field, height(place.link.rectangle), style);
    hierarchy.add(
      name,
      entries,
      placed.map(({ place: { link } }) => ({ dictionary: link.annotation, reference: link.reference })),
    );
  }
  addForm(file, hierarchy.finish(), options.font, style);
  setFileIdentifier(file, [pdf, JSON.stringify([...fields])]);
  return file.save({ incremental: true });
}

interface PlacedField {
  readonly field: FillableField;
  readonly place: FieldPlace;
}

function byName(
  places: readonly FieldPlace[],
  fields: ReadonlyMap<string, FillableField>,
): Map<string, [PlacedField, ...PlacedField[]]> {
  const named = new Map<string, [PlacedField, ...PlacedField[]]>();
  for (const place of places) {
    const field = fields.get(place.key);
    if (!field) throw new UnknownFieldError(place.key);
    const others = named.get(field.name);
    if (!others) named.set(field.name, [{ field, place }]);
    else if (others[0].field.type === field.type) others.push({ field, place });
    else throw new FieldNameConflictError(field.name);
  }
  return named;
}

/** Adds the fields to the form of the file; one that it already has (with signature fields) keeps what is in it. */
function addForm(file: PDF, roots: readonly PdfRef[], font: FormFont, style: FieldStyle): void {
  const catalog = file.getCatalog();
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const form = catalog.getDict('AcroForm', resolve) ?? new PdfDict();
  const earlier = form.getArray('Fields', resolve)?.toArray() ?? [];
  form.set('Fields', PdfArray.of(...earlier, ...roots));
  form.set('DR', PdfDict.of({ Font: PdfDict.of({ [font.resourceName]: font.embedIn(file) }) }));
  form.set('DA', PdfString.fromString(`/${font.resourceName} ${style.fontSize} Tf 0 g`));
  catalog.set('AcroForm', file.context.getRef(form) ?? file.register(form));
}
