import type { OfficialDocument } from '../compose/document.ts';
import { documentFields } from '../compose/fields.ts';
import { isJsonArray, isJsonObject, valueAt, type Json, type JsonObject } from '../forms/json.ts';

/**
 * The part of a payload that the paper shows: what the fingerprint covers and the file carries, so that a file can be
 * held against the paper and tells nothing more.
 */
export function printedData(payload: JsonObject, documents: readonly OfficialDocument[]): JsonObject {
  const paths = documents.flatMap(documentFields).map(({ path }) => path);
  // «date.day» is a part of the date: where the whole path leads nowhere, its parent is what is printed.
  const printed = paths.flatMap((path) => {
    if (valueAt(payload, path) !== undefined) return [path];
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    const value = valueAt(payload, parent);
    return parent === '' || value === undefined || isJsonArray(value) || isJsonObject(value) ? [] : [parent];
  });
  const picked = pick(payload, new Set(printed), '');
  return isJsonObject(picked) ? picked : {};
}

/** Keeps the values at the paths, and what leads to them. */
function pick(value: Json, paths: ReadonlySet<string>, path: string): Json | undefined {
  if (paths.has(path)) return value;
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isJsonArray(value)) {
    const items = value.map((item, index) => pick(item, paths, at(index)) ?? {});
    return items.some((item) => !isJsonObject(item) || Object.keys(item).length > 0) ? items : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const kept = pick(item, paths, at(key));
    return kept === undefined ? [] : [[key, kept]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
