import { loadCatalogue } from '../../src/forms/catalogue.ts';
import type { JsonObject } from '../../src/forms/json.ts';
import { without } from '../http/payloads.ts';

export const catalogue = loadCatalogue();

/** An order to issue the example of a form; the service numbers it, unless `changes` bring a number. */
export function orderOf(form: string, changes: JsonObject = {}): { [member: string]: unknown; data: JsonObject } {
  return { form, language: 'ru', data: unnumbered(form), ...changes };
}

/** The example of a form without its number. */
export function unnumbered(form: string): JsonObject {
  const { about, example } = catalogue.get(form);
  return about.numberField === undefined ? example : without(example, about.numberField);
}
