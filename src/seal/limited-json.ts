import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import { InvalidRecordError } from './invalid-record.ts';

/** Deeper than any form. */
const depthLimit = 24;
/** More than a register of the longest record has; a record of bare zeros would take hundreds of megabytes. */
const valueLimit = 300_000;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON from a stranger's file: what would nest too deep or unfold into too much memory is refused before it is
 * parsed.
 *
 * @throws InvalidRecordError
 */
export function parseLimitedJson(text: string): Json {
  refuseExcess(text);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new InvalidRecordError('the record is not JSON', { cause });
  }
  refuseForbiddenKeys(value);
  return value;
}

function refuseExcess(text: string): void {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      values += 1;
    } else if (character === ']' || character === '}') depth -= 1;
    else if (character === ',') values += 1;
    if (depth > depthLimit) throw new InvalidRecordError('the record nests too deep');
    if (values > valueLimit) throw new InvalidRecordError('the record has too many values');
  }
}

function refuseForbiddenKeys(value: Json): void {
  if (isJsonArray(value)) value.forEach(refuseForbiddenKeys);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) throw new InvalidRecordError('the record has a key that no record may have');
      refuseForbiddenKeys(item);
    }
  }
}
