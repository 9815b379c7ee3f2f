const index = /^\d+$/;

/**
 * The records of the tables of a filled blank, of which some may have been left empty: those with something in them
 * follow each other in the payload.
 */
export class RecordOrder {
  /** Numbers of the records that hold something, by the path of their table. */
  readonly #held = new Map<string, Set<number>>();
  readonly #places = new Map<string, ReadonlyMap<number, number>>();

  /** Notes that something was filled in at a path of the blank. To be told of all of them first. */
  hold(path: string): void {
    eachRecord(path.split('.'), (table, number) => {
      const held = this.#held.get(table);
      if (held === undefined) this.#held.set(table, new Set([number]));
      else held.add(number);
    });
  }

  /** The path in the payload of what stands at a path of the blank; null within a record that holds nothing. */
  pathInPayload(path: string): string | null {
    const segments = path.split('.');
    const moved: (string | number | undefined)[] = [...segments];
    eachRecord(segments, (table, number, at) => {
      moved[at] = this.#placesIn(table).get(number);
    });
    return moved.includes(undefined) ? null : moved.join('.');
  }

  #placesIn(table: string): ReadonlyMap<number, number> {
    const known = this.#places.get(table);
    if (known !== undefined) return known;
    const inOrder = [...(this.#held.get(table) ?? [])].sort((one, other) => one - other);
    const places = new Map(inOrder.map((number, place) => [number, place]));
    this.#places.set(table, places);
    return places;
  }
}

function eachRecord(segments: readonly string[], visit: (table: string, number: number, at: number) => void): void {
  let table = '';
  for (const [at, segment] of segments.entries()) {
    if (index.test(segment)) visit(table, Number(segment), at);
    table = table === '' ? segment : `${table}.${segment}`;
  }
}
