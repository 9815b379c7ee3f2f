import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../forms/json.ts';

/**
 * A copy of the payload with a value put at a dotted path, or taken away (undefined). Parents that are missing are
 * made, an array where the path has an index; parents left empty go, but rows stay where they are.
 */
export function withChange(payload: JsonObject, path: string, value: Json | undefined): JsonObject {
  const changed = changedAt(payload, path.split('.'), value);
  return isJsonObject(changed) ? changed : {};
}

export interface Change {
  readonly path: string;
  readonly value: Json | undefined;
}

/** Several changes, as of a pasted block: one copy of every parent, however many of its children change. */
export function withChanges(payload: JsonObject, changes: readonly Change[]): JsonObject {
  if (changes.length <= fewChanges) {
    return changes.reduce((changed, { path, value }) => withChange(changed, path, value), payload);
  }
  const byFirst = Map.groupBy(changes, ({ path }) => path.slice(0, path.indexOf('.') + 1));
  let changed = payload;
  for (const [prefix, group] of byFirst) {
    if (prefix === '') {
      for (const { path, value } of group) changed = withChange(changed, path, value);
      continue;
    }
    const key = prefix.slice(0, -1);
    const inner = group.map(({ path, value }) => ({ path: path.slice(prefix.length), value }));
    changed = withChange(changed, key, withInner(changed[key], inner));
  }
  return changed;
}

const fewChanges = 8;

function withInner(node: Json | undefined, changes: readonly Change[]): Json | undefined {
  const isRows = changes.every(({ path }) => /^\d/.test(path));
  if (!isRows) {
    const inner = withChanges(isJsonObject(node) ? node : {}, changes);
    return Object.keys(inner).length === 0 ? undefined : inner;
  }
  const rows: Json[] = isJsonArray(node) ? [...node] : [];
  for (const [index, group] of Map.groupBy(changes, ({ path }) => Number.parseInt(path, 10))) {
    while (rows.length <= index) rows.push({});
    let row = rows[index];
    for (const { path, value } of group) {
      const rest = path.slice(path.indexOf('.') + 1);
      row = path.includes('.') ? (changedAt(row, rest.split('.'), value) ?? {}) : (value ?? {});
    }
    rows[index] = row ?? {};
  }
  return rows;
}

/** The payload as it is sent: without the empty rows at the ends of its tables. */
export function finished(payload: JsonObject): JsonObject {
  const trimmed = trimmedValue(payload);
  return isJsonObject(trimmed) ? trimmed : {};
}

function changedAt(
  node: Json | undefined,
  [key = '', ...rest]: readonly string[],
  value: Json | undefined,
): Json | undefined {
  if (/^\d+$/.test(key)) {
    const rows = isJsonArray(node) ? [...node] : [];
    const index = Number(key);
    while (rows.length <= index) rows.push({});
    rows[index] = rest.length === 0 ? (value ?? {}) : (changedAt(rows[index], rest, value) ?? {});
    return rows;
  }
  const { [key]: child, ...others } = isJsonObject(node) ? node : {};
  const changed = rest.length === 0 ? value : changedAt(child, rest, value);
  if (changed !== undefined) return { ...(isJsonObject(node) ? node : {}), [key]: changed };
  return Object.keys(others).length === 0 ? undefined : others;
}

function trimmedValue(value: Json): Json | undefined {
  if (isJsonArray(value)) {
    const items = value.map((item) => trimmedValue(item) ?? {});
    const last = items.findLastIndex((item) => !isEmpty(item));
    return last < 0 ? undefined : items.slice(0, last + 1);
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const kept = trimmedValue(item);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
