import type { PayloadError } from '../../problem.ts';
import type { Derivation } from '../declarations.ts';
import type { FormDefinition } from '../definition.ts';
import { isJsonObject, pointerOf, valueAt, withoutIndexes, withValueAt, type Json, type JsonObject } from '../json.ts';
import { conditionsHold } from '../limits.ts';
import { placesOf, type Place } from '../rows.ts';
import { moneyInFigures, parseMoney } from '../words/money.ts';
import { deriveAmount } from './amounts.ts';
import { deriveDay } from './days.ts';
import { deriveText } from './texts.ts';

export interface Derived {
  /** The payload with every derived value in place. */
  readonly payload: JsonObject;
  /** Derived values by path, also those that the form does not print. */
  readonly values: JsonObject;
  /** Values typed by hand that contradict the derived ones. */
  readonly errors: readonly PayloadError[];
  /** What could not be computed for want of a yearly figure. */
  readonly warnings: readonly PayloadError[];
}

/** What one derivation gives at one place; a code instead of a value tells why there is none. */
export type Outcome =
  | { readonly value: Json }
  | { readonly error: 'too-large' | 'too-small' }
  | { readonly warning: 'calendar-unknown' | 'index-unknown' }
  /** What it is computed from is not there yet. */
  | undefined;

/** Nobody writes more than this in words. */
const largestSum = moneyInFigures(parseMoney('999999999999999.99'));

/** Computes what nobody should type. Derivations follow each other, so one may use what an earlier one gave. */
export function derive(form: FormDefinition, payload: JsonObject): Derived {
  let derived: JsonObject = payload;
  const values: Record<string, Json> = {};
  const errors: PayloadError[] = [];
  const warnings: PayloadError[] = [];
  for (const derivation of form.about.derived) {
    const printed = form.schema.nodeAt(derivation.field.replaceAll('[]', '')) !== undefined;
    for (const place of placesOf(derived, derivation.field)) {
      if (!conditionsHold(derivation.given ?? [], derived, place)) continue;
      const outcome = deriveAt(derivation, form, derived, place);
      if (outcome === undefined) continue;
      const pointer = printed ? pointerOf(place.path) : '';
      if ('error' in outcome) {
        const limit = outcome.error === 'too-large' ? largestSum : 0;
        errors.push({ pointer, code: outcome.error, params: { limit } });
      } else if ('warning' in outcome) {
        warnings.push({ pointer, code: outcome.warning, params: { name: withoutIndexes(place.path) } });
      } else {
        values[place.path] = outcome.value;
        if (!printed) continue;
        const typed = valueAt(payload, place.path);
        if (typed !== undefined && !sameValue(form, place.path, typed, outcome.value)) {
          errors.push({ pointer, code: 'contradicts-derived', params: { expected: shown(outcome.value) } });
        }
        const next = withValueAt(derived, place.path, outcome.value);
        if (isJsonObject(next)) derived = next;
      }
    }
  }
  return { payload: derived, values, errors, warnings };
}

function deriveAt(derivation: Derivation, form: FormDefinition, payload: JsonObject, place: Place): Outcome {
  switch (derivation.kind) {
    case 'sum':
    case 'difference':
    case 'product':
    case 'share':
    case 'limit':
    case 'percentLeft':
      return deriveAmount(derivation, form.schema, payload, place);
    case 'addMonths':
    case 'addWorkingDays':
    case 'quarterDeadline':
      return deriveDay(derivation, payload, place);
    case 'moneyInWords':
    case 'numberInWords':
    case 'band':
    case 'prefix':
    case 'copy':
    case 'map':
      return deriveText(derivation, form.schema, payload, place);
  }
}

/** 100 tiyn, "1" and "1.00" are one amount; everything else is compared as it is written. */
function sameValue(form: FormDefinition, path: string, typed: Json, value: Json): boolean {
  const type = form.schema.nodeAt(withoutIndexes(path))?.valueType;
  if (isFigure(typed) && isFigure(value)) {
    if (type === 'money') return parseMoney(typed) === parseMoney(value);
    if (type === 'decimal' || type === 'percent') return Number(typed) === Number(value);
  }
  return JSON.stringify(typed) === JSON.stringify(value);
}

function isFigure(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
