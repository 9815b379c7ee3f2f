import { isJsonArray, valueAt, type Json, type JsonObject } from './json.ts';

/** One place a pattern stands for: `costs[].act.date` at `costs.3.act.date`. */
export interface Place {
  readonly pattern: string;
  readonly path: string;
}

/** Every place of a pattern in this payload; the pattern itself when it names no rows. */
export function placesOf(payload: JsonObject, pattern: string): Place[] {
  return pathsFrom(payload, pattern.split('[]'), '').map((path) => ({ pattern, path }));
}

/**
 * Paths of `pattern` as seen from a place: arrays that both share take the place's row, further ones all their rows.
 * `rows[].parts[].sum` seen from `rows.2.total` is `rows.2.parts.0.sum`, `rows.2.parts.1.sum`, …
 */
export function pathsSeenFrom(payload: JsonObject, pattern: string, place: Place): string[] {
  const wanted = pattern.split('[]');
  const own = place.pattern.split('[]');
  const indexes = place.path.split('.').filter((part) => /^\d+$/.test(part));
  let shared = 0;
  let path = '';
  while (shared < wanted.length - 1 && shared < own.length - 1 && wanted[shared] === own[shared]) {
    path += `${wanted[shared] ?? ''}.${indexes[shared] ?? ''}`;
    shared += 1;
  }
  return pathsFrom(payload, wanted.slice(shared), path);
}

/** The one value of `pattern` as seen from a place; undefined where there is none. */
export function valueSeenFrom(payload: JsonObject, pattern: string, place: Place): Json | undefined {
  const [path] = pathsSeenFrom(payload, pattern, place);
  return path === undefined ? undefined : valueAt(payload, path);
}

function pathsFrom(payload: JsonObject, parts: readonly string[], base: string): string[] {
  const [first = '', ...rest] = parts;
  const path = base + first;
  if (rest.length === 0) return [path];
  const rows = valueAt(payload, path);
  if (!isJsonArray(rows)) return [];
  return rows.flatMap((_, index) => pathsFrom(payload, rest, `${path}.${index}`));
}
