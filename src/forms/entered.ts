import type { Language, Option } from '../compose/document.ts';
import { isJsonArray, isJsonObject, type Json } from './json.ts';
import type { SchemaNode } from './schema.ts';
import { parseCalendarDate } from './words/calendar.ts';
import { wordsOf } from './words/language-words.ts';
import { moneyInFigures, parseMoney } from './words/money.ts';

/** What a typed text stands for. `nothing`: the blank is empty; `unreadable`: no value of the field's type. */
export type Entered =
  { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'nothing' } | { readonly kind: 'unreadable' };

export interface EnteredContext {
  /** Language of the paper that is typed on: a text for both languages is kept for this one. */
  readonly language: Language;
  /** The value that stood there before. */
  readonly previous?: Json | undefined;
  /** Codes and words of a choice, or of yes and no. */
  readonly options?: readonly Option[];
}

const nothing: Entered = { kind: 'nothing' };
const unreadable: Entered = { kind: 'unreadable' };

/** Reads what a person typed into a blank, or what stood in a form field of a PDF, as a payload value. */
export function readEntered(node: SchemaNode, text: string, context: EnteredContext): Entered {
  const written = text.normalize('NFC').trim();
  switch (node.valueType) {
    case 'localized':
      return localized(oneLine(written), context);
    case 'localizedMultiline':
      return localized(written, context);
    case 'list':
      return list(node, written, context);
    default:
      return written === '' ? nothing : single(node, written, context);
  }
}

function single(node: SchemaNode, text: string, { options = [] }: EnteredContext): Entered {
  switch (node.valueType) {
    case 'multiline':
      return value(text);
    case 'date':
      return valueOr(readDate(text));
    case 'integer':
      return valueOr(readInteger(text));
    case 'decimal':
    case 'percent': {
      const figures = text.replace(/\s*%$/, '');
      return valueOr(node.schema['type'] === 'integer' ? readInteger(figures) : readDecimal(figures));
    }
    case 'money':
      return valueOr(readMoney(text));
    case 'boolean': {
      const code = codeOf(text, options);
      return code === undefined ? unreadable : value(code === 'true');
    }
    case 'choice':
      return valueOr(codeOf(text, options));
    case 'choices': {
      const codes = text.split(/\s*[;\n]\s*/).map((part) => codeOf(part, options));
      return codes.every((code) => code !== undefined) ? value(codes) : unreadable;
    }
    case 'code':
      return node.schema['type'] === 'integer' ? valueOr(readInteger(text)) : value(codeText(node, oneLine(text)));
    default:
      return value(oneLine(text));
  }
}

/** The text that a person goes on typing in: figures without their ornaments, a date as day, month and year. */
export function enteredText(node: SchemaNode, given: Json | undefined, language: Language): string {
  if (given === undefined || given === null) return '';
  switch (node.valueType) {
    case 'localized':
    case 'localizedMultiline':
      return textIn(given, language);
    case 'list':
    case 'choices':
      return isJsonArray(given) ? given.map((item) => textIn(item, language)).join('\n') : '';
    case 'date': {
      const day = typeof given === 'string' ? parseCalendarDate(given) : null;
      return day === null ? textIn(given, language) : `${day.day}.${day.month}.${day.year}`;
    }
    case 'decimal':
    case 'percent':
      return textIn(given, language).replace('.', ',');
    case 'money':
      return typeof given === 'number' ? moneyText(given) : textIn(given, language).replace('.', ',');
    default:
      return isJsonObject(given) || isJsonArray(given) ? '' : String(given);
  }
}

function moneyText(tiyn: number): string {
  if (!Number.isSafeInteger(tiyn) || tiyn < 0) return String(tiyn);
  return moneyInFigures(parseMoney(tiyn)).replaceAll('\u00a0', '').replace(/,00$/, '');
}

function textIn(given: Json, language: Language): string {
  if (typeof given === 'string') return given;
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  const own = isJsonObject(given) ? given[language] : undefined;
  return typeof own === 'string' ? own : '';
}

/** A text that was one for both languages stays one; new words are words of the language they are typed in. */
function localized(text: string, { language, previous }: EnteredContext): Entered {
  if (typeof previous === 'string') return text === '' ? nothing : value(text);
  const words = { ...(isJsonObject(previous) ? previous : {}), [language]: text };
  const kept = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''));
  return Object.keys(kept).length === 0 ? nothing : value(kept);
}

/** One item a line. What an item says in the other language stays, also where this one has no line for it any more. */
function list(node: SchemaNode, text: string, context: EnteredContext): Entered {
  const lines = text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isNumbers = node.items?.['type'] === 'integer';
  const isWords = isJsonArray(node.items?.['type']);
  const before = isJsonArray(context.previous) ? context.previous : [];
  const read = lines.map((line, index) => {
    if (isNumbers) return valueOr(readInteger(line));
    return isWords ? localized(line, { ...context, previous: before[index] }) : value(line);
  });
  const values = read.flatMap((item) => (item.kind === 'value' ? [item.value] : []));
  if (values.length < lines.length) return unreadable;
  const others = before.slice(lines.length).map((item) => localized('', { ...context, previous: item }));
  const items = [...values, ...others.flatMap((item) => (item.kind === 'value' ? [item.value] : []))];
  return items.length === 0 ? nothing : value(items);
}

function value(read: Json): Entered {
  return { kind: 'value', value: read };
}

function valueOr(read: Json | undefined): Entered {
  return read === undefined ? unreadable : value(read);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** Spaces that people put between the figures of a code for reading are no part of it. */
function codeText(node: SchemaNode, text: string): string {
  const { format } = node.schema;
  if (typeof format !== 'string') return text;
  return ['iban-kz', 'bik'].includes(format)
    ? text.replaceAll(/\s/g, '').toUpperCase()
    : text.replaceAll(/(?<=[\d.])\s+(?=[\d.])/g, '');
}

function codeOf(text: string, options: readonly Option[]): string | undefined {
  const wanted = text.trim().toLocaleLowerCase('ru');
  return options.find((option) => option.value === text || option.text.toLocaleLowerCase('ru') === wanted)?.value;
}

function readInteger(text: string): number | undefined {
  const figures = text.replaceAll(/\s/g, '');
  const number = Number(figures);
  return /^\d+$/.test(figures) && Number.isSafeInteger(number) ? number : undefined;
}

/** A decimal with comma or point; spaces between thousands are ornaments. */
function readDecimal(text: string): string | undefined {
  const figures = text.replaceAll(/\s/g, '').replace(',', '.');
  return /^\d+(?:\.\d+)?$/.test(figures) ? figures.replace(/^0+(?=\d)/, '') : undefined;
}

/** Tenge, with the name or sign of the currency or without. */
function readMoney(text: string): string | undefined {
  return readDecimal(text.replace(/\s*(?:₸|тенге|теңге|тг\.?|KZT)\s*$/iu, ''));
}

const numericDate = /^(\d{1,2})[.\/ -](\d{1,2})[.\/ -](\d{4}|\d{2})(?:\s*(?:г|г\.|ж|ж\.|года|жыл|жылы))?$/u;

/** «20.11.2026», «2026-11-20», «20 ноября 2026 года», «2026 жылғы 20 қараша» as ISO 8601. */
function readDate(text: string): string | undefined {
  const written = text.replaceAll(/\s+/g, ' ').replaceAll(/[«»"]/g, '').trim();
  if (parseCalendarDate(written) !== null) return written;
  const [, day, month, year] = numericDate.exec(written) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined) return isoDate(year, month, day);
  return readWrittenDate(written.toLocaleLowerCase('ru'));
}

function readWrittenDate(text: string): string | undefined {
  for (const { months } of Object.values(wordsOf)) {
    const month = months.findIndex((name) => text.includes(name));
    const year = /\d{4}/.exec(text)?.[0];
    const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0];
    if (month >= 0 && year !== undefined && day !== undefined) return isoDate(year, String(month + 1), day);
  }
  return undefined;
}

function isoDate(year: string, month: string, day: string): string | undefined {
  const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseCalendarDate(iso) === null ? undefined : iso;
}
