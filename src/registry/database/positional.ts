import type { Value, Values } from './database.ts';

/** A statement whose values have places (`$1`) instead of names. */
interface Positional {
  readonly text: string;
  readonly names: readonly string[];
}

/** A name as `:id`; a cast (`::date`) is none. */
const name = /(?<!:):([a-z]\w*)/gi;

const known = new Map<string, Positional>();

/** The statement as PostgreSQL takes it; a name that stands twice is one value. */
export function positional(sql: string, values: Values): { readonly text: string; readonly values: Value[] } {
  let statement = known.get(sql);
  if (statement === undefined) {
    statement = translated(sql);
    known.set(sql, statement);
  }
  return { text: statement.text, values: statement.names.map((each) => valueOf(values, each)) };
}

function translated(sql: string): Positional {
  const names: string[] = [];
  const text = sql.replace(name, (_, found: string) => {
    if (!names.includes(found)) names.push(found);
    return `$${names.indexOf(found) + 1}`;
  });
  return { text, names };
}

function valueOf(values: Values, each: string): Value {
  const value = values[each];
  if (value === undefined) throw new RangeError(`the statement has no value for :${each}`);
  return value;
}
