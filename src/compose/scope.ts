import { isJsonArray, valueAt, withoutIndexes, type Json } from '../forms/json.ts';

/** What a template's paths are relative to: the payload, or one record of a table. */
export interface Scope {
  /** Path of the record with a trailing dot (`goods.0.`); empty at the top. */
  readonly base: string;
  /** The same without indexes (`goods.`). */
  readonly pattern: string;
  /** The payload or the record; undefined in an empty form. */
  readonly value: Json | undefined;
  readonly inTable: boolean;
  /** Number of the record, from 0. */
  readonly index: number;
}

/** One value that a template asks for. */
export interface Spot {
  /** `goods.0.nameKk` */
  readonly path: string;
  /** `goods.nameKk` */
  readonly pattern: string;
  readonly value: Json | undefined;
}

export function payloadScope(payload: Json | undefined): Scope {
  return { base: '', pattern: '', value: payload, inTable: false, index: 0 };
}

/** The scope of one record of the array at `source`; where there is none, its fields are blank. */
export function recordScope(scope: Scope, source: string, record: Json | undefined, index: number): Scope {
  return {
    base: `${scope.base}${source}.${index}.`,
    pattern: `${scope.pattern}${source}.`,
    value: record,
    inTable: true,
    index,
  };
}

export function spotIn(scope: Scope, path: string): Spot {
  return {
    path: scope.base + path,
    pattern: scope.pattern + withoutIndexes(path),
    value: valueAt(scope.value, path),
  };
}

/** The records of an array; none while it is missing. */
export function recordsIn(scope: Scope, source: string): readonly Json[] {
  const value = valueAt(scope.value, source);
  return isJsonArray(value) ? value : [];
}
