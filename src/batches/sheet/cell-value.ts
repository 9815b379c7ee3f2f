import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';
import type { PayloadBuilder } from '../../values/payload-builder.ts';
import { readWritten, type WrittenPaper } from '../../values/written-value.ts';
import type { FieldColumn } from './columns.ts';
import type { SheetCell } from './xlsx/sheet-rows.ts';

/** Digits of codes, which spreadsheets take for numbers and strip of their zeros. */
const digitsOf: Readonly<Record<string, number>> = { bin: 12, iin: 12, 'bin-or-iin': 12, tnved: 10 };

/** The form in the language of a column first; without one, a text stands for all languages. */
export type PaperOf = (language: FieldColumn['language']) => WrittenPaper;

/**
 * Puts what stands in a cell into the payload. What is no value of its field is put in as it stands there: the check of
 * the row tells what is wrong with it, and where.
 */
export function putCell(
  builder: PayloadBuilder,
  { path, pattern, node, language }: FieldColumn,
  cell: SheetCell,
  paperOf: PaperOf,
): void {
  const text = textOf(cell, node.valueType, node.schema['format']);
  const target = { path, pattern, node, part: null, option: null };
  const read = readWritten(paperOf(language), target, text);
  if (read.kind === 'nothing') return;
  const value: Json =
    read.kind === 'value' ? read.value : node.valueType === 'choices' ? text.split(/\s*[;\n]\s*/) : text;
  // Words of one language join those of the other, which stand in a column of their own.
  if (language === null) builder.set(path, value);
  else if (isJsonArray(value))
    value.forEach((item, at) => {
      builder.set(`${path}.${at}.${language}`, wordsIn(item, language));
    });
  else builder.set(`${path}.${language}`, wordsIn(value, language));
}

function wordsIn(value: Json, language: string): Json {
  return isJsonObject(value) ? (value[language] ?? value) : value;
}

/** The text that a person would have typed. */
function textOf({ kind, text }: SheetCell, type: string, format: Json | undefined): string {
  if (kind === 'date' && type !== 'date') return text.split('-').toReversed().join('.');
  const digits = kind === 'number' && typeof format === 'string' ? digitsOf[format] : undefined;
  return digits === undefined ? text : text.padStart(digits, '0');
}
