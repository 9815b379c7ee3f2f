import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';

/** The path of the first value that two payloads do not share; undefined where they are the same. */
export function firstDifference(one: Json | undefined, other: Json | undefined): string | undefined {
  if (one === other) return undefined;
  const [left, right] = [entriesOf(one), entriesOf(other)];
  if (left === undefined && right === undefined) return '';
  for (const key of new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])) {
    const path = firstDifference(left?.[key], right?.[key]);
    if (path !== undefined) return path === '' ? key : `${key}.${path}`;
  }
  return undefined;
}

function entriesOf(value: Json | undefined): Readonly<Record<string, Json>> | undefined {
  if (isJsonArray(value)) return Object.fromEntries(value.entries());
  return isJsonObject(value) ? value : undefined;
}
