/** One record of a table: `goods` and 3, or `producers.0.goods` and 1. */
export interface RecordPlace {
  /** Path of the table, with the indexes of the records that it stands in. */
  readonly source: string;
  readonly index: number;
}

/** The records that a field is in, the innermost first. */
export function recordsAround(path: string): RecordPlace[] {
  return [...path.matchAll(/\.(\d+)(?=\.|$)/g)]
    .map(({ 1: index, index: at }) => ({ source: path.slice(0, at), index: Number(index) }))
    .reverse();
}

/** Number of the record of `source` that a path is in; undefined for a path that is in none of them. */
export function indexIn(source: string, path: string): number | undefined {
  if (!path.startsWith(source)) return undefined;
  const found = /^\.(\d+)(?=\.|$)/.exec(path.slice(source.length));
  return found === null ? undefined : Number(found[1]);
}

/** The same field in another record of the table. */
export function movedPath(source: string, path: string, to: number): string {
  const from = indexIn(source, path);
  return from === undefined ? path : `${source}.${to}${path.slice(source.length + 1 + String(from).length)}`;
}
