import type { Inline, Table } from '../compose/document.ts';
import { inlinesOf } from '../compose/fields.ts';
import { withoutIndexes } from '../forms/json.ts';

/**
 * Path of the array whose records the rows of a table are, with indexes (`associations.0.experts` for the source
 * `associations.experts`); null for a table with rows of its own.
 */
export function recordsPathOf({ source, body }: Table): string | null {
  if (source === null) return null;
  for (const row of body) {
    for (const path of row.cells.flatMap((cell) => cell.blocks.flatMap(inlinesOf)).flatMap(pathsOf)) {
      const arrays = [...path.matchAll(/\.\d+\./g)].map(({ index }) => path.slice(0, index));
      const own = arrays.find((array) => withoutIndexes(array) === source);
      if (own !== undefined) return own;
    }
  }
  return source;
}

function pathsOf(inline: Inline): string[] {
  if (inline.kind === 'group') return inline.fields.map(({ path }) => path);
  return inline.kind === 'field' ? [inline.path] : [];
}
