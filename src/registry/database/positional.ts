import { createHash } from 'node:crypto';
import type { Value, Values } from './database.ts';

/** A statement whose values have places (`$1`) instead of names. */
interface Positional {
  readonly text: string;
  /** Under which a connection keeps it prepared. */
  readonly name?: string;
  readonly names: readonly string[];
}

/** A name as `:id`; a cast (`::date`) is none. */
const valueName = /(?<!:):([a-z]\w*)/gi;

/** All columns of a table: a prepared statement is of no use when a later version adds one. */
const allColumns = /\*/;

const known = new Map<string, Positional>();

/** The statement as PostgreSQL takes it; a name that stands twice is one value. */
export function positional(
  sql: string,
  values: Values,
): { readonly text: string; readonly name?: string; readonly values: Value[] } {
  let statement = known.get(sql);
  if (statement === undefined) {
    statement = translated(sql);
    known.set(sql, statement);
  }
  const { names, ...prepared } = statement;
  return { ...prepared, values: names.map((each) => valueOf(values, each)) };
}

function translated(sql: string): Positional {
  const names: string[] = [];
  const text = sql.replace(valueName, (_, found: string) => {
    if (!names.includes(found)) names.push(found);
    return `$${names.indexOf(found) + 1}`;
  });
  if (allColumns.test(text)) return { text, names };
  return { text, name: createHash('sha256').update(text).digest('hex').slice(0, 32), names };
}

function valueOf(values: Values, each: string): Value {
  const value = values[each];
  if (value === undefined) throw new RangeError(`the statement has no value for :${each}`);
  return value;
}
