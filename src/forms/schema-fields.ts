import { isJsonObject, type JsonObject } from './json.ts';
import { type FormSchema, resolveReference } from './schema.ts';

/** Paths of all fields that hold a value (`applicant.bin`, `goods.tnved`): no groups, no tables. */
export function leafFields(schema: FormSchema): string[] {
  return leavesOf(schema.bundled, schema.bundled, '');
}

function leavesOf(root: JsonObject, node: JsonObject, path: string): string[] {
  const resolved = resolveReference(root, node);
  const items = isJsonObject(resolved['items']) ? resolveReference(root, resolved['items']) : undefined;
  const holder = items ?? resolved;
  const properties = holder['properties'];
  const isValue = typeof holder['x-nysan-type'] === 'string';
  if (isValue || !isJsonObject(properties)) return path === '' ? [] : [path];
  return Object.entries(properties).flatMap(([key, child]) =>
    isJsonObject(child) ? leavesOf(root, child, path === '' ? key : `${path}.${key}`) : [],
  );
}
