import { isJsonArray, isJsonObject, type Json, type JsonObject, withValueAt } from '../../src/forms/json.ts';
import { ask } from '../support/ask.ts';

/** The example of a form as the service gives it. */
export async function exampleOf(form: string): Promise<JsonObject> {
  return objectOf(await ask(`/v1/forms/${form}/example`));
}

/** Ids of all forms. */
export async function formIds(): Promise<string[]> {
  const { forms } = await objectOf(await ask('/v1/forms'));
  const ids = isJsonArray(forms) ? forms.map((form) => (isJsonObject(form) ? form['id'] : undefined)) : [];
  return ids.filter((id) => typeof id === 'string');
}

/** A copy with values at dotted paths. */
export function changed(payload: JsonObject, changes: Readonly<Record<string, Json>>): JsonObject {
  let copy: Json = payload;
  for (const [path, value] of Object.entries(changes)) copy = withValueAt(copy, path, value);
  if (!isJsonObject(copy)) throw new Error('a payload is an object');
  return copy;
}

/** A copy without the value at a dotted path. */
export function without(payload: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const child = payload[key];
  const others = Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key));
  if (rest.length === 0 || child === undefined || !isJsonObject(child)) return others;
  return { ...payload, [key]: without(child, rest.join('.')) };
}

/** One error of a problem. */
export interface FoundError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** The body of a problem answer. */
export interface FoundProblem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FoundError[];
}

/** The problem that a request was refused with. */
export async function problemOf(answer: Response): Promise<FoundProblem> {
  if (answer.headers.get('Content-Type') !== 'application/problem+json; charset=utf-8') {
    throw new Error(`${answer.status} ${answer.headers.get('Content-Type') ?? ''} is no problem`);
  }
  return (await answer.json()) as FoundProblem;
}

/** Errors as `pointer code`. */
export async function errorsOf(answer: Response): Promise<string[]> {
  const { errors = [] } = await problemOf(answer);
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

/** A JSON object in an answer that must have succeeded. */
export async function objectOf(answer: Response): Promise<JsonObject> {
  const body: unknown = await answer.json();
  if (!answer.ok || !isJsonObject(body)) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  return body;
}
