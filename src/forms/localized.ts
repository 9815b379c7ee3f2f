import type { JsonObject } from './json.ts';

/** True for `{kk, ru}` values: words given apart for each language. */
export function isLocalized(value: JsonObject): boolean {
  let isEmpty = true;
  for (const key in value) {
    if (key !== 'kk' && key !== 'ru') return false;
    isEmpty = false;
  }
  return !isEmpty;
}
