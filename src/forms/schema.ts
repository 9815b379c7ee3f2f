import type { CodeLists } from './code-lists.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** A form's schema with every common definition it uses inside it: what is compiled, served and documented. */
export interface FormSchema {
  readonly bundled: JsonObject;
  /** Names of the definitions that are the form's own; the others under `$defs` are common ones. */
  readonly ownDefinitions: readonly string[];
  /** The schema node of a field; path without indexes (`goods.nameKk`). Undefined where the schema has no such field. */
  nodeAt(path: string): SchemaNode | undefined;
}

/** What printing needs to know of a field. */
export interface SchemaNode {
  readonly schema: JsonObject;
  /** What the items of an array are, references followed. */
  readonly items: JsonObject | undefined;
  /** `x-nysan-type` of the field or of the definition it refers to. */
  readonly valueType: ValueType;
  readonly required: boolean;
  readonly choices: readonly string[];
  /** The code list that the choices come from. */
  readonly list: string | undefined;
  readonly maxLength: number | undefined;
}

export const valueTypes = [
  'text',
  'localized',
  'multiline',
  'localizedMultiline',
  'code',
  'date',
  'integer',
  'decimal',
  'money',
  'percent',
  'boolean',
  'choice',
  'choices',
  'list',
  'table',
  'group',
] as const;
export type ValueType = (typeof valueTypes)[number];

const commonReference = /^common\/([a-z-]+)\.schema\.json#\/\$defs\/([A-Za-z]+)$/;

/**
 * Puts the common definitions that a form's schema refers to under its own `$defs`, and the codes of a list where
 * `x-nysan-list` names it.
 * @param common definitions of schemas/common by file name without ending, then by definition name.
 * @throws Error when a reference leads nowhere or two files define the same name.
 */
export function bundleSchema(
  source: JsonObject,
  common: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>,
  lists: CodeLists,
): FormSchema {
  const definitions = new Map<string, JsonObject>();
  const origins = new Map<string, string>();

  const rewrite = (value: Json, file: string | null): Json => {
    if (isJsonArray(value)) return value.map((item) => rewrite(item, file));
    if (!isJsonObject(value)) return value;
    const rewritten = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === '$ref' && typeof item === 'string' ? include(item, file) : rewrite(item, file),
      ]),
    );
    const list = value['x-nysan-list'];
    return typeof list === 'string' ? { ...rewritten, enum: codesOf(list, lists) } : rewritten;
  };
  const include = (reference: string, file: string | null): string => {
    const within = file === null ? null : /^#\/\$defs\/([A-Za-z]+)$/.exec(reference);
    const match = commonReference.exec(reference);
    const [from, name] = within === null ? [match?.[1], match?.[2]] : [file ?? undefined, within[1]];
    if (from === undefined || name === undefined) return reference;
    const definition = common.get(from)?.get(name);
    if (definition === undefined) throw new Error(`schema reference ${reference} leads nowhere`);
    if ((origins.get(name) ?? from) !== from) throw new Error(`definition ${name} stands in two common files`);
    if (!origins.has(name)) {
      origins.set(name, from);
      const rewritten = rewrite(definition, from);
      if (isJsonObject(rewritten)) definitions.set(name, rewritten);
    }
    return `#/$defs/${name}`;
  };

  const rewritten = rewrite(source, null);
  if (!isJsonObject(rewritten)) throw new Error('a form schema is an object');
  const own = isJsonObject(rewritten['$defs']) ? rewritten['$defs'] : {};
  const bundled: JsonObject = { ...rewritten, $defs: { ...own, ...Object.fromEntries([...definitions].sort()) } };
  return openSchema(bundled, Object.keys(own));
}

/** A bundled schema with its fields looked up by path; what was looked up once is kept. */
export function openSchema(bundled: JsonObject, ownDefinitions: readonly string[]): FormSchema {
  const nodes = new Map<string, SchemaNode | undefined>();
  return {
    bundled,
    ownDefinitions,
    nodeAt(path) {
      if (!nodes.has(path)) nodes.set(path, findNode(bundled, path));
      return nodes.get(path);
    },
  };
}

function codesOf(id: string, lists: CodeLists): string[] {
  const list = lists.get(id);
  if (list === undefined) throw new Error(`there is no list ${id}`);
  return list.items.map(({ code }) => code);
}

/** Follows local references; keywords beside a `$ref` are kept. */
export function resolveReference(root: JsonObject, node: JsonObject): JsonObject {
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const name = reference.replace('#/$defs/', '');
  const definitions = root['$defs'];
  const target = isJsonObject(definitions) ? definitions[name] : undefined;
  if (!isJsonObject(target)) throw new Error(`schema reference ${reference} leads nowhere`);
  return { ...resolveReference(root, target), ...node };
}

function findNode(root: JsonObject, path: string): SchemaNode | undefined {
  let node = root;
  let required = true;
  for (const key of path === '' ? [] : path.split('.')) {
    while (isJsonObject(node['items'])) node = resolveReference(root, node['items']);
    const properties = node['properties'];
    const child = isJsonObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!isJsonObject(child)) return undefined;
    required = isJsonArray(node['required']) && node['required'].includes(key);
    node = resolveReference(root, child);
  }
  const listItems = isJsonObject(node['items']) ? resolveReference(root, node['items']) : undefined;
  const chosen = node['enum'] === undefined && listItems !== undefined ? listItems : node;
  return {
    schema: node,
    items: listItems,
    valueType: typeOf(node, listItems),
    required,
    choices: choicesOf(chosen),
    list: typeof chosen['x-nysan-list'] === 'string' ? chosen['x-nysan-list'] : undefined,
    maxLength: typeof node['maxLength'] === 'number' ? node['maxLength'] : undefined,
  };
}

function typeOf(node: JsonObject, items: JsonObject | undefined): ValueType {
  const declared = valueTypes.find((type) => type === node['x-nysan-type']);
  if (declared !== undefined) return declared;
  if (items !== undefined) return itemsType(items);
  if (isJsonArray(node['enum'])) return 'choice';
  switch (node['type']) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'integer';
    case 'object':
      return 'group';
    default:
      return 'text';
  }
}

function itemsType(items: JsonObject): ValueType {
  if (isJsonArray(items['enum'])) return 'choices';
  return items['type'] === 'object' ? 'table' : 'list';
}

function choicesOf(node: JsonObject): string[] {
  return isJsonArray(node['enum']) ? node['enum'].filter((item) => typeof item === 'string') : [];
}
