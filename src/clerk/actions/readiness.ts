import { type Language, languages } from '../../compose/document.ts';
import { isJsonArray, isJsonObject, valueAt, type Json } from '../../forms/json.ts';
import { isLocalized } from '../../forms/localized.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { FormStore } from '../state/form-store.ts';

/** Words that an issued document needs in a language and that are there in the other only. */
export interface LanguageGap {
  readonly path: string;
  readonly language: Language;
}

/** Errors that keep a document from being issued. */
export function blockingErrors({ findings }: FormStore): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

/** Every place where words are missing in one of the languages: a document is issued in both. */
export function languageGaps({ payload }: FormStore): readonly LanguageGap[] {
  return gapsIn(payload, '');
}

/** The number that was typed into the form. */
export function typedNumber({ form, payload }: FormStore): string | null {
  const { numberField } = form.about;
  const number = numberField === undefined ? undefined : valueAt(payload, numberField);
  return typeof number === 'string' && number !== '' ? number : null;
}

function gapsIn(value: Json, path: string): LanguageGap[] {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isJsonArray(value)) return value.flatMap((item, index) => gapsIn(item, at(index)));
  if (!isJsonObject(value)) return [];
  if (isLocalized(value)) {
    return languages.filter((language) => !(language in value)).map((language) => ({ path, language }));
  }
  return Object.entries(value).flatMap(([key, item]) => gapsIn(item, at(key)));
}
