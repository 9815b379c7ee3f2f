import { PDF, PdfDict, PdfRef } from '@libpdf/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signaturePlaces, type SignaturePlace } from '../../../src/signature/pdf/signature-places.ts';
import { readPdf } from '../../readers/pdf.ts';
import { catalogue, type SigningPress, startSigningPress } from './signable.ts';

let press: SigningPress;

beforeAll(async () => {
  press = await startSigningPress();
});

afterAll(async () => {
  await press.close();
});

const signed = catalogue.all().filter(({ about }) => about.signatories.length > 0);
const millimetres = (points: number) => (points * 25.4) / 72;
const paperEdge = 10;

test.each(signed.map(({ id }) => id))(
  '%s: every signatory has a place, apart from others, on no more pages',
  async (form) => {
    for (const language of ['kk', 'ru'] as const) {
      const issued = await press.issued(form, [language]);
      const places = await signaturePlaces(issued);
      const ids = catalogue.get(form).about.signatories.map(({ id }) => id);
      expect(new Set(places.map(({ name }) => name.replace(/\.\d+$/, '')))).toEqual(new Set(ids));
      expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
      const [withFields, without] = [await readPdf(issued), await readPdf(await press.unsignable(form, [language]))];
      expect(withFields.pages.map(({ text }) => sorted(text))).toEqual(without.pages.map(({ text }) => sorted(text)));
      for (const { rect, page, signed: isSigned } of places) {
        const [left, bottom, right, top] = rect;
        expect(isSigned).toBe(false);
        expect(millimetres(right - left)).toBeGreaterThan(20);
        expect(millimetres(top - bottom)).toBeGreaterThan(6);
        const { width = 0, height = 0, glyphs = [] } = withFields.pages[page - 1] ?? {};
        expect(Math.min(left, bottom, width - right, height - top)).toBeGreaterThan(paperEdge);
        const covered = glyphs.filter((glyph) => {
          const across = (glyph.left + glyph.right) / 2;
          const up = height - (glyph.top + glyph.bottom) / 2;
          return across > left && across < right && up > bottom && up < top;
        });
        expect(covered.filter(({ text }) => text.trim() !== '')).toEqual([]);
      }
      for (const [index, one] of places.entries()) {
        expect(places.slice(index + 1).filter((other) => overlaps(one, other))).toEqual([]);
      }
      withFields.close();
      without.close();
    }
  },
);

/** A name on a line moves aside for the signature: the words stay, their order on the line may not. */
function sorted(text: string): string[] {
  return text.split(/\s+/).sort();
}

function overlaps(one: SignaturePlace, other: SignaturePlace): boolean {
  const [left, bottom, right, top] = one.rect;
  return (
    one.page === other.page &&
    left < other.rect[2] &&
    other.rect[0] < right &&
    bottom < other.rect[3] &&
    other.rect[1] < top
  );
}

test('a place stands on the line of the form and reaches up into the room above it', async () => {
  const issued = await press.issued('inspection-act');
  const file = await readPdf(issued);
  const places = await signaturePlaces(issued);
  expect(places.map(({ name }) => name)).toEqual(['commission', 'commission.2', 'commission.3', 'domesticProducer']);
  for (const { page, rect } of places) {
    const shown = file.pages[page - 1];
    const rules = shown?.rules.filter(
      ({ left, right, top }) =>
        Math.abs(left - rect[0]) < 1.5 &&
        Math.abs(right - rect[2]) < 1.5 &&
        Math.abs(shown.height - top - rect[1]) < 1.5,
    );
    expect(rules).toHaveLength(1);
    expect(millimetres(rect[3] - rect[1])).toBeGreaterThan(9);
  }
  file.close();
});

test('the end user certificate is signed beside its boxes, at the right margin', async () => {
  for (const language of ['kk', 'ru'] as const) {
    const issued = await press.issued('end-user-certificate', [language]);
    const [place] = await signaturePlaces(issued);
    const [left = 0, bottom = 0, right = 0, top = 0] = place?.rect ?? [];
    const file = await readPdf(issued);
    const page = file.pages[(place?.page ?? 0) - 1];
    expect(millimetres(right - left)).toBeCloseTo(70, 0);
    expect(millimetres(top - bottom)).toBeGreaterThan(12);
    expect(millimetres((page?.width ?? 0) - right)).toBeCloseTo(15, 0);
    const rules = page?.rules.map((rule) => page.height - rule.top) ?? [];
    expect(Math.min(...rules)).toBeGreaterThan(top);
    file.close();
  }
});

test('a file in two languages is signed once, in the first of them', async () => {
  const places = await signaturePlaces(await press.issued('industrial-certificate', ['kk', 'ru']));
  expect(places.map(({ name, page }) => [name, page])).toEqual([['chamberHead', 1]]);
});

test('fields are told by the role in the language of the document, and read aloud as fields', async () => {
  const issued = await press.issued('industrial-certificate', ['kk']);
  const file = await PDF.load(issued);
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const form = file.getCatalog().getDict('AcroForm', resolve);
  const [field] = form?.getArray('Fields', resolve)?.toArray() ?? [];
  const widget = field instanceof PdfRef ? resolve(field) : undefined;
  if (!(widget instanceof PdfDict)) throw new Error('no field');
  const { signatories } = catalogue.get('industrial-certificate').locales.kk;
  expect(widget.getString('TU')?.asString()).toBe(signatories['chamberHead']);
  expect(widget.getNumber('F')?.value).toBe(4);
  expect(widget.has('A') || widget.has('V')).toBe(false);
  expect(JSON.stringify(structure(file, file.getCatalog().getDict('StructTreeRoot', resolve)))).toContain('"Form"');
});

/** The structure types of the tree, nested as the elements are. */
function structure(file: PDF, element: PdfDict | undefined): unknown[] {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const kids = element?.get('K', resolve);
  const list = kids instanceof PdfDict ? [kids] : kids && 'toArray' in kids ? kids.toArray() : [];
  const children = list.flatMap((item) => {
    const child = item instanceof PdfRef ? resolve(item) : item;
    return child instanceof PdfDict && child.has('S') ? [structure(file, child)] : [];
  });
  return [element?.getName('S')?.value ?? '', ...children];
}

test('the same document has the same fields in the same bytes', async () => {
  const [first, second] = [await press.issued('inspection-act'), await press.issued('inspection-act')];
  expect(Buffer.from(first).equals(second)).toBe(true);
});
