import { type Json, isJsonArray, isJsonObject } from '../../src/forms/json.ts';

/** A text of a payload or an answer, with the field it stands in; rows have no numbers. */
export interface FoundText {
  readonly path: string;
  readonly text: string;
}

/** Every text in a JSON value. */
export function textsIn(value: Json | undefined, path = ''): FoundText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === undefined) return [];
  if (isJsonArray(value)) return value.flatMap((item) => textsIn(item, path));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, path === '' ? key : `${path}.${key}`));
}

/** Texts that tell something of somebody: neither dates nor short codes. */
export function tellingTexts(value: Json): FoundText[] {
  return textsIn(value).filter(({ text }) => text.length >= 5 && !/^\d{4}-\d\d-\d\d$/.test(text));
}
