import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../forms/json.ts';

/** A copy of a payload without the values at some paths; records stay, though they may be empty. */
export function withoutPaths(payload: JsonObject, paths: readonly string[]): JsonObject {
  if (paths.length === 0) return payload;
  const unwanted = new Set(paths);
  const kept = keptOf(payload, '', unwanted);
  return isJsonObject(kept) ? kept : {};
}

function keptOf(value: Json, path: string, unwanted: ReadonlySet<string>): Json {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isJsonArray(value)) return value.map((item, index) => keptOf(item, at(index), unwanted));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !unwanted.has(at(key)))
      .map(([key, item]) => [key, keptOf(item, at(key), unwanted)]),
  );
}
