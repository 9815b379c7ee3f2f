import { PDF } from '@libpdf/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Composer } from '../../src/compose/composer.ts';
import type { Field, Language } from '../../src/compose/document.ts';
import { documentFields } from '../../src/compose/fields.ts';
import type { FormDefinition } from '../../src/forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from '../../src/forms/json.ts';

/** What somebody fills in, by the name of the field: a text, or true for a tick. */
export type Entries = ReadonlyMap<string, string | true>;

/** Fills in the fields that the file has, as a program that appends to it. */
export async function filled(blank: Uint8Array, entries: Entries): Promise<Uint8Array> {
  const file = await PDF.load(blank);
  const form = file.getForm();
  for (const name of form?.getFieldNames() ?? []) {
    const entry = entries.get(name);
    if (entry === true) form?.getCheckbox(name)?.check();
    else if (entry !== undefined) (form?.getTextField(name) ?? form?.getDropdown(name))?.setValue(entry);
  }
  return file.save({ incremental: true });
}

/** The same as Firefox does it: into the places of the fields. */
export async function filledInFirefox(blank: Uint8Array, entries: Entries): Promise<Uint8Array> {
  const loading = getDocument({ data: new Uint8Array(blank), verbosity: 0 });
  const file = await loading.promise;
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    for (const annotation of (await page.getAnnotations()) as readonly { id: string; fieldName?: string }[]) {
      const entry = entries.get(annotation.fieldName ?? '');
      if (entry !== undefined) file.annotationStorage.setValue(annotation.id, { value: entry });
    }
  }
  const bytes = await file.saveDocument();
  await loading.destroy();
  return bytes;
}

/** What a form prints of a payload, as entries of its blank, and the values that stand there. */
export async function printedEntries(
  blank: Uint8Array,
  composer: Composer,
  form: FormDefinition,
  language: Language,
  payload: JsonObject,
) {
  const names = new Set((await PDF.load(blank)).getForm()?.getFieldNames());
  const entries = new Map<string, string | true>();
  const values = new Map<string, Json>();
  for (const field of documentFields(composer.compose(form, { languages: [language], payload }).document)) {
    const option = field.kind === 'check' && field.option !== null ? `.${field.option.replaceAll('.', '_')}` : '';
    const path = valueAt(payload, field.path) === undefined ? field.path.replace(/\.[^.]+$/, '') : field.path;
    const value = valueAt(payload, path);
    const entry = field.kind === 'check' ? field.checked : entryOf(field, value);
    if (entry === false || entry === '' || value === undefined || !names.has(field.path + option)) continue;
    entries.set(field.path + option, entry);
    values.set(path, inLanguage(value, language));
  }
  return { entries, values };
}

function entryOf({ type, text, options }: Field, value: Json | undefined): string {
  // A field of a date takes ten characters.
  if (type === 'date' && typeof value === 'string') return value.split('-').reverse().join('.');
  if (type === 'choice' || type === 'boolean') return options.find((option) => option.text === text)?.value ?? text;
  return text;
}

/** A value as it reads in one language. */
export function inLanguage(value: Json, language: Language): Json {
  if (isJsonArray(value)) return value.map((item) => inLanguage(item, language));
  if (!isJsonObject(value)) return value;
  const isWords = Object.keys(value).every((key) => key === 'kk' || key === 'ru');
  return isWords
    ? (value[language] ?? '')
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inLanguage(item, language)]));
}
