import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../forms/json.ts';
import { partsOf, type FormPart } from '../fields/form-parts.ts';
import type { ClientForm } from './client-form.ts';

/**
 * The payload with the groups in place that the form demands: what is missing is then told of their fields, one by
 * one, and not of the group as a whole. A group that demands nothing inside stays missing itself.
 */
export function withRequiredGroups(form: ClientForm, payload: JsonObject): JsonObject {
  return filled(partsOf(form), payload);
}

function filled(parts: readonly FormPart[], object: JsonObject): JsonObject {
  let changed = object;
  for (const part of parts) {
    const value = object[part.key];
    const next = filledPart(part, value);
    if (next !== undefined && next !== value) changed = { ...changed, [part.key]: next };
  }
  return changed;
}

function filledPart(part: FormPart, value: Json | undefined): Json | undefined {
  if (part.kind === 'field') return value;
  if (part.kind === 'table') {
    if (!isJsonArray(value) || part.parts.every(({ kind }) => kind === 'field')) return value;
    const rows = value.map((row) => (isJsonObject(row) ? filled(part.parts, row) : row));
    return rows.every((row, index) => row === value[index]) ? value : rows;
  }
  if (value === undefined) return part.node.required && demands(part) ? filled(part.parts, {}) : undefined;
  return isJsonObject(value) ? filled(part.parts, value) : value;
}

/** Whether an empty group of this kind lacks something. */
function demands(group: FormPart): boolean {
  return group.parts.some((part) => part.node.required && (part.kind !== 'group' || demands(part)));
}
