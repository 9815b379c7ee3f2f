import type { Composer } from '../compose/composer.ts';
import { type Language, languages as documentLanguages } from '../compose/document.ts';
import type { FormWords } from '../compose/form-words.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { type FormDefinition, languagesOf } from '../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, pointerOf, valueAt } from '../forms/json.ts';
import type { Validator } from '../forms/validation.ts';
import { Problem } from '../problem.ts';
import { readFormMark } from '../render/pdf/form-mark.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import { UnreadableFileError } from '../seal/refusal.ts';
import { type UnreadText, valuesOfFields } from './field-values.ts';
import { type FilledForm, readFormFields } from './pdf/form-fields.ts';
import { withoutPaths } from './without-paths.ts';

/** What a file holds, as the payload of a new document. */
export interface FileValues {
  readonly form: string;
  /** Languages of the file in their order. */
  readonly languages: readonly Language[];
  readonly payload: JsonObject;
  /** A blank that somebody filled in, or a document that was issued. */
  readonly source: 'fields' | 'issued';
  /** What was filled in and is no value of its field. */
  readonly unread: readonly UnreadText[];
  /** Filled-in fields that the form does not have. */
  readonly ignored: number;
}

export interface ReaderParts {
  readonly catalogue: Catalogue;
  readonly composer: Composer;
  readonly validator: Validator;
}

/** Takes values over from files: fillable blanks that came back filled in, and issued documents. */
export class FileValuesReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /**
   * @param expected the form that the file must be of; a fillable PDF that has lost its name is then read as that form
   * @throws Problem `file-unreadable`, `file-encrypted`, `file-without-form`, `file-of-other-form`
   */
  async read(file: Uint8Array, expected?: FormDefinition): Promise<FileValues> {
    const found = await readEmbedded(file);
    if ('record' in found) return this.#issued(found.record, expected);
    if (found.reason === 'no-record' && startsAsPdf(file)) return this.#filled(fieldsOf(file), expected);
    throw new Problem(found.reason === 'no-record' ? 'file-without-form' : 'file-unreadable');
  }

  #issued({ form: id, languages, data, number }: EmbeddedRecord, expected: FormDefinition | undefined): FileValues {
    const parts = partsOf(id, data);
    const part = parts.find(({ form }) => expected === undefined || form === expected.id);
    if (part === undefined) throw otherForm(this.#form(id), expected);
    const form = this.#form(part.form);
    const { numberField } = form.about;
    // Its number is that of the document it was: a new one gets its own.
    const own = numberField !== undefined && valueAt(part.data, numberField) === number ? [numberField] : [];
    const payload = withoutPaths(part.data, own);
    return {
      form: form.id,
      languages,
      source: 'issued',
      ignored: 0,
      ...this.#withoutDerived(form, languages, payload),
    };
  }

  #filled(filled: FilledForm, expected: FormDefinition | undefined): FileValues {
    const mark = readFormMark(filled.keywords);
    if (mark === null && (expected === undefined || filled.fields.length === 0)) throw new Problem('file-without-form');
    const form = mark === null ? expected : this.#form(mark.form);
    if (form === undefined) throw new Problem('file-without-form');
    if (expected !== undefined && form.id !== expected.id) throw otherForm(form, expected);
    const languages = mark?.languages ?? [languageOf(filled, form)];
    const values = valuesOfFields(
      { words: this.#words(form, languages), languageCount: languages.length },
      filled.fields,
    );
    const { payload, unread } = this.#withoutDerived(form, languages, values.payload);
    return {
      form: form.id,
      languages,
      payload,
      source: 'fields',
      unread: [...values.unread, ...unread],
      ignored: values.ignored,
    };
  }

  /** What the service computes is not taken over: it follows from the rest. Where it does not, that is told. */
  #withoutDerived(
    form: FormDefinition,
    languages: readonly Language[],
    payload: JsonObject,
  ): { readonly payload: JsonObject; readonly unread: readonly UnreadText[] } {
    const { derived, errors } = this.#parts.validator.validate(form, payload, { languages, incomplete: true });
    const typed = Object.keys(derived).filter((path) => valueAt(payload, path) !== undefined);
    const contradicting = new Set(
      errors.flatMap(({ code, pointer }) => (code === 'contradicts-derived' ? pointer : [])),
    );
    const unread = typed
      .filter((path) => contradicting.has(pointerOf(path)))
      .map((path) => ({ path, text: disagreeingText(valueAt(payload, path), derived[path]) }))
      .filter(({ text }) => text !== '');
    return { payload: withoutPaths(payload, typed), unread };
  }

  /** @throws Problem `file-without-form` where this installation has no such form */
  #form(id: string): FormDefinition {
    const form = this.#parts.catalogue.all().find((candidate) => candidate.id === id);
    if (form === undefined) throw new Problem('file-without-form');
    return form;
  }

  #words(form: FormDefinition, languages: readonly Language[]): [FormWords, ...FormWords[]] {
    const [first = form.about.officialLanguage, ...others] = [...new Set([...languages, ...documentLanguages])];
    const words = (language: Language) => this.#parts.composer.words(form, language);
    return [words(first), ...others.map(words)];
  }
}

/** A file that carries several forms as one document has them under `parts`. */
function partsOf(form: string, data: JsonObject): readonly { readonly form: string; readonly data: JsonObject }[] {
  const { parts, ...others } = data;
  if (!isJsonArray(parts) || Object.keys(others).length > 0) return [{ form, data }];
  const read = parts.flatMap((part) => {
    const [id, own] = isJsonObject(part) ? [part['form'], part['data']] : [];
    return typeof id === 'string' && isJsonObject(own) ? [{ form: id, data: own }] : [];
  });
  return read.length === parts.length ? read : [{ form, data }];
}

function fieldsOf(file: Uint8Array): FilledForm {
  try {
    return readFormFields(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    throw new Problem('file-unreadable', { cause: error });
  }
}

/** The language of the text, where the file says one; the act's own otherwise. */
function languageOf({ language }: FilledForm, form: FormDefinition): Language {
  const named = languagesOf(form).find((known) => language.toLowerCase().startsWith(known));
  return named ?? form.about.officialLanguage;
}

function otherForm(form: FormDefinition, expected: FormDefinition | undefined): Problem {
  return new Problem('file-of-other-form', { params: { form: form.id, expected: expected?.id ?? '' } });
}

function startsAsPdf(file: Uint8Array): boolean {
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1', 0, 1024).includes('%PDF-');
}

/** What was typed where something else is computed; empty where the words of one language agree. */
function disagreeingText(typed: Json | undefined, computed: Json | undefined): string {
  if (!isJsonObject(typed)) return typeof typed === 'string' ? typed : JSON.stringify(typed);
  const words = Object.entries(typed).filter(([language, text]) => valueAt(computed, language) !== text);
  return words.map(([, text]) => (typeof text === 'string' ? text : JSON.stringify(text))).join(' / ');
}
