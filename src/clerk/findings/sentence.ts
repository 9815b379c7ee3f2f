import type { Language } from '../../compose/document.ts';
import { withoutIndexes } from '../../forms/json.ts';
import { leafFields } from '../../forms/schema-fields.ts';
import type { ValueType } from '../../forms/schema.ts';
import { describeError, type ProblemVoice } from '../../problem-text.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { ClientForm } from '../state/client-form.ts';
import { fieldAround } from './finding-items.ts';
import { interfaceLanguage, say, type WordValues } from '../words.ts';

/** What is wrong or missing, in the language of the interface. */
export function sentenceOf({ path, error }: Finding, form: ClientForm): string {
  const type = form.schema.nodeAt(withoutIndexes(path))?.valueType ?? 'text';
  return describeError(error, voiceFor(type), interfaceLanguage.current, form).detail;
}

/**
 * The full label of a field, group, table or row, with its row: «Товары, строка 3: Код ТН ВЭД».
 *
 * @param path with indexes; empty for the form as a whole
 * @param language of the label: that of the interface unless told, Russian for English readers
 */
export function labelOf(form: ClientForm, path: string, language: Language = labelLanguage()): string {
  if (path === '') return say('fields.wholeForm');
  const field = fieldAround(form, path);
  const rows = rowsOf(form, field, language);
  if (/(?:^|\.)\d+$/.test(field)) return rows;
  const pattern = withoutIndexes(field);
  const own = ownLabel(form, pattern, language);
  const label = ambiguousLabels(form, language).has(own) ? withGroup(form, pattern, own, language) : own;
  return rows === '' ? label : `${rows}: ${label}`;
}

/** The label of a field as the locale has it, without row and group; path without indexes. */
export function ownLabel(form: ClientForm, pattern: string, language: Language = labelLanguage()): string {
  return form.locales[language].fields[pattern] ?? derivedLabel(pattern) ?? pattern;
}

/** Labels exist in the languages of documents; English readers see the Russian ones. */
export function labelLanguage(): Language {
  return interfaceLanguage.current === 'kk' ? 'kk' : 'ru';
}

/** Values that follow from the form and are not printed have no label in its locale. */
function derivedLabel(pattern: string): string | undefined {
  return wordsAt(`fields.derived.${pattern.slice(pattern.lastIndexOf('.') + 1)}`);
}

/** «Производители, строка 2, Товары, строка 3» */
function rowsOf(form: ClientForm, path: string, language: Language): string {
  const parts = path.split('.');
  return parts
    .flatMap((part, index) => {
      if (!/^\d+$/.test(part)) return [];
      const table = ownLabel(form, withoutIndexes(parts.slice(0, index).join('.')), language);
      return [say('fields.row', { table, row: Number(part) + 1 })];
    })
    .join(', ');
}

function withGroup(form: ClientForm, pattern: string, label: string, language: Language): string {
  const group = pattern.slice(0, Math.max(0, pattern.lastIndexOf('.')));
  const outer = /\./.test(group) ? group.slice(0, group.indexOf('.')) : '';
  const above = [outer, group]
    .filter((path) => path !== '' && form.schema.nodeAt(path)?.valueType === 'group')
    .map((path) => ownLabel(form, path, language));
  return [...above, label].join(': ');
}

const ambiguous = new WeakMap<ClientForm, Map<Language, ReadonlySet<string>>>();

/** Labels that several fields share, such as the position of either of two signatories. */
function ambiguousLabels(form: ClientForm, language: Language): ReadonlySet<string> {
  const known = ambiguous.get(form) ?? new Map<Language, ReadonlySet<string>>();
  ambiguous.set(form, known);
  const found = known.get(language) ?? repeated(leafFields(form.schema).map((path) => ownLabel(form, path, language)));
  known.set(language, found);
  return found;
}

function repeated(labels: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const label of labels) (seen.has(label) ? twice : seen).add(label);
  return twice;
}

/** The service's sentences; what a clerk needs to hear otherwise than a system does is said in the clerk's words. */
function voiceFor(type: ValueType): ProblemVoice {
  return {
    say(_language, _namespace, key, values) {
      return (
        wordsAt(`fields.${key}.${type}`, values) ?? wordsAt(`fields.${key}`, values) ?? say(`problems.${key}`, values)
      );
    },
  };
}

/** A sentence of the interface, where there is one. */
export function wordsAt(key: string, values?: WordValues): string | undefined {
  const words = say(key, values);
  return words === key ? undefined : words;
}
