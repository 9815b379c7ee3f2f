import { withoutIndexes } from '../../forms/json.ts';
import { leafFields } from '../../forms/schema-fields.ts';
import type { ClientForm } from '../state/client-form.ts';
import { folded, wordsOf } from '../folded.ts';

/** A column of a table as it stands on the paper: what is typed in its cells. */
export interface BlockCell {
  /** None in a column of computed values. */
  readonly fields: readonly BlockField[];
  /** What stands between the fields: « – », «, ». */
  readonly separators: readonly string[];
  /** Values that the service computes, and the number of the row, inside the record. */
  readonly computed?: readonly string[];
  /** What the column is called, in any language. */
  readonly names: readonly string[];
}

export interface BlockField {
  /** Inside the record: `applicant.bin`; of nested records, the first one's: `goods.0.name`. */
  readonly path: string;
  readonly names: readonly string[];
}

/** A table's columns without the paper: every field of its records, in the order of the schema. */
export function cellsOfFields(form: ClientForm, source: string): BlockCell[] {
  const pattern = withoutIndexes(source);
  return leafFields(form.schema)
    .filter((field) => field.startsWith(`${pattern}.`))
    .map((field) => {
      const path = recordPath(form, pattern, field);
      return { fields: [fieldNamed(form, pattern, path)], separators: [], names: [] };
    });
}

export function fieldNamed(form: ClientForm, pattern: string, path: string): BlockField {
  return { path, names: labelsOf(form, `${pattern}.${withoutIndexes(path)}`) };
}

/** The label of a field, group or table in both languages of paper. */
export function labelsOf({ locales }: ClientForm, pattern: string): string[] {
  return [locales.kk.fields[pattern], locales.ru.fields[pattern]].filter((label) => label !== undefined);
}

/** A name as names are compared: small letters, words only. */
export function foldedName(name: string): string {
  return wordsOf(folded(name))
    .map(({ word }) => word)
    .join(' ');
}

/** `goods.0.name` for the field `producers.goods.name` of the table `producers`. */
function recordPath({ schema }: ClientForm, table: string, field: string): string {
  let place = table;
  const parts = field.slice(table.length + 1).split('.');
  return parts
    .map((part) => {
      place = `${place}.${part}`;
      return schema.nodeAt(place)?.valueType === 'table' ? `${part}.0` : part;
    })
    .join('.');
}
