import Big from 'big.js';
import { amountAt } from './amount.ts';
import type { Condition, Limits } from './declarations.ts';
import { isJsonArray, type JsonObject } from './json.ts';
import { valueSeenFrom, pathsSeenFrom, type Place } from './rows.ts';
import type { FormSchema } from './schema.ts';
import { monthlyCalculationIndex } from './yearly/monthly-calculation-index.ts';

/** True when every condition holds, as seen from a place of the payload. */
export function conditionsHold(conditions: readonly Condition[], payload: JsonObject, place: Place): boolean {
  return conditions.every((condition) => conditionHolds(condition, payload, place));
}

export function conditionHolds(condition: Condition, payload: JsonObject, place: Place): boolean {
  const value = valueSeenFrom(payload, condition.field, place);
  if ('present' in condition) return (value !== undefined) === condition.present;
  if ('from' in condition) return typeof value === 'string' && value >= condition.from;
  if ('before' in condition) return typeof value === 'string' && value < condition.before;
  const given = isJsonArray(value) ? value : [value];
  return given.some((item) => condition.in.some((wanted) => wanted === item));
}

export type Limit =
  /** No case applies: nothing is limited. */
  | { readonly kind: 'none' }
  /** The day, or the index of its year, is not known. */
  | { readonly kind: 'unknown' }
  /** What may still be paid, in tenge; `paidUnknown` when nobody said what was paid before. */
  | { readonly kind: 'known'; readonly left: Big; readonly paidUnknown: boolean };

/** The limit that applies at a place of the payload. */
export function limitAt(schema: FormSchema, limits: Limits, payload: JsonObject, place: Place): Limit {
  const applying = limits.cases.find((one) => conditionsHold(one.when, payload, place));
  if (applying === undefined) return { kind: 'none' };
  const amount = (path: string) => {
    const [seen] = pathsSeenFrom(payload, path, place);
    return seen === undefined ? undefined : amountAt(schema, payload, seen);
  };
  let limit = new Big(applying.limit ?? 0);
  if (applying.mci !== undefined) {
    const day = limits.on === undefined ? undefined : valueSeenFrom(payload, limits.on, place);
    const index = typeof day === 'string' ? monthlyCalculationIndex(day) : undefined;
    if (index === undefined) return { kind: 'unknown' };
    limit = new Big(index).times(applying.mci);
  }
  if (limits.times !== undefined) {
    const count = amount(limits.times);
    if (count === undefined) return { kind: 'unknown' };
    limit = limit.times(count);
  }
  const paid = limits.paid === undefined ? new Big(0) : amount(limits.paid);
  const left = limit.minus(paid ?? 0);
  return { kind: 'known', left: left.lt(0) ? new Big(0) : left, paidUnknown: paid === undefined };
}
