import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import type { PDF } from '@libpdf/core';
import type { FieldType, Option } from '../../compose/document.ts';
import type { FieldEntries } from './field-hierarchy.ts';
import { height, width, writeRectangle } from './rectangle.ts';
import type { Rectangle } from './rectangle.ts';

/** A field that a person fills in with a PDF viewer. */
export interface FillableField {
  /** Fully qualified name, segments parted by dots: `applicant.bin`, `goods.0.nameKk`. */
  readonly name: string;
  /** Shown as tooltip and read by screen readers. */
  readonly label: string;
  readonly type: FieldType;
  /** For a choice: its codes and words. */
  readonly options?: readonly Option[];
  /** In characters; text only. */
  readonly maxLength?: number;
  readonly required?: boolean;
}

export interface FieldStyle {
  /** Name of the font in the form's resources, and its size in points. */
  readonly fontName: string;
  readonly fontSize: number;
  /** How a date is written, in the reader's language: «дд.мм.гггг». */
  readonly dateHint: string;
}

/** ISO 32000-1, tables 221, 228 and 230; bit positions there count from 1. */
const requiredFlag = 1 << 1;
const multilineFlag = 1 << 12;
const comboFlag = 1 << 17;
/** Table 165: the annotation is printed. */
const printFlag = 1 << 2;
const dateLength = 'dd.mm.yyyy'.length;
/** Of the height of a line: room for descenders. */
const largestFontShare = 0.8;

/** What all widgets of a field share: type, name, flags, limits. `line` is the height of one line of its blank. */
export function fieldEntries(field: FillableField, line: number, style: FieldStyle): FieldEntries {
  const flags = field.required === true ? requiredFlag : 0;
  const fontSize = Math.round(Math.min(style.fontSize, line * largestFontShare) * 10) / 10;
  const appearance: FieldEntries[number] = ['DA', PdfString.fromString(`/${style.fontName} ${fontSize} Tf 0 g`)];
  switch (field.type) {
    case 'boolean':
      return entries('Btn', flags, [['V', PdfName.of('Off')]]);
    case 'choice':
      return entries('Ch', flags | comboFlag, [appearance, ['Opt', optionArray(field.options ?? [])]]);
    case 'multiline':
      return entries('Tx', flags | multilineFlag, [appearance, ...lengthLimit(field.maxLength)]);
    case 'date':
      return entries('Tx', flags, [appearance, ...lengthLimit(dateLength)]);
    case 'text':
    case 'integer':
    case 'decimal':
    case 'money':
      return entries('Tx', flags, [appearance, ...lengthLimit(field.maxLength)]);
  }
}

/** Makes the annotation of a link the widget of a field, in place. */
export function makeWidget(
  pdf: PDF,
  annotation: PdfDict,
  field: FillableField,
  area: Rectangle,
  style: FieldStyle,
): void {
  annotation.delete('A');
  annotation.set('Subtype', PdfName.of('Widget'));
  annotation.set('Rect', writeRectangle(area));
  // Viewers look for the tooltip in the widget, also where it has a field above it.
  annotation.set('TU', PdfString.fromString(tooltip(field, style)));
  annotation.set('F', PdfNumber.of(printFlag));
  const normal =
    field.type === 'boolean'
      ? PdfDict.of({ Yes: drawing(pdf, area, crossIn(area)), Off: drawing(pdf, area, '') })
      : drawing(pdf, area, '/Tx BMC\nEMC\n');
  annotation.set('AP', PdfDict.of({ N: normal }));
  if (field.type === 'boolean') annotation.set('AS', PdfName.of('Off'));
}

type PdfDictValue = Parameters<PdfDict['set']>[1];

function entries(type: 'Tx' | 'Btn' | 'Ch', flags: number, own: FieldEntries): FieldEntries {
  return [['FT', PdfName.of(type)], ['Ff', PdfNumber.of(flags)], ...own];
}

function tooltip(field: FillableField, style: FieldStyle): string {
  return field.type === 'date' ? `${field.label} (${style.dateHint})` : field.label;
}

function lengthLimit(characters: number | undefined): FieldEntries {
  return characters === undefined ? [] : [['MaxLen', PdfNumber.of(characters)]];
}

function optionArray(options: readonly Option[]): PdfArray {
  return PdfArray.of(
    ...options.map(({ value, text }) => PdfArray.of(PdfString.fromString(value), PdfString.fromString(text))),
  );
}

function drawing(pdf: PDF, area: Rectangle, operators: string): PdfDictValue {
  return pdf.register(
    PdfStream.fromDict(
      {
        Type: PdfName.of('XObject'),
        Subtype: PdfName.of('Form'),
        BBox: writeRectangle({ left: 0, bottom: 0, right: width(area), top: height(area) }),
      },
      new TextEncoder().encode(operators),
    ),
  );
}

/** A cross in the printed box, which the page already shows empty. */
function crossIn(area: Rectangle): string {
  const middle = { x: width(area) / 2, y: height(area) / 2 };
  const reach = Math.min(middle.x, middle.y) * 0.55;
  const [left, right] = [middle.x - reach, middle.x + reach].map((x) => x.toFixed(2));
  const [bottom, top] = [middle.y - reach, middle.y + reach].map((y) => y.toFixed(2));
  return `q 1 w 1 J ${left} ${bottom} m ${right} ${top} l ${left} ${top} m ${right} ${bottom} l S Q\n`;
}
