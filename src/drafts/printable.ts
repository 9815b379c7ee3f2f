import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, withoutIndexes } from '../forms/json.ts';
import type { PayloadError } from '../problem.ts';

/** Errors by the place they are at: a place may hold wrong values deeper in it. */
interface Fault {
  readonly errors: PayloadError[];
  readonly within: Map<string, Fault>;
}

/**
 * The payload without the values that have errors; the same payload where nothing stands at their places. The deepest go
 * first, so that a wrong word costs no more than the word; records keep their places, tables that are too long their
 * first rows.
 */
export function withoutFaultyValues(
  form: FormDefinition,
  payload: JsonObject,
  errors: readonly PayloadError[],
): JsonObject {
  const kept = withoutFaults(form, payload, faultsOf(errors), '');
  return isJsonObject(kept) ? kept : {};
}

/** The payload without its members in which there are errors, however deep. */
export function withoutFaultyMembers(payload: JsonObject, errors: readonly PayloadError[]): JsonObject {
  const { within } = faultsOf(errors);
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !within.has(key)));
}

function faultsOf(errors: readonly PayloadError[]): Fault {
  const root: Fault = { errors: [], within: new Map() };
  for (const error of errors) {
    let fault = root;
    for (const part of error.pointer.split('/').slice(1)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const inner = fault.within.get(key) ?? { errors: [], within: new Map<string, Fault>() };
      fault.within.set(key, inner);
      fault = inner;
    }
    fault.errors.push(error);
  }
  return root;
}

/** @param path with indexes; empty at the top */
function withoutFaults(form: FormDefinition, value: Json, fault: Fault, path: string): Json | undefined {
  if (isJsonArray(value)) return listWithoutFaults(form, value, fault, path);
  if (!isJsonObject(value) || fault.within.size === 0) return undefined;
  const entries = Object.entries(value).map(([key, item]) => {
    const inner = fault.within.get(key);
    const kept = inner === undefined ? item : withoutFaults(form, item, inner, path === '' ? key : `${path}.${key}`);
    return { key, item, kept };
  });
  if (entries.every(({ item, kept }) => item === kept)) return value;
  return Object.fromEntries(entries.flatMap(({ key, kept }) => (kept === undefined ? [] : [[key, kept] as const])));
}

function listWithoutFaults(form: FormDefinition, list: readonly Json[], fault: Fault, path: string): Json | undefined {
  const tooMany = fault.errors.find(({ code }) => code === 'too-many');
  if (tooMany !== undefined) return list.slice(0, Number(tooMany.params['limit']));
  if (fault.errors.some(({ code }) => code === 'repeated')) {
    return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
  }
  if (fault.within.size === 0) return undefined;
  const isTable = form.schema.nodeAt(withoutIndexes(path))?.valueType === 'table';
  const kept = list.flatMap((item, index) => {
    const inner = fault.within.get(String(index));
    if (inner === undefined) return [item];
    const rest = withoutFaults(form, item, inner, `${path}.${index}`);
    return rest === undefined ? (isTable ? [{}] : []) : [rest];
  });
  return kept.length === list.length && kept.every((item, index) => item === list[index]) ? list : kept;
}
