import type { PayloadError } from '../problem.ts';
import type { Derivation, FormDefinition } from './definition.ts';
import { expandPattern, isJsonObject, pointerOf, valueAt, withValueAt, type Json, type JsonObject } from './json.ts';
import { addMonths } from './words/date.ts';
import { isDecimalTenge, moneyInFigures, moneyWithWords, parseMoney } from './words/money.ts';

export interface Derived {
  /** The payload with every derived value in place. */
  readonly payload: JsonObject;
  /** Derived values by path, also those that the form does not print. */
  readonly values: JsonObject;
  /** Values typed by hand that contradict the derived ones. */
  readonly errors: readonly PayloadError[];
}

/** Nobody writes more than this in words. */
const largestSum = moneyInFigures(parseMoney('999999999999999.99'));

/** Computes what nobody should type. Derivations follow each other, so one may use what an earlier one gave. */
export function derive(form: FormDefinition, payload: JsonObject): Derived {
  let derived: JsonObject = payload;
  const values: Record<string, Json> = {};
  const errors: PayloadError[] = [];
  for (const derivation of form.about.derived) {
    const value = deriveOne(derivation, derived);
    if (value === undefined) continue;
    const { field } = derivation;
    if (derivation.kind === 'sum' && typeof value === 'string' && !isDecimalTenge(value)) {
      errors.push({ pointer: pointerOf(field), code: 'too-large', params: { limit: largestSum } });
      continue;
    }
    values[field] = value;
    if (form.schema.nodeAt(field) === undefined) continue;
    const typed = valueAt(payload, field);
    if (typed !== undefined && !sameValue(typed, value, derivation)) {
      errors.push({
        pointer: pointerOf(field),
        code: 'contradicts-derived',
        params: { expected: typeof value === 'string' ? value : JSON.stringify(value) },
      });
    }
    const next = withValueAt(derived, field, value);
    if (isJsonObject(next)) derived = next;
  }
  return { payload: derived, values, errors };
}

function deriveOne(derivation: Derivation, payload: JsonObject): Json | undefined {
  switch (derivation.kind) {
    case 'sum': {
      const amounts = expandPattern(payload, derivation.of).map((path) => valueAt(payload, path));
      if (amounts.length === 0 || !amounts.every(isMoney)) return undefined;
      return tenge(amounts.reduce((sum, amount) => sum + parseMoney(amount), 0n));
    }
    case 'addMonths': {
      const start = valueAt(payload, derivation.to);
      return typeof start === 'string' ? addMonths(start, derivation.months) : undefined;
    }
    case 'moneyInWords': {
      const amount = valueAt(payload, derivation.of);
      if (!isMoney(amount)) return undefined;
      const tiyn = parseMoney(amount);
      return { kk: moneyWithWords(tiyn, 'kk'), ru: moneyWithWords(tiyn, 'ru') };
    }
    case 'map': {
      const key = valueAt(payload, derivation.from);
      return typeof key === 'string' ? derivation.values[key] : undefined;
    }
  }
}

function sameValue(typed: Json, value: Json, derivation: Derivation): boolean {
  if (derivation.kind === 'sum' && isMoney(typed) && isMoney(value)) return parseMoney(typed) === parseMoney(value);
  return JSON.stringify(typed) === JSON.stringify(value);
}

function isMoney(value: Json | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Tiyn as the decimal string of tenge that a payload would hold: 200000105n → «2000001.05». */
function tenge(tiyn: bigint): string {
  return `${tiyn / 100n}.${String(tiyn % 100n).padStart(2, '0')}`;
}
