import Big from 'big.js';
import { valueAt, withoutIndexes, type Json, type JsonObject } from './json.ts';
import type { FormSchema } from './schema.ts';
import { isDecimalTenge, parseMoney } from './words/money.ts';

/** The number at a path, money in tenge; undefined where there is none. */
export function amountAt(schema: FormSchema, payload: JsonObject, path: string): Big | undefined {
  const value = valueAt(payload, path);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (schema.nodeAt(withoutIndexes(path))?.valueType === 'money') return new Big(parseMoney(value).toString()).div(100);
  return isDecimal(value) ? new Big(value) : undefined;
}

/** Decimal tenge as a payload holds them: «2000001.05»; undefined for what no amount of a payload can be. */
export function tenge(amount: Big): string | undefined {
  const text = amount.round(2, Big.roundHalfUp).toFixed(2);
  return isDecimalTenge(text) ? text : undefined;
}

/** An amount as the field at a path would hold it: money and decimals as text, counts as whole numbers. */
export function asValueOf(schema: FormSchema, path: string, amount: Big): Json | undefined {
  switch (schema.nodeAt(withoutIndexes(path))?.valueType) {
    case 'integer':
      return amount.round(0, Big.roundHalfUp).toNumber();
    case 'decimal':
    case 'percent':
      return amount.toFixed();
    default:
      return tenge(amount);
  }
}

function isDecimal(value: string | number): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : /^-?\d+(?:\.\d+)?$/.test(value);
}
