import type { Composer } from '../compose/composer.ts';
import type { PaperCondition } from '../compose/conditions.ts';
import type { Language } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../forms/json.ts';
import { Problem } from '../problem.ts';
import { documentBody } from '../render/html/body.ts';

/** A paper to fill in: its markup has places for values and none of them. */
export interface Paper {
  readonly html: string;
  readonly conditions: readonly PaperCondition[];
}

/** The form as it is filled in, of the shape that a payload gives it; any JSON object will do. */
export function paperToFill(composer: Composer, form: FormDefinition, language: Language, payload: JsonObject): Paper {
  const { document, conditions } = composer.composePaper(form, language, payload);
  return { html: documentBody(document, { fillable: false, editable: true }), conditions };
}

/** More records than anyone types; each takes a row of the paper, or several. */
const recordLimit = 10_000;

/** Refuses data with more records than a screen is for, in all tables together. @throws Problem `rows-too-many` */
export function refuseTooManyRecords(payload: JsonObject): void {
  let count = 0;
  const visit = (value: Json): void => {
    if (isJsonArray(value)) count += value.length;
    if (count > recordLimit) throw new Problem('rows-too-many', { params: { limit: recordLimit } });
    if (isJsonArray(value)) value.forEach(visit);
    else if (isJsonObject(value)) Object.values(value).forEach(visit);
  };
  visit(payload);
}
