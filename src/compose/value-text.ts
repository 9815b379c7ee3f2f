import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import type { SchemaNode } from '../forms/schema.ts';
import { dateLong, datePart, dateShort } from '../forms/words/date.ts';
import { decimalInFigures } from '../forms/words/decimal.ts';
import { moneyFiguresAndWords, moneyInFigures, moneyWithWords, parseMoney, tiynPart } from '../forms/words/money.ts';
import type { FieldType, Language, TypedValue } from './document.ts';
import type { FormWords } from './form-words.ts';

/** How a value is written; the default depends on its type and on whether it stands in a table. */
export const writings = [
  'long',
  'short',
  'day',
  'month',
  'monthAttributive',
  'year',
  'year2',
  'figures',
  'figuresAndWords',
  'tiyn',
  'withWords',
] as const;
export type Writing = (typeof writings)[number];

export interface WrittenValue {
  readonly text: string;
  readonly typed: TypedValue | null;
  /** The value exists, but not in the language of the document. */
  readonly languageMissing: boolean;
}

const nothing: WrittenValue = { text: '', typed: null, languageMissing: false };

/** How one value is asked for. */
export interface WritingRequest {
  readonly writing: Writing | undefined;
  readonly inTable: boolean;
  /** Between the items of a list. */
  readonly separator: string;
  /** Grammatical form of a choice's words, empty for the plain one. */
  readonly variant: string;
}

/**
 * A payload value as the paper shows it.
 * @param path path without indexes, to find the words of a choice
 */
export function writeValue(
  words: FormWords,
  node: SchemaNode,
  path: string,
  value: Json | undefined,
  { writing, inTable, separator, variant }: WritingRequest,
): WrittenValue {
  const { form, language } = words;
  if (value === undefined || value === null) return nothing;
  switch (node.valueType) {
    case 'localized':
    case 'localizedMultiline':
      return localized(value, language);
    case 'date':
      return typeof value === 'string' ? date(value, language, writing ?? (inTable ? 'short' : 'long')) : nothing;
    case 'money':
      return typeof value === 'string' || typeof value === 'number' ? money(value, language, writing) : nothing;
    case 'integer':
      return typeof value === 'number'
        ? typed(decimalInFigures(value), Number.isSafeInteger(value) ? { type: 'integer', value } : null)
        : nothing;
    case 'decimal':
    case 'percent':
      return typeof value === 'string' || typeof value === 'number'
        ? typed(decimalInFigures(value), { type: 'decimal', value: String(value) })
        : nothing;
    case 'boolean':
      return plain(
        choiceWords(form, language, path, variant, value === true ? 'true' : 'false') ??
          (value === true ? words.yes : words.no),
      );
    case 'choice':
      return typeof value === 'string' ? plain(choiceWords(form, language, path, variant, value) ?? value) : nothing;
    case 'choices':
      return isJsonArray(value)
        ? plain(
            node.choices
              .filter((code) => value.includes(code))
              .map((code) => choiceWords(form, language, path, variant, code) ?? code)
              .join(separator),
          )
        : nothing;
    case 'list':
      return isJsonArray(value)
        ? joined(
            value.map((item) => (typeof item === 'number' ? plain(String(item)) : localized(item, language))),
            separator,
          )
        : nothing;
    case 'text':
    case 'multiline':
    case 'code':
      if (typeof value === 'number' && writing === 'year2') return plain(String(value).slice(-2));
      return typeof value === 'string' || typeof value === 'number'
        ? plain(node.schema['format'] === 'phone' && !inTable ? unbroken(String(value)) : String(value))
        : nothing;
    case 'table':
    case 'group':
      return nothing;
  }
}

/** What the reader types: decides the input in the editor and the kind of PDF field. */
export function fieldTypeOf(node: SchemaNode): FieldType {
  switch (node.valueType) {
    case 'localizedMultiline':
    case 'multiline':
    case 'list':
      return 'multiline';
    case 'date':
    case 'integer':
    case 'decimal':
    case 'money':
    case 'boolean':
    case 'choice':
      return node.valueType;
    case 'percent':
      return 'decimal';
    default:
      return 'text';
  }
}

export function choiceWords(
  form: FormDefinition,
  language: Language,
  path: string,
  variant: string,
  code: string,
): string | undefined {
  const { choices } = form.locales[language];
  return (variant === '' ? undefined : choices[`${path}#${variant}`]?.[code]) ?? choices[path]?.[code];
}

/** A telephone number is read as one piece: it does not break over a line; a narrow cell breaks it at its spaces. */
function unbroken(text: string): string {
  return text.replaceAll(/(?<!,) /g, '\u00A0');
}

function plain(text: string): WrittenValue {
  return { text, typed: null, languageMissing: false };
}

function typed(text: string, value: TypedValue | null): WrittenValue {
  return { text, typed: value, languageMissing: false };
}

function localized(value: Json, language: Language): WrittenValue {
  if (typeof value === 'string') return plain(value);
  if (!isJsonObject(value)) return nothing;
  const own = value[language];
  return typeof own === 'string' ? plain(own) : { ...nothing, languageMissing: true };
}

function joined(values: readonly WrittenValue[], separator: string): WrittenValue {
  return {
    text: values
      .map((value) => value.text)
      .filter((text) => text !== '')
      .join(separator),
    typed: null,
    languageMissing: values.some((value) => value.languageMissing),
  };
}

function date(iso: string, language: Language, writing: Writing): WrittenValue {
  switch (writing) {
    case 'day':
    case 'month':
    case 'monthAttributive':
    case 'year':
    case 'year2':
      return plain(datePart(iso, writing, language));
    case 'short':
      return typed(dateShort(iso), { type: 'date', iso });
    default:
      return plain(dateLong(iso, language));
  }
}

function money(value: string | number, language: Language, writing: Writing | undefined): WrittenValue {
  const tiyn = parseMoney(value);
  switch (writing) {
    case 'figuresAndWords':
      return plain(moneyFiguresAndWords(tiyn, language));
    case 'tiyn':
      return plain(tiynPart(tiyn, language));
    case 'withWords':
      return plain(moneyWithWords(tiyn, language));
    default:
      return typed(moneyInFigures(tiyn), { type: 'money', tiyn: String(tiyn) });
  }
}
