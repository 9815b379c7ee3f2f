import type { Arrangement } from './arrangement.ts';
import { indexIn, movedPath } from './record-place.ts';

/** The rows of each record in one part of a table, by the number of the record. */
type Part = { readonly body: HTMLTableSectionElement; readonly records: readonly (readonly HTMLTableRowElement[])[] };

/** The rows of one record, part by part. */
export type RecordParts = readonly (readonly HTMLTableRowElement[])[];

const placed = '[data-path],[data-check],[data-rows]';

/**
 * A table's records as rows of the paper: one part, or several where a register is printed in bands. Undefined where
 * the records are not rows that hold nothing else (lists in the text, records that are asked for from the second one).
 */
export class RecordRows {
  readonly source: string;
  readonly #parts: readonly Part[];

  private constructor(source: string, parts: readonly Part[]) {
    this.source = source;
    this.#parts = parts;
  }

  /** @param count of the records on the paper */
  static find(paper: ParentNode, source: string, count: number): RecordRows | undefined {
    const bodies = [...paper.querySelectorAll<HTMLTableSectionElement>(`tbody[data-rows="${source}"]`)];
    const parts = bodies.map((body) => ({ body, records: recordsIn(body, source) }));
    const isWhole = parts.every(({ records }) => records?.length === count);
    if (parts.length === 0 || !isWhole || isElsewhere(paper, source)) return undefined;
    return new RecordRows(
      source,
      parts.map(({ body, records }) => ({ body, records: records ?? [] })),
    );
  }

  rowsOf(index: number): RecordParts {
    return this.#parts.map(({ records }) => records[index] ?? []);
  }

  /**
   * Puts the rows in a new order.
   *
   * @param fresh rows of each new record, in the order of the arrangement, part by part
   * @returns rows of records that have another number now
   */
  arrange(arrangement: Arrangement, fresh: readonly RecordParts[]): HTMLTableRowElement[] {
    const changed: HTMLTableRowElement[] = [];
    this.#parts.forEach(({ body, records }, part) => {
      let used = 0;
      const kept = new Set(arrangement);
      records.forEach((rows, index) => {
        if (!kept.has(index)) for (const row of rows) row.remove();
      });
      let next = body.firstElementChild;
      arrangement.forEach((place, index) => {
        const rows = (place === 'new' ? fresh[used++]?.[part] : records[place]) ?? [];
        if (place !== 'new' && place !== index) {
          renumber(rows, this.source, index);
          changed.push(...rows);
        }
        for (const row of rows) {
          if (row === next) next = next.nextElementSibling;
          else body.insertBefore(row, next);
        }
      });
    });
    return changed;
  }
}

function recordsIn(body: HTMLTableSectionElement, source: string): HTMLTableRowElement[][] | undefined {
  const records: HTMLTableRowElement[][] = [];
  for (const row of body.children) {
    if (!(row instanceof HTMLTableRowElement)) return undefined;
    const place = row.querySelector<HTMLElement>(placed);
    const index = place === null ? undefined : indexIn(source, pathOf(place));
    if (index === records.length) records.push([row]);
    else if (index !== undefined && index === records.length - 1) records.at(-1)?.push(row);
    else return undefined;
  }
  return records;
}

/** Whether the first record has a place outside the table's own rows. */
function isElsewhere(paper: ParentNode, source: string): boolean {
  const start = `${source}.0.`;
  const places = paper.querySelectorAll(`[data-path^="${start}"],[data-check^="${start}"]`);
  return [...places].some((place) => place.closest(`tbody[data-rows="${source}"]`) === null);
}

/** Copies of the rows of a record, as those of the record with this number. */
export function copiesOf(parts: RecordParts, source: string, index: number): RecordParts {
  return parts.map((rows) => {
    const copies = rows.map((row) => row.cloneNode(true) as HTMLTableRowElement);
    renumber(copies, source, index);
    return copies;
  });
}

function renumber(rows: readonly HTMLTableRowElement[], source: string, index: number): void {
  for (const row of rows) {
    for (const place of row.querySelectorAll<HTMLElement>(placed)) {
      const { path, check, rows: inner } = place.dataset;
      if (path !== undefined) place.dataset['path'] = movedPath(source, path, index);
      if (check !== undefined) place.dataset['check'] = movedPath(source, check, index);
      if (inner !== undefined) place.dataset['rows'] = movedPath(source, inner, index);
      if (path?.endsWith('.rowNumber') === true && indexIn(source, path) !== undefined && isOwn(source, path)) {
        place.textContent = String(index + 1);
      }
    }
  }
}

/** The number of the record itself, not of a record in it. */
function isOwn(source: string, path: string): boolean {
  return /^\.\d+\.rowNumber$/.test(path.slice(source.length));
}

function pathOf({ dataset }: HTMLElement): string {
  return dataset['path'] ?? dataset['check'] ?? dataset['rows'] ?? '';
}
