import type { Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { PayloadError } from '../problem.ts';
import { unprintableCharacters } from '../render/fonts.ts';
import type { FormDefinition } from './definition.ts';
import { payloadFormats } from './formats.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';
import { checkPayload, type SchemaCheck, type Validation, type ValidationOptions } from './payload-check.ts';

/**
 * Checks payloads against the schemas of forms. A schema is compiled when its form is first used: all of them together
 * take a second and a hundred megabytes, which a command or a service that has just started does not need.
 */
export class Validator {
  readonly #ajv = payloadAjv();
  readonly #compiled = new Map<string, SchemaCheck>();

  /** Every error at once: schema, characters, derived values, rules across fields. */
  validate(form: FormDefinition, payload: JsonObject, options: ValidationOptions): Validation {
    let check = this.#compiled.get(form.id);
    if (check === undefined) this.#compiled.set(form.id, (check = this.#ajv.compile(form.schema.bundled)));
    return checkPayload(form, check, payload, options, unprintableErrors);
  }
}

/** A validator that knows the formats and our own keywords of payload schemas. */
export function payloadAjv(options: Pick<Options, 'code' | 'messages'> = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    verbose: false,
    formats: payloadFormats,
    ...options,
  });
  ajv.addKeyword('x-nysan');
  ajv.addKeyword('x-nysan-type');
  ajv.addKeyword('x-nysan-list');
  return ajv;
}

/** A character that no embedded face can print, or that XML forbids, is refused by name, never dropped. */
export function unprintableErrors(payload: Json): PayloadError[] {
  return allPrintable(payload) ? [] : errorsWithin(payload, '');
}

/** Nearly all payloads are without fault: no pointer is made before one is needed. */
function allPrintable(value: Json): boolean {
  if (typeof value === 'string') return isPrintable(value);
  if (isJsonArray(value)) return value.every(allPrintable);
  if (!isJsonObject(value)) return true;
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && !allPrintable(item)) return false;
  }
  return true;
}

/** By UTF-16 unit, whether it stands for a printable character of the basic plane; 0 while nobody has asked. */
const knownUnits = new Uint8Array(0x10000);
const printableUnit = 1;
const otherUnit = 2;

function isPrintable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let known = knownUnits[unit];
    if (known === 0) {
      known = unprintableCharacters(String.fromCharCode(unit)).length === 0 ? printableUnit : otherUnit;
      knownUnits[unit] = known;
    }
    // Half of a character beyond the basic plane is none: the whole text is looked at character by character.
    if (known === otherUnit) return unprintableCharacters(text).length === 0;
  }
  return true;
}

function errorsWithin(value: Json, pointer: string): PayloadError[] {
  if (typeof value === 'string') {
    return unprintableCharacters(value).map((character) => ({
      pointer,
      code: 'character-unprintable',
      params: { character: codePointName(character) },
    }));
  }
  if (isJsonArray(value)) return value.flatMap((item, index) => errorsWithin(item, `${pointer}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    errorsWithin(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
