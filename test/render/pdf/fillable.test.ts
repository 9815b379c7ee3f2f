import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PDF, PdfDict, PdfRef } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPool } from '../../../src/render/pdf/browser-pool.ts';
import { FieldNameConflictError } from '../../../src/render/pdf/field-hierarchy.ts';
import { makeFillable, UnknownFieldError } from '../../../src/render/pdf/fillable.ts';
import { prepareFormFont } from '../../../src/render/pdf/form-font.ts';
import { describePdf } from '../../../src/render/pdf/metadata.ts';
import { body, fields } from './marked-form.ts';
import { fontsDir, job, margins, startPool } from './support.ts';

const font = prepareFormFont(readFileSync(path.join(fontsDir, 'Tinos-Regular.ttf')));
const options = { font, margins, dateHint: 'кк.аа.жжжж' };
let pool: BrowserPool;
let printed: Uint8Array;
let file: PDF;

beforeAll(async () => {
  pool = await startPool({ pages: 1 });
  printed = await describePdf(await pool.print(job(body)), {
    title: 'Өтініш',
    author: 'Nysan',
    subject: 'Өтініш',
    language: 'kk',
    createdAt: new Date('2026-02-03T04:05:06Z'),
  });
  file = await PDF.load(await makeFillable(printed, fields, options));
});

afterAll(async () => {
  await pool.close();
});

const resolve = (reference: PdfRef) => file.getObject(reference);

function annotations(): PdfDict[] {
  return file.getPages().flatMap((page) =>
    (page.dict.getArray('Annots', resolve)?.toArray() ?? []).flatMap((item) => {
      const annotation = item instanceof PdfRef ? resolve(item) : item;
      return annotation instanceof PdfDict ? [annotation] : [];
    }),
  );
}

const tooltipOf = (widget: PdfDict) => widget.getString('TU')?.asString() ?? '';
const widgets = () => annotations().filter((annotation) => annotation.getName('Subtype')?.value === 'Widget');

function widget(tooltip: string): PdfDict {
  const found = widgets().find((one) => tooltipOf(one) === tooltip);
  if (!found) throw new Error(`no field says ${tooltip}`);
  return found;
}

function corners(of: PdfDict): number[] {
  const numbers = of.getArray('Rect')?.toArray() ?? [];
  return numbers.map((number) => ('value' in number ? Number(number.value) : Number.NaN));
}

describe('a fillable PDF', () => {
  it('has the fields by their full names and types', () => {
    const found = file
      .getForm()
      ?.getFields()
      .map((field) => [field.name, field.type]);
    expect(Object.fromEntries(found ?? [])).toEqual({
      'applicant.bin': 'text',
      'applicant.nameKk': 'text',
      date: 'text',
      comment: 'text',
      agree: 'checkbox',
      'costTypes.test': 'checkbox',
      'goods.0.nameKk': 'text',
      'goods.0.kind': 'dropdown',
    });
  });

  it('states limits, flags and choices of its fields', () => {
    const form = file.getForm();
    expect(form?.getTextField('applicant.bin')).toMatchObject({ maxLength: 12, isMultiline: false });
    expect(form?.getField('applicant.bin')?.isRequired()).toBe(true);
    expect(form?.getField('applicant.nameKk')?.isRequired()).toBe(false);
    expect(form?.getTextField('comment')?.isMultiline).toBe(true);
    expect(form?.getTextField('date')?.maxLength).toBe(10);
    expect(form?.getDropdown('goods.0.kind')?.getOptions()).toEqual([
      { value: 'a', display: 'Әділ' },
      { value: 'b', display: 'Ғажап' },
    ]);
    expect(form?.getCheckbox('agree')?.isChecked()).toBe(false);
    expect(tooltipOf(widget('Күні (кк.аа.жжжж)'))).not.toBe('');
  });

  it('keeps every field inside the text area of its page', () => {
    expect(widgets()).toHaveLength(9);
    for (const [left = 0, bottom = 0, right = 0, top = 0] of widgets().map(corners)) {
      expect(left).toBeGreaterThanOrEqual(margins.left);
      expect(bottom).toBeGreaterThanOrEqual(margins.bottom);
      expect(right).toBeLessThanOrEqual(595 - margins.right);
      expect(top).toBeLessThanOrEqual(842 - margins.top);
      expect(right - left).toBeGreaterThan(5);
      expect(top - bottom).toBeGreaterThan(5);
    }
  });

  it('is one field where a path is printed twice', () => {
    expect(widgets().filter((one) => tooltipOf(one) === 'БСН')).toHaveLength(2);
    expect(
      file
        .getForm()
        ?.getFields()
        .filter((field) => field.name === 'applicant.bin'),
    ).toHaveLength(1);
  });

  it('is one field where a blank has several lines', () => {
    expect(widgets().filter((one) => tooltipOf(one) === 'Түсіндірме')).toHaveLength(1);
    const [left = 0, bottom = 0, right = 0, top = 0] = corners(widget('Түсіндірме'));
    const [, lineBottom = 0, , lineTop = 0] = corners(widget('Атауы'));
    expect(right - left).toBeGreaterThan(500);
    expect((top - bottom) / (lineTop - lineBottom)).toBeCloseTo(2, 0);
  });

  it('keeps ordinary links, and no link of a blank', () => {
    const addresses = annotations().flatMap((one) => one.getDict('A', resolve)?.getString('URI')?.asString() ?? []);
    expect(addresses).toEqual(['https://example.org/']);
  });

  it('is read aloud as fields in the order of the text', () => {
    const plain = JSON.stringify(structure(file.getCatalog().getDict('StructTreeRoot', resolve)));
    expect(plain.match(/"Form"/g)).toHaveLength(9);
    expect(plain.match(/"Link"/g)).toHaveLength(1);
  });

  it('carries no script and leaves drawing to its own appearances', () => {
    const form = file.getCatalog().getDict('AcroForm', resolve);
    expect(form?.has('NeedAppearances')).toBe(false);
    for (const one of widgets()) {
      expect(one.has('A') || one.has('AA')).toBe(false);
      expect(one.getDict('AP', resolve)?.has('N')).toBe(true);
    }
  });

  it('can be filled in and read again', async () => {
    const copy = await PDF.load(await file.save({ incremental: true }));
    copy.getForm()?.fill({ 'applicant.bin': '123456789012', agree: true, 'goods.0.kind': 'b' });
    const filled = await PDF.load(await copy.save({ incremental: true }));
    const form = filled.getForm();
    expect(form?.getTextField('applicant.bin')?.getValue()).toBe('123456789012');
    expect(form?.getCheckbox('agree')?.isChecked()).toBe(true);
    expect(form?.getDropdown('goods.0.kind')?.getValue()).toBe('b');
  });

  it('is the same file for the same document', async () => {
    const [first, second] = await Promise.all([
      makeFillable(printed, fields, options),
      makeFillable(printed, fields, options),
    ]);
    expect(Buffer.from(second).equals(first)).toBe(true);
  });

  it('is not made of a blank that no field describes', async () => {
    const incomplete = new Map([...fields].filter(([key]) => key !== 'date'));
    await expect(makeFillable(printed, incomplete, options)).rejects.toThrow(UnknownFieldError);
  });

  it('is not made of fields whose names exclude each other', async () => {
    const clashing = new Map(fields).set('date', { name: 'applicant', label: 'Күні', type: 'date' });
    await expect(makeFillable(printed, clashing, options)).rejects.toThrow(FieldNameConflictError);
  });
});

/** The structure types of the tree, nested as the elements are. */
function structure(element: PdfDict | undefined): unknown[] {
  const kids = element?.get('K', resolve);
  const list = kids instanceof PdfDict ? [kids] : kids && 'toArray' in kids ? kids.toArray() : [];
  const children = list.flatMap((item) => {
    const child = item instanceof PdfRef ? resolve(item) : item;
    return child instanceof PdfDict && child.has('S') ? [structure(child)] : [];
  });
  return [element?.getName('S')?.value ?? '', ...children];
}
