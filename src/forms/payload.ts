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
    const position = cause instanceof Error ? (/position (\d+)/.exec(cause.message)?.[1] ?? text.length) : text.length;
    throw new Problem('body-not-json', { params: { position: Number(position) } });
  }
  if (!isJsonObject(value)) throw new Problem('body-not-object');
  refuseDangerousShape(value, depthLimit);
  return value;
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
