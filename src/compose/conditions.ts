import { isJsonArray, valueAt, type Json, type JsonObject } from '../forms/json.ts';

/**
 * What a paper that is filled in owes to the data: a part of it stands there, or a table has so many rows, because the
 * data say so. When the data say otherwise, the paper has to be composed again.
 */
export type PaperCondition =
  | { readonly kind: 'filled'; readonly path: string; readonly holds: boolean }
  | { readonly kind: 'chosen'; readonly path: string; readonly code: string; readonly holds: boolean }
  /** `count` is the number of records on the paper: an empty table has one to type into. */
  | { readonly kind: 'rows'; readonly path: string; readonly count: number };

/** Whether a condition still holds for a payload of any shape. */
export function conditionStands(condition: PaperCondition, payload: JsonObject): boolean {
  const value = valueAt(payload, condition.path);
  switch (condition.kind) {
    case 'filled':
      return isFilled(value) === condition.holds;
    case 'chosen':
      return isChosen(value, condition.code) === condition.holds;
    case 'rows':
      return recordsToFill(value) === condition.count;
  }
}

/** Whether there is anything to print; zero and an empty text are something. */
export function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false && !(isJsonArray(value) && value.length === 0);
}

/** Whether a choice is the code, or a list of choices has it. */
export function isChosen(value: Json | undefined, code: string): boolean {
  return value === code || (isJsonArray(value) && value.includes(code));
}

/** Records of a table on a paper that is filled in: those there are, or one to type into. */
export function recordsToFill(value: Json | undefined): number {
  return isJsonArray(value) ? Math.max(1, value.length) : 1;
}
