import type { ErrorObject } from 'ajv';
import type { Language } from '../compose/document.ts';
import type { PayloadError } from '../problem.ts';
import type { FormDefinition } from './definition.ts';
import { derive } from './derivation/derive.ts';
import { isJsonArray, isJsonObject, pointerOf, withoutIndexes, type Json, type JsonObject } from './json.ts';
import { isLocalized } from './localized.ts';
import { checkRules } from './rules/check.ts';

/** More than this many errors tell a reader nothing new. */
export const errorLimit = 1000;

export interface Validation {
  readonly errors: readonly PayloadError[];
  readonly warnings: readonly PayloadError[];
  /** The payload with derived values in place; meaningful when there are no errors. */
  readonly payload: JsonObject;
  readonly derived: JsonObject;
}

export interface ValidationOptions {
  /** Languages the document will be printed in: a value missing in one of them is a warning. */
  readonly languages: readonly Language[];
  /** What is there is checked, what is missing is not yet wrong. */
  readonly incomplete: boolean;
}

/** A compiled schema: what ajv makes of it, here or beforehand. */
export interface SchemaCheck {
  (payload: JsonObject): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** Keywords that complain of something missing. */
const keywordsOfIncompleteness = new Set([
  'required',
  'minItems',
  'minProperties',
  'dependentRequired',
  'if',
  'contains',
]);

/**
 * Every error at once: schema, characters, derived values, rules across fields. Reads no files, so that the clerk's
 * browser checks by the same code.
 *
 * @param shapeErrors further errors of single values
 */
export function checkPayload(
  form: FormDefinition,
  check: SchemaCheck,
  payload: JsonObject,
  { languages, incomplete }: ValidationOptions,
  shapeErrors: (payload: JsonObject) => readonly PayloadError[] = () => [],
): Validation {
  const shape = [...cited(schemaErrors(check, payload, incomplete), form), ...shapeErrors(payload)];
  const derived = shape.length === 0 ? derive(form, payload) : { payload, values: {}, errors: [], warnings: [] };
  const rules = shape.length === 0 ? checkRules(form, derived.payload, incomplete) : { errors: [], warnings: [] };
  return {
    errors: limitedErrors([...shape, ...derived.errors, ...rules.errors]),
    warnings: [...derived.warnings, ...rules.warnings, ...languageWarnings(payload, languages)],
    payload: derived.payload,
    derived: derived.values,
  };
}

/** A shape that the act itself demands is cited like a rule. */
function cited(errors: readonly PayloadError[], { about: { paragraphs = {} } }: FormDefinition): PayloadError[] {
  if (errors.length === 0) return [];
  const byPath = new Map(Object.entries(paragraphs).map(([path, paragraph]) => [path.replaceAll('[]', ''), paragraph]));
  return errors.map((error) => {
    const paragraph = byPath.get(withoutIndexes(error.pointer.slice(1).replaceAll('/', '.')));
    return paragraph === undefined ? error : { ...error, params: { ...error.params, paragraph } };
  });
}

/** As many errors as somebody reads, and a word on there being more. */
export function limitedErrors(errors: readonly PayloadError[]): PayloadError[] {
  if (errors.length <= errorLimit) return [...errors];
  return [...errors.slice(0, errorLimit - 1), { pointer: '', code: 'more-errors', params: { limit: errorLimit - 1 } }];
}

export function schemaErrors(check: SchemaCheck, payload: JsonObject, incomplete: boolean): PayloadError[] {
  if (check(payload)) return [];
  return (check.errors ?? [])
    .filter((error) => !incomplete || !keywordsOfIncompleteness.has(error.keyword))
    .filter((error) => !['if', 'anyOf', 'oneOf', 'allOf'].includes(error.keyword))
    .map(payloadError);
}

/** ajv's error in our words; `required` and `additionalProperties` point at the property, not at its parent. */
export function payloadError(error: ErrorObject): PayloadError {
  const params = error.params as Readonly<Record<string, unknown>>;
  const at = (key: unknown) =>
    `${error.instancePath}${pointerOf(String(key).replaceAll('.', '\u0000')).replaceAll('\u0000', '.')}`;
  const here = (code: string, values: Record<string, string | number> = {}): PayloadError => ({
    pointer: error.instancePath,
    code,
    params: values,
  });
  const limit = { limit: typeof params['limit'] === 'number' ? params['limit'] : 0 };
  switch (error.keyword) {
    case 'required':
      return { pointer: at(params['missingProperty']), code: 'required', params: {} };
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return { pointer: at(name), code: 'unknown-property', params: { name: name.slice(0, 60) } };
    }
    case 'dependentRequired':
      return { pointer: at(params['missingProperty']), code: 'required', params: {} };
    case 'type':
      return here('type', { expected: String(params['type']) });
    case 'maxLength':
      return here('too-long', limit);
    case 'minLength':
      return here('too-short', limit);
    case 'maxItems':
      return here('too-many', limit);
    case 'minItems':
    case 'minProperties':
      return here('too-few', limit);
    case 'uniqueItems':
      return here('repeated');
    case 'minimum':
    case 'exclusiveMinimum':
      return here('too-small', limit);
    case 'maximum':
    case 'exclusiveMaximum':
      return here('too-large', limit);
    case 'enum':
      return here('choice', {
        choices: isJsonArray(params['allowedValues']) ? params['allowedValues'].map(String).join(', ') : '',
      });
    case 'const':
      return here('choice', { choices: String(params['allowedValue']) });
    case 'format':
      return here(`format-${String(params['format'])}`);
    case 'pattern':
      return here('pattern');
    default:
      return here('invalid');
  }
}

/** Values given in one language only, for a document that is printed in the other. */
function languageWarnings(payload: Json, languages: readonly Language[]): PayloadError[] {
  return speaksAll(payload, languages) ? [] : warningsWithin(payload, '', languages);
}

/** Nearly all payloads do: no pointer is made before one is needed. */
function speaksAll(value: Json, languages: readonly Language[]): boolean {
  if (isJsonArray(value)) return value.every((item) => speaksAll(item, languages));
  if (!isJsonObject(value)) return true;
  if (isLocalized(value)) return languages.every((language) => language in value);
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && !speaksAll(item, languages)) return false;
  }
  return true;
}

function warningsWithin(value: Json, pointer: string, languages: readonly Language[]): PayloadError[] {
  if (isJsonArray(value)) {
    return value.flatMap((item, index) => warningsWithin(item, `${pointer}/${index}`, languages));
  }
  if (!isJsonObject(value)) return [];
  if (isLocalized(value)) {
    return languages.every((language) => language in value) ? [] : [{ pointer, code: 'language-missing', params: {} }];
  }
  return Object.entries(value).flatMap(([key, item]) => warningsWithin(item, `${pointer}/${key}`, languages));
}
