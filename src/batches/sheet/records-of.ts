import { isJsonArray, type JsonObject, valueAt } from '../../forms/json.ts';

/** A record of a table: numbers of those that it is part of and its own, from 0, and where it stands. */
export interface PlacedRecord {
  readonly indexes: readonly number[];
  readonly path: string;
}

/** @param tables the table, and those that it is part of before it, the outermost first */
export function recordsOf(data: JsonObject, tables: readonly string[]): readonly PlacedRecord[] {
  let found: readonly PlacedRecord[] = [{ indexes: [], path: '' }];
  let before = '';
  for (const table of tables) {
    const rest = table.slice(before.length);
    before = table;
    found = found.flatMap(({ indexes, path }) => {
      const list = valueAt(data, path + rest);
      if (!isJsonArray(list)) return [];
      return list.map((_, index) => ({ indexes: [...indexes, index], path: `${path}${rest}.${index}` }));
    });
  }
  return found;
}
