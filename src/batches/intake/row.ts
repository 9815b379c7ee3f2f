import type { FormDefinition } from '../../forms/definition.ts';
import { isJsonObject, type JsonObject } from '../../forms/json.ts';
import { parsePayload } from '../../forms/payload.ts';
import { refuseTooManyValues } from '../../drafts/value-limit.ts';
import { Problem } from '../../problem.ts';
import type { NewBatchItem } from '../../registry/batches.ts';
import { failureOf } from '../failure.ts';
import { rowLength } from '../limits.ts';

/** A row as it came: a payload, or `{data, number?}`. One that cannot be read fails alone. */
export function readRow(form: FormDefinition, text: string): NewBatchItem {
  try {
    const value = parsePayload(text);
    refuseTooManyValues(value, rowLength);
    return rowOf(form, value);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { number: null, data: null, failure: failureOf(error) };
  }
}

function rowOf(form: FormDefinition, value: JsonObject): NewBatchItem {
  const { data, number } = value;
  const isPayload = !isJsonObject(data) || form.schema.nodeAt('data') !== undefined;
  if (isPayload) return { number: null, data: value, failure: null };
  const strange = Object.keys(value).find((key) => key !== 'data' && key !== 'number');
  const errors = [
    ...(strange === undefined
      ? []
      : [{ pointer: `/${strange}`, code: 'unknown-property', params: { name: strange.slice(0, 60) } }]),
    ...(number === undefined || typeof number === 'string'
      ? []
      : [{ pointer: '/number', code: 'type', params: { expected: 'string' } }]),
  ];
  if (errors.length > 0) {
    const problem = new Problem('payload-invalid', { params: { count: errors.length }, errors });
    return { number: null, data, failure: failureOf(problem) };
  }
  return { number: typeof number === 'string' ? number : null, data, failure: null };
}
