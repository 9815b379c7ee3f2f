import type { JsonObject } from './json.ts';

/** True for `{kk, ru}` values: words given apart for each language. */
export function isLocalized(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'kk' || key === 'ru');
}
