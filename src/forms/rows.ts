import { isJsonArray, valueAt, type Json, type JsonObject } from './json.ts';
import { Remembered } from './remembered.ts';

/** One place a pattern stands for: `costs[].act.date` at `costs.3.act.date`. */
export interface Place {
  readonly pattern: string;
  readonly path: string;
}

/** Every place of a pattern in this payload; the pattern itself when it names no rows. */
export function placesOf(payload: JsonObject, pattern: string): Place[] {
  return pathsFrom(payload, partsOf(pattern), 0, '').map((path) => ({ pattern, path }));
}

/**
 * Paths of `pattern` as seen from a place: arrays that both share take the place's row, further ones all their rows.
 * `rows[].parts[].sum` seen from `rows.2.total` is `rows.2.parts.0.sum`, `rows.2.parts.1.sum`, …
 */
export function pathsSeenFrom(payload: JsonObject, pattern: string, place: Place): string[] {
  const wanted = partsOf(pattern);
  const shared = sharedArrays(wanted, partsOf(place.pattern));
  let path = '';
  if (shared > 0) {
    const indexes = indexesOf(place.path);
    for (let array = 0; array < shared; array++) path += `${wanted[array] ?? ''}.${indexes[array] ?? ''}`;
  }
  return pathsFrom(payload, wanted, shared, path);
}

/** The one value of `pattern` as seen from a place; undefined where there is none. */
export function valueSeenFrom(payload: JsonObject, pattern: string, place: Place): Json | undefined {
  const [path] = pathsSeenFrom(payload, pattern, place);
  return path === undefined ? undefined : valueAt(payload, path);
}

function pathsFrom(payload: JsonObject, parts: readonly string[], from: number, base: string): string[] {
  const path = base + (parts[from] ?? '');
  if (from >= parts.length - 1) return [path];
  const rows = valueAt(payload, path);
  if (!isJsonArray(rows)) return [];
  return rows.flatMap((_, index) => pathsFrom(payload, parts, from + 1, `${path}.${index}`));
}

/** How many of the arrays they lie in, from the outermost, two patterns have in common. */
function sharedArrays(wanted: readonly string[], own: readonly string[]): number {
  let shared = 0;
  while (shared < wanted.length - 1 && shared < own.length - 1 && wanted[shared] === own[shared]) shared += 1;
  return shared;
}

const patterns = new Remembered((pattern) => pattern.split('[]'));

function partsOf(pattern: string): readonly string[] {
  return patterns.of(pattern);
}

const rowIndexes = new Remembered((path) => path.split('.').filter((part) => /^\d+$/.test(part)));

function indexesOf(path: string): readonly string[] {
  return rowIndexes.of(path);
}
