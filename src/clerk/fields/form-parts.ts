import { isJsonObject } from '../../forms/json.ts';
import type { SchemaNode } from '../../forms/schema.ts';
import type { ClientForm } from '../state/client-form.ts';

/** A field, a group of fields or a table, as the schema has them one in another. */
export interface FormPart {
  readonly kind: 'field' | 'group' | 'table';
  /** Name in the group or row around it. */
  readonly key: string;
  /** Path without indexes. */
  readonly pattern: string;
  readonly node: SchemaNode;
  readonly parts: readonly FormPart[];
}

const known = new WeakMap<ClientForm, readonly FormPart[]>();

/** Everything that a form asks for, in the order of its schema. */
export function partsOf(form: ClientForm): readonly FormPart[] {
  const parts = known.get(form) ?? partsIn(form, '');
  known.set(form, parts);
  return parts;
}

/** The parts that have a field of which `wanted` holds, without their other fields; path without indexes. */
export function partsWith(parts: readonly FormPart[], wanted: (pattern: string) => boolean): FormPart[] {
  return parts.flatMap((part) => {
    if (part.kind === 'field') return wanted(part.pattern) ? [part] : [];
    const inner = partsWith(part.parts, wanted);
    return inner.length === 0 ? [] : [{ ...part, parts: inner }];
  });
}

/** The part at a path without indexes, whole. */
export function partAt(form: ClientForm, pattern: string, parts = partsOf(form)): FormPart | undefined {
  const part = parts.find((one) => one.pattern === pattern || pattern.startsWith(`${one.pattern}.`));
  return part === undefined || part.pattern === pattern ? part : partAt(form, pattern, part.parts);
}

/** Fields in a part, however deep. */
export function fieldsOf(part: FormPart): FormPart[] {
  return part.kind === 'field' ? [part] : part.parts.flatMap(fieldsOf);
}

function partsIn(form: ClientForm, parent: string): FormPart[] {
  const node = form.schema.nodeAt(parent);
  const properties = node?.items?.['properties'] ?? node?.schema['properties'];
  if (!isJsonObject(properties)) return [];
  return Object.keys(properties).flatMap((key) => {
    const pattern = parent === '' ? key : `${parent}.${key}`;
    const child = form.schema.nodeAt(pattern);
    if (child === undefined) return [];
    const kind = child.valueType === 'group' || child.valueType === 'table' ? child.valueType : 'field';
    return [{ kind, key, pattern, node: child, parts: kind === 'field' ? [] : partsIn(form, pattern) }];
  });
}
