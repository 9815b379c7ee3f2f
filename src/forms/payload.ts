import { parse, type ParseError } from 'jsonc-parser';
import { Problem } from '../problem.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** Deeper than any form; what is deeper is an attack or a mistake. */
const depthLimit = 16;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a payload as it arrived.
 * @throws Problem `body-not-json`, `body-not-object`, `body-key-forbidden`, `body-too-deep`
 */
export function parsePayload(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new Problem('body-not-json', { params: { position: faultPosition(text) }, cause });
  }
  if (!isJsonObject(value)) throw new Problem('body-not-object');
  refuseDangerousShape(value, depthLimit);
  return value;
}

/** Character of the first fault; the engine's own parser does not always tell it. */
function faultPosition(text: string): number {
  const faults: ParseError[] = [];
  parse(text, faults, { disallowComments: true });
  return faults[0]?.offset ?? text.length;
}

function refuseDangerousShape(value: Json, depth: number): void {
  if (depth < 0) throw new Problem('body-too-deep', { params: { limit: depthLimit } });
  if (isJsonArray(value)) {
    for (const item of value) refuseDangerousShape(item, depth - 1);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) throw new Problem('body-key-forbidden', { params: { key } });
      refuseDangerousShape(item, depth - 1);
    }
  }
}
