import type { FormWords } from '../../compose/form-words.ts';
import { enteredText } from '../../forms/entered.ts';
import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';
import { parseCalendarDate } from '../../forms/words/calendar.ts';
import type { FieldColumn } from './columns.ts';

/** What is written into a cell. */
export type CellContent = string | number | Date | null;

/** Spreadsheets keep fifteen significant digits; a longer number would silently change. */
const significantDigits = 15;
/** Before this day spreadsheets disagree on the calendar (they count a 29 February 1900). */
const firstReliableDate = '1900-03-01';
/** Spreadsheets cut longer texts. */
const lengthLimit = 32_767;

/** A value as a person would type it into the cell of its column; null where there is none. */
export function cellContent(
  { pattern, node, language }: FieldColumn,
  value: Json | undefined,
  words: FormWords,
): CellContent {
  if (value === undefined || value === null) return null;
  const text = language === null ? textOf(pattern, node, value, words) : wordsIn(value, language);
  if (text === '') return null;
  if (node.valueType === 'date' && typeof value === 'string' && value >= firstReliableDate) {
    return parseCalendarDate(value) === null ? shortened(value) : new Date(`${value}T00:00:00Z`);
  }
  if (!['integer', 'decimal', 'money', 'percent'].includes(node.valueType)) return shortened(text);
  const figures = text.replace(',', '.');
  const isNumber = /^\d+(?:\.\d+)?$/.test(figures) && figures.replace('.', '').length <= significantDigits;
  return isNumber ? Number(figures) : shortened(text);
}

function textOf(pattern: string, node: FieldColumn['node'], value: Json, words: FormWords): string {
  const { options } = words.factsOf(pattern);
  const wordOf = (code: Json) => options.find((option) => option.value === plain(code))?.text ?? plain(code);
  switch (node.valueType) {
    case 'choice':
    case 'boolean':
      return wordOf(value);
    case 'choices':
      return isJsonArray(value) ? value.map(wordOf).join('; ') : plain(value);
    default:
      return enteredText(node, value, words.language) || plain(value);
  }
}

/** The words of one language; a text for all languages is one for each. */
function wordsIn(value: Json, language: 'kk' | 'ru'): string {
  if (isJsonArray(value)) return value.map((item) => wordsIn(item, language)).join('\n');
  if (isJsonObject(value)) return value[language] === undefined ? '' : plain(value[language]);
  return plain(value);
}

/** What is no value of its field is shown as it came. */
function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shortened(text: string): string {
  // What XML forbids cannot stand in a cell: the row was refused for it, and its error names it.
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd').slice(0, lengthLimit);
}
