import { PdfArray, PdfDict, PdfRef } from '@libpdf/core';
import type { PDF, PDFPage } from '@libpdf/core';
import { markedFieldKey } from './field-link.ts';
import { around, height, isLineBelow, readRectangle, width, within } from './rectangle.ts';
import type { Rectangle } from './rectangle.ts';
import type { AnnotationTags } from './structure-tree.ts';

/** Distances in points from the edges of a page to its text. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** A marked link of a page. */
export interface MarkedLink {
  readonly page: PDFPage;
  readonly reference: PdfRef;
  readonly annotation: PdfDict;
  readonly key: string;
  readonly rectangle: Rectangle;
}

/** One printed place of a field: its blank, of one line or several. */
export interface FieldPlace {
  readonly key: string;
  /** The line that becomes the widget. */
  readonly link: MarkedLink;
  /** The lines without it. */
  readonly surplus: readonly MarkedLink[];
  readonly lines: readonly [Rectangle, ...Rectangle[]];
}

/**
 * The marked links of a page. A blank that overflows the line ends at the margin.
 * @param keyOf what an address marks; null for an address of no interest
 */
export function markedLinks(
  pdf: PDF,
  page: PDFPage,
  margins: Margins,
  keyOf: (address: string) => string | null = markedFieldKey,
): MarkedLink[] {
  const resolve = (reference: PdfRef) => pdf.getObject(reference);
  const contentBox = {
    left: margins.left,
    bottom: margins.bottom,
    right: page.width - margins.right,
    top: page.height - margins.top,
  };
  const annotations = page.dict.getArray('Annots', resolve)?.toArray() ?? [];
  return annotations.flatMap((reference): MarkedLink[] => {
    if (!(reference instanceof PdfRef)) return [];
    const annotation = resolve(reference);
    if (!(annotation instanceof PdfDict)) return [];
    const address = annotation.getDict('A', resolve)?.getString('URI', resolve)?.asString();
    const key = address === undefined ? null : keyOf(address);
    const corners = annotation.getArray('Rect', resolve);
    if (key === null || corners === undefined) return [];
    return [{ page, reference, annotation, key, rectangle: clamped(readRectangle(corners), contentBox) }];
  });
}

/** A blank wholly in the margin (a caption in the foot) stays where it is. */
function clamped(blank: Rectangle, contentBox: Rectangle): Rectangle {
  const inside = within(blank, contentBox);
  return width(inside) > 0 && height(inside) > 0 ? inside : blank;
}

/**
 * Joins the lines of one blank: those of one element, which the browser broke, and those that follow each other down
 * the page, which the form rules under the first. Else every line would be a field that repeats the others.
 */
export function joinLines(links: readonly MarkedLink[], tags: AnnotationTags): FieldPlace[] {
  const downThePage = [...links].sort(
    (one, other) => other.rectangle.top - one.rectangle.top || one.rectangle.left - other.rectangle.left,
  );
  const blanks: [MarkedLink, ...MarkedLink[]][] = [];
  for (const link of downThePage) {
    const element = tags.elementOf(link.annotation);
    const blank = blanks.find((lines) =>
      lines.some(
        (line) =>
          line.key === link.key &&
          ((element !== undefined && tags.elementOf(line.annotation) === element) ||
            isLineBelow(link.rectangle, line.rectangle)),
      ),
    );
    if (blank) blank.push(link);
    else blanks.push([link]);
  }
  return blanks.map(placeOf);
}

function placeOf(lines: [MarkedLink, ...MarkedLink[]]): FieldPlace {
  const widest = lines.reduce((best, line) => (width(line.rectangle) > width(best.rectangle) ? line : best));
  const [first, ...others] = lines;
  return {
    key: widest.key,
    link: widest,
    surplus: lines.filter((line) => line !== widest),
    lines: [first.rectangle, ...others.map((line) => line.rectangle)],
  };
}

/** A first line shorter than this share of the widest begins after printed words, which a field must not cover. */
const fullLine = 0.6;

/** Where the field is typed: its widest line, or for a text of several lines all its full lines. */
export function typingArea(place: FieldPlace, multiline: boolean): Rectangle {
  const widest = place.link.rectangle;
  if (!multiline) return widest;
  return around(widest, ...place.lines.filter((line) => width(line) >= fullLine * width(widest)));
}

/** Takes the surplus lines off the page. */
export function removeLinks(pdf: PDF, links: readonly MarkedLink[], tags: AnnotationTags): void {
  for (const { page, annotation, reference } of links) {
    tags.untag(annotation, reference);
    const annotations = page.dict.getArray('Annots', (indirect) => pdf.getObject(indirect))?.toArray() ?? [];
    const remaining = annotations.filter(
      (item) => !(item instanceof PdfRef && item.objectNumber === reference.objectNumber),
    );
    page.dict.set('Annots', PdfArray.of(...remaining));
  }
}
