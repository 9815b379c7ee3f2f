import type { FormWords } from '../compose/form-words.ts';
import { writeValue } from '../compose/value-text.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, valueAt, type Json, type JsonObject } from '../forms/json.ts';
import { factRowLimit, type PublicFact } from '../verification/answer.ts';

/** The fields that anyone with the paper may see, as they are printed in both languages; of long tables the first rows. */
export function publicFacts(
  form: FormDefinition,
  payload: JsonObject,
  words: { readonly kk: FormWords; readonly ru: FormWords },
): PublicFact[] {
  return form.about.publicFacts.flatMap((path): PublicFact[] => {
    const values = { kk: written(words.kk, payload, path), ru: written(words.ru, payload, path) };
    if (values.kk.length === 0 && values.ru.length === 0) return [];
    const label = { kk: words.kk.label(path), ru: words.ru.label(path) };
    const count = Math.max(values.kk.length, values.ru.length);
    const first = { kk: values.kk.slice(0, factRowLimit), ru: values.ru.slice(0, factRowLimit) };
    return [{ path, label, values: first, count }];
  });
}

function written(words: FormWords, payload: JsonObject, path: string): string[] {
  const { node } = words.factsOf(path);
  const texts = valuesAt(payload, path.split('.')).map((value) => {
    const { text } = writeValue(words, node, path, value, {
      writing: undefined,
      inTable: true,
      separator: ', ',
      variant: '',
    });
    return masksIin(node.schema['format']) ? maskedIin(text) : text;
  });
  // A row without the value keeps its place among the rows.
  return texts.some((text) => text !== '') ? texts : [];
}

function valuesAt(value: Json | undefined, keys: readonly string[]): (Json | undefined)[] {
  const [key, ...rest] = keys;
  if (isJsonArray(value) && key !== undefined) return value.flatMap((item) => valuesAt(item, keys));
  return key === undefined ? [value] : valuesAt(valueAt(value, key), rest);
}

function masksIin(format: Json | undefined): boolean {
  return format === 'iin' || format === 'bin-or-iin';
}

/** The fifth digit of a BIN is 4, 5 or 6; that of an IIN is the first of a day of the month, 0 to 3. */
export function isIin(text: string): boolean {
  return /^\d{4}[0-3]\d{7}$/.test(text);
}

/** What is an IIN is not shown whole; any other number is. */
export function maskedIin(text: string): string {
  return isIin(text) ? hiddenIin(text) : text;
}

/** An IIN is never shown whole: its last four digits are enough to compare with the paper. */
export function hiddenIin(iin: string): string {
  return `********${iin.slice(-4)}`;
}
