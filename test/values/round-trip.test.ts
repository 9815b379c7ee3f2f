import { describe, expect, it } from 'vitest';
import { Composer } from '../../src/compose/composer.ts';
import { languagesOf } from '../../src/forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from '../../src/forms/json.ts';
import { Validator } from '../../src/forms/validation.ts';
import type { FileValues } from '../../src/values/file-values.ts';
import { catalogue } from '../issuing/orders.ts';
import { ask, bytesOf } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { filled, filledInFirefox, inLanguage, printedEntries } from './filled.ts';

const composer = new Composer(catalogue);
const validator = new Validator();
const forms = catalogue.all().filter(({ about }) => about.filledBy !== 'act');

async function takenOver(file: Uint8Array): Promise<FileValues> {
  const answer = await askByContract('/v1/values', {
    method: 'POST',
    headers: { 'Content-Type': 'application/pdf' },
    body: Buffer.from(file),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as FileValues;
}

function blankOf(form: string, language: string): Promise<Uint8Array> {
  return ask(`/v1/forms/${form}/blank?fillable=true&format=pdf&rows=12&language=${language}`).then(bytesOf);
}

describe.each(forms)('a fillable $id that comes back filled in', (form) => {
  it.each(languagesOf(form))('gives what its example holds, in %s', async (language) => {
    const { payload, derived } = validator.validate(form, form.example, { languages: [language], incomplete: false });
    const blank = await blankOf(form.id, language);
    const { entries, values } = await printedEntries(blank, composer, form, language, payload);
    // Two programs write two kinds of files; each language is filled in by one of them.
    const fill = language === 'kk' ? filled : filledInFirefox;
    const taken = await takenOver(await fill(blank, entries));
    expect(taken).toMatchObject({ form: form.id, languages: [language], source: 'fields', unread: [], ignored: 0 });
    const isComputed = (path: string) => Object.keys(derived).includes(path);
    const expected = [...values].filter(([path]) => !isComputed(path));
    const found = expected.map(([path]): [string, Json | undefined] => [path, valueIn(taken.payload, path, language)]);
    expect(comparable(found)).toEqual(comparable(expected));
    const again = validator.validate(form, taken.payload, { languages: [language], incomplete: true });
    // Of a few forms the blank does not say the kind, on which other fields depend.
    expect(again.errors.filter(({ code }) => code !== 'invalid')).toEqual([]);
  });
});

function valueIn(payload: JsonObject, path: string, language: 'kk' | 'ru'): Json | undefined {
  const value = valueAt(payload, path);
  return value === undefined ? undefined : inLanguage(value, language);
}

/** 5.00 and 5, as text or number, are one amount. */
function comparable(values: readonly (readonly [string, Json | undefined])[]): Json {
  const plain = (value: Json | undefined): Json => {
    if (isJsonArray(value)) return value.map(plain);
    if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
    return typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : (value ?? null);
  };
  return Object.fromEntries(values.map(([path, value]) => [path, plain(value)]));
}
