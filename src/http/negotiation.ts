import type { Request } from 'express';
import type { Language } from '../compose/document.ts';
import { type InterfaceLanguage, interfaceLanguages } from '../compose/locales.ts';
import { parseLanguages } from '../drafts/languages.ts';
import { type FormDefinition, languagesOf } from '../forms/definition.ts';
import { Problem } from '../problem.ts';
import { type Format, formats, isFormat, mediaTypes } from '../render/formats.ts';

/** Language of errors and of the interface: Accept-Language, Russian when the caller does not say. */
export function interfaceLanguageOf(request: Request): InterfaceLanguage {
  const accepted = request.acceptsLanguages([...interfaceLanguages]);
  const said = request.headers['accept-language'] !== undefined;
  return (said ? interfaceLanguages.find((language) => language === accepted) : undefined) ?? 'ru';
}

/**
 * Languages of the document: `language=kk|ru|kk,ru|ru,kk`, else Accept-Language, else the act's own.
 * @throws Problem `query-invalid`, `query-repeated`
 */
export function documentLanguagesOf(request: Request, form: FormDefinition): readonly Language[] {
  const given = givenLanguagesOf(request);
  if (given === undefined) {
    const said = request.headers['accept-language'] !== undefined;
    const accepted = said ? request.acceptsLanguages([...languagesOf(form)]) : false;
    return [languagesOf(form).find((language) => language === accepted) ?? form.about.officialLanguage];
  }
  return given;
}

/** `language=kk|ru|kk,ru|ru,kk`, where it is given. @throws Problem `query-invalid`, `query-repeated` */
export function givenLanguagesOf(request: Request): readonly Language[] | undefined {
  const asked = queryText(request, 'language');
  if (asked === undefined) return undefined;
  const languages = parseLanguages(asked);
  if (languages === null) {
    throw new Problem('query-invalid', { params: { name: 'language', expected: 'kk | ru | kk,ru | ru,kk' } });
  }
  return languages;
}

/**
 * Format of the document: `format=…`, else the best match of Accept, PDF when the caller does not mind.
 * @throws Problem `query-invalid`, `query-repeated`, `not-acceptable`
 */
export function formatOf(request: Request): Format {
  const asked = queryText(request, 'format');
  if (asked !== undefined) {
    if (!isFormat(asked)) {
      throw new Problem('query-invalid', { params: { name: 'format', expected: formats.join(' | ') } });
    }
    return asked;
  }
  const accepted = request.accepts(formats.map((format) => mediaTypes[format]));
  const format = formats.find((candidate) => mediaTypes[candidate] === accepted);
  if (format === undefined) {
    throw new Problem('not-acceptable', {
      params: { available: formats.map((candidate) => mediaTypes[candidate]).join(', ') },
    });
  }
  return format;
}

/** `true` or `false`; absent is false. @throws Problem `query-invalid`, `query-repeated` */
export function flagOf(request: Request, name: string): boolean {
  const text = queryText(request, name);
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw new Problem('query-invalid', { params: { name, expected: 'true | false' } });
}

/** One of some words, where it is given. @throws Problem `query-invalid`, `query-repeated` */
export function wordOf<Word extends string>(request: Request, name: string, words: readonly Word[]): Word | undefined {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word === undefined) throw new Problem('query-invalid', { params: { name, expected: words.join(' | ') } });
  return word;
}

/** A whole number within limits. @throws Problem `query-invalid`, `query-repeated` */
export function countOf(request: Request, name: string, most: number): number | undefined {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!/^\d{1,6}$/.test(text) || count > most) {
    throw new Problem('query-invalid', { params: { name, expected: `0 … ${most}` } });
  }
  return count;
}

export function queryText(request: Request, name: string): string | undefined {
  const value: unknown = request.query[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw new Problem('query-repeated', { params: { name } });
}
