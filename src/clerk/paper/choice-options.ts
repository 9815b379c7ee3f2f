import { languages, type Language } from '../../compose/document.ts';
import { appliesTo } from '../../forms/code-lists.ts';
import { conditionsHold } from '../../forms/limits.ts';
import { valueSeenFrom } from '../../forms/rows.ts';
import type { JsonObject } from '../../forms/json.ts';
import type { ClientForm } from '../state/client-form.ts';
import { folded } from '../folded.ts';
import type { PaperField, PaperFields } from './paper-fields.ts';

/** One choice as it is offered: both languages, whatever the paper's is. */
export interface ChoiceOption {
  readonly value: string;
  /** Words in the language of the paper. */
  readonly text: string;
  /** Words in the other language; empty where they are the same. */
  readonly other: string;
  /** The act's own code; empty for codes that only our payloads have. */
  readonly code: string;
  /** False where a rule of the form says that the code is not one for this document. */
  readonly applies: boolean;
}

/** The options of the field at a path, those that match what was typed: every word of it, in any language or as a code. */
export function optionsFor(
  fields: PaperFields,
  field: PaperField,
  path: string,
  payload: JsonObject,
  query: string,
): ChoiceOption[] {
  const { form, language } = fields;
  const wanted = folded(query).split(/\s+/);
  const otherLanguage = otherThan(language);
  return fields.options(field).flatMap(({ value, text }) => {
    const words = fields.wordsOf(field, value, otherLanguage);
    const sought = folded(`${value} ${text} ${words}`);
    if (!wanted.every((part) => sought.includes(part))) return [];
    const code = /^[\d./-]+$/.test(value) ? value : '';
    return [
      { value, text, other: words === text ? '' : words, code, applies: applies(form, field, path, payload, value) },
    ];
  });
}

/** The language of documents that this one is not. */
export function otherThan(language: Language): Language {
  return languages.find((other) => other !== language) ?? language;
}

function applies(form: ClientForm, { pattern, node }: PaperField, path: string, payload: JsonObject, code: string) {
  const item = form.lists.get(node.list ?? '')?.items.find((one) => one.code === code);
  if (item === undefined) return true;
  return form.about.rules.every((rule) => {
    if (rule.kind !== 'listed' || rule.list !== node.list || rule.field.replaceAll('[]', '') !== pattern) return true;
    const place = { pattern: rule.field, path };
    if (!conditionsHold(rule.given ?? [], payload, place)) return true;
    const text = (asked: string | undefined) => {
      const value = asked === undefined ? undefined : valueSeenFrom(payload, asked, place);
      return typeof value === 'string' ? value : undefined;
    };
    return appliesTo(item, { subject: text(rule.for), day: text(rule.on) });
  });
}
