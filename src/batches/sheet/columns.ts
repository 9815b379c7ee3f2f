import type { Language } from '../../compose/document.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import { isJsonArray, withoutIndexes } from '../../forms/json.ts';
import { leafFields } from '../../forms/schema-fields.ts';
import type { FormSchema, SchemaNode } from '../../forms/schema.ts';

/** Columns that are no fields: which row it is, its number apart from the data, what was wrong with it. */
export const rowColumn = '#row';
export const numberColumn = '#number';
export const errorsColumn = '#errors';

/** A column of a sheet that holds a field, in one of the languages where its words may differ. */
export interface FieldColumn {
  /** Path in the payload; without indexes of tables that have sheets of their own. */
  readonly path: string;
  readonly pattern: string;
  readonly node: SchemaNode;
  readonly language: Language | null;
}

/** A table that has a sheet of its own: its records refer to their row, and to the records that they are part of. */
export interface TableSheet {
  readonly table: string;
  /** Tables that this one is part of, the outermost first. */
  readonly within: readonly string[];
  readonly columns: readonly FieldColumn[];
}

const suffix = /\.(kk|ru)$/;
const recordIndex = /^(?:0|[1-9]\d{0,3})$/;

/** How a column is called in the row of paths: `applicant.name.kk`, `goods.0.tnved`. */
export function columnPath({ path, language }: FieldColumn): string {
  return language === null ? path : `${path}.${language}`;
}

/** The column of a path; null when the form has no such field. Paths come from strangers. */
export function columnAt(form: FormDefinition, text: string): FieldColumn | null {
  const whole = fieldAt(form.schema, text);
  if (whole !== null) return { ...whole, language: null };
  const language = suffix.exec(text)?.[1];
  if (language !== 'kk' && language !== 'ru') return null;
  const field = fieldAt(form.schema, text.replace(suffix, ''));
  return field !== null && hasLanguages(field.node) ? { ...field, language } : null;
}

/** Tables on the way to a field, the outermost first. */
export function tablesOf(schema: FormSchema, pattern: string): string[] {
  const parts = pattern.split('.');
  return parts
    .map((_, at) => parts.slice(0, at + 1).join('.'))
    .slice(0, -1)
    .filter((path) => schema.nodeAt(path)?.valueType === 'table');
}

/** Whether the words of a field may differ in the languages of a form. */
export function hasLanguages({ valueType, items }: SchemaNode): boolean {
  if (valueType === 'localized' || valueType === 'localizedMultiline') return true;
  return valueType === 'list' && isJsonArray(items?.['type']);
}

/**
 * The columns that a form is filled in with.
 * @param records groups of columns for each table; 0 gives tables sheets of their own
 */
export function columnsOf(
  form: FormDefinition,
  records: number,
): { readonly main: readonly FieldColumn[]; readonly tables: readonly TableSheet[] } {
  const patterns = leafFields(form.schema);
  const inTables = Map.groupBy(patterns, (pattern) => tablesOf(form.schema, pattern).at(-1) ?? '');
  if (records > 0) {
    return { main: patterns.flatMap((pattern) => numbered(form, pattern, records)), tables: [] };
  }
  const { '': main = [], ...tables } = Object.fromEntries(inTables);
  return {
    main: main.flatMap((pattern) => inLanguages(form, pattern)),
    tables: Object.entries(tables).map(([table, own]) => ({
      table,
      within: tablesOf(form.schema, table),
      columns: own.flatMap((pattern) => inLanguages(form, pattern)),
    })),
  };
}

function inLanguages(form: FormDefinition, path: string): FieldColumn[] {
  const field = fieldAt(form.schema, path);
  if (field === null) return [];
  if (!hasLanguages(field.node)) return [{ ...field, language: null }];
  return (form.about.languages ?? (['kk', 'ru'] as const)).map((language) => ({ ...field, language }));
}

/** One column for each record; a table within a table has as many in each. */
function numbered(form: FormDefinition, pattern: string, records: number): FieldColumn[] {
  const places = tablesOf(form.schema, pattern).reduce<readonly string[]>(
    (paths, table) =>
      paths.flatMap((path) => {
        const end = table.split('.').length + indexesIn(path);
        const parts = path.split('.');
        return Array.from({ length: records }, (_, record) => parts.toSpliced(end, 0, String(record)).join('.'));
      }),
    [pattern],
  );
  return places.flatMap((path) => inLanguages(form, path));
}

function indexesIn(path: string): number {
  return path.split('.').filter((part) => recordIndex.test(part)).length;
}

const known = new WeakMap<FormSchema, ReadonlySet<string>>();

function fieldAt(schema: FormSchema, path: string): Omit<FieldColumn, 'language'> | null {
  const pattern = withoutIndexes(path);
  let patterns = known.get(schema);
  if (patterns === undefined) {
    patterns = new Set(leafFields(schema));
    known.set(schema, patterns);
  }
  // A schema remembers what it was asked for.
  const node = patterns.has(pattern) ? schema.nodeAt(pattern) : undefined;
  return node === undefined || !isPlaceOf(schema, path) ? null : { path, pattern, node };
}

/** Indexes stand after tables, and nowhere else. */
function isPlaceOf(schema: FormSchema, path: string): boolean {
  let pattern = '';
  let isAfterTable = false;
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) {
      if (!isAfterTable || !recordIndex.test(part)) return false;
      isAfterTable = false;
      continue;
    }
    pattern = pattern === '' ? part : `${pattern}.${part}`;
    isAfterTable = schema.nodeAt(pattern)?.valueType === 'table';
  }
  return true;
}
