import type { Language, Option } from '../compose/document.ts';
import type { FormWords } from '../compose/form-words.ts';
import { type Entered, readEntered } from '../forms/entered.ts';
import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import type { SchemaNode } from '../forms/schema.ts';
import { wordsOf } from '../forms/words/language-words.ts';
import type { DatePart, FieldTarget } from './field-target.ts';

/** The paper that a value was written on. */
export interface WrittenPaper {
  /** The form in the languages of the paper, then in the others that it exists in. */
  readonly words: readonly [FormWords, ...FormWords[]];
  /** How many of them are languages of the paper. */
  readonly languageCount: number;
}

const unreadable: Entered = { kind: 'unreadable' };

/**
 * What a text in a blank means. Words that may differ in the languages of a form are those of the paper's language; on
 * a paper in both languages one text stands for both.
 */
export function readWritten(paper: WrittenPaper, { pattern, node }: FieldTarget, text: string): Entered {
  const [{ language }] = paper.words;
  const options = optionsOf(paper, pattern, node);
  const readings = [asTyped(node, text), ...otherReadings(node, text)];
  const read = readings.map((reading) => readEntered(node, reading, { language, options }));
  if (node.valueType === 'choices') read.push(readJoined(node, text, options));
  const entered = read.find(({ kind }) => kind !== 'unreadable') ?? unreadable;
  if (entered.kind !== 'value' || paper.languageCount === 1) return entered;
  return { kind: 'value', value: forAllLanguages(entered.value, language) };
}

/** A date, or a year, from its blanks: day and year in figures, the month in figures or as a word in either language. */
export function readParts(node: SchemaNode, parts: ReadonlyMap<DatePart, string>): Entered {
  const text = (part: DatePart) => (parts.get(part) ?? '').normalize('NFC').trim();
  if ([...parts.keys()].every((part) => text(part) === '')) return { kind: 'nothing' };
  const year = text('year2') === '' ? text('year') : text('year2').padStart(4, '20');
  if (node.valueType !== 'date') return readEntered(node, year, { language: 'ru' });
  const day = text('day').replaceAll(/[«»"“”]/g, '');
  return /^\d{1,2}$/.test(day) && /^\d{4}$/.test(year)
    ? readEntered(node, `${day}.${monthNumber(text('month'))}.${year}`, { language: 'ru' })
    : unreadable;
}

function monthNumber(text: string): string {
  const word = text.toLocaleLowerCase('ru').replace(/\.$/, '');
  for (const { months, monthsAttributive } of Object.values(wordsOf)) {
    for (const names of [months, monthsAttributive ?? []]) {
      const index = names.findIndex((name) => isSameMonth(name, word));
      if (index >= 0) return String(index + 1);
    }
  }
  return word;
}

/** «ноябрь» and «ноября» are one month; no two months share that much of their names. */
function isSameMonth(name: string, word: string): boolean {
  return name === word || (word.length >= 3 && name.slice(0, -1) === word.replace(/[ьйя]$/, ''));
}

/** A code that was copied from a document has spaces that do not break. */
function asTyped({ schema }: SchemaNode, text: string): string {
  return typeof schema['format'] === 'string' ? text.replaceAll('\u00a0', ' ') : text;
}

/** «2 000 001,05 (два миллиона один) тенге 05 тиын»: the words repeat the figures. */
function otherReadings({ valueType }: SchemaNode, text: string): string[] {
  if (!['money', 'integer', 'decimal', 'percent'].includes(valueType)) return [];
  return [text.replaceAll(/\s*\([^()]*\)/g, '').replace(/\s*(?:тенге|теңге)\s+\d{1,2}\s+тиын\s*$/iu, '')];
}

/** Codes and words in all languages of the form, in every grammatical form that it prints. */
function optionsOf({ words }: WrittenPaper, pattern: string, node: SchemaNode): Option[] {
  const codes = node.valueType === 'boolean' ? ['true', 'false'] : node.choices;
  return words.flatMap(({ form, language, yes, no }) => {
    const { choices } = form.locales[language];
    const variants = Object.keys(choices).filter((key) => key === pattern || key.startsWith(`${pattern}#`));
    const plain: Readonly<Record<string, string>> = { true: yes, false: no };
    return [plain, ...variants.map((key) => choices[key] ?? {})].flatMap((texts) =>
      codes.map((value) => ({ value, text: texts[value] ?? value })),
    );
  });
}

/** What forms print between choices. */
const between = /^(?:[\s,;/]|(?:және|немесе|и|или|\(немесе\)|\(или\))(?=[\s(]))+/;

/** Several choices as a form prints them: one after another, where the words themselves may have commas. */
function readJoined({ choices }: SchemaNode, text: string, options: readonly Option[]): Entered {
  const byLength = [...options].sort((one, other) => other.text.length - one.text.length);
  const found = new Set<string>();
  let rest = folded(text);
  while (rest !== '') {
    const next = byLength.find((option) => rest.startsWith(folded(option.text)));
    if (next === undefined) return unreadable;
    found.add(next.value);
    rest = rest.slice(folded(next.text).length).replace(between, '');
  }
  return { kind: 'value', value: choices.filter((code) => found.has(code)) };
}

function folded(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase('ru');
}

function forAllLanguages(value: Json, language: Language): Json {
  if (isJsonArray(value)) return value.map((item) => forAllLanguages(item, language));
  return isJsonObject(value) ? (value[language] ?? value) : value;
}
