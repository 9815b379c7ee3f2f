import type { Arrangement } from './arrangement.ts';
import { indexIn } from './record-place.ts';

/** One part of a table: the rows of each record, in one body or, of a long table, in several that follow each other. */
interface Part {
  readonly first: HTMLTableSectionElement;
  readonly records: HTMLTableRowElement[][];
}

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
    const bodies = paper.querySelectorAll<HTMLTableSectionElement>(`tbody[data-rows="${source}"]`);
    const parts: Part[] = [];
    for (const body of bodies) {
      const last = parts.at(-1);
      const begun = last !== undefined && last.records.length < count ? last : { first: body, records: [] };
      if (begun !== last) parts.push(begun);
      if (!takeRecords(begun.records, body, source)) return undefined;
    }
    const isWhole = parts.length > 0 && parts.every(({ records }) => records.length === count);
    return isWhole && !isElsewhere(paper, source) ? new RecordRows(source, parts) : undefined;
  }

  rowsOf(index: number): RecordParts {
    return this.#parts.map(({ records }) => records[index] ?? []);
  }

  /**
   * Puts the rows in a new order.
   *
   * @param fresh rows of each new record, in the order of the arrangement, part by part
   * @param labelOf what the labels in a record have in them, by its number
   */
  arrange(arrangement: Arrangement, fresh: readonly RecordParts[], labelOf: (index: number) => string): void {
    this.#parts.forEach(({ first, records }, part) => {
      const kept = new Set(arrangement);
      records.forEach((rows, index) => {
        if (!kept.has(index)) for (const row of rows) row.remove();
      });
      let used = 0;
      let stayed = -1;
      let before: HTMLTableRowElement | undefined;
      arrangement.forEach((place, index) => {
        const rows = (place === 'new' ? fresh[used++]?.[part] : records[place]) ?? [];
        if (place !== 'new' && place !== index) {
          renumber(rows, this.source, { from: place, to: index, labelOf });
        }
        // Rows that keep their order stay where they are, in whichever body; the others come after the row before them.
        const stays = place !== 'new' && place > stayed;
        if (stays) stayed = place;
        for (const row of rows) {
          if (!stays && before === undefined) first.prepend(row);
          else if (!stays) before?.after(row);
          before = row;
        }
      });
    });
  }
}

/** Takes the rows of a body up; false where they are not records in their order. */
function takeRecords(records: HTMLTableRowElement[][], body: HTMLTableSectionElement, source: string): boolean {
  for (const row of body.children) {
    if (!(row instanceof HTMLTableRowElement)) return false;
    const place = row.querySelector<HTMLElement>(placed);
    const index = place === null ? undefined : indexIn(source, pathOf(place));
    if (index === records.length) records.push([row]);
    else if (index !== undefined && index === records.length - 1) records.at(-1)?.push(row);
    else return false;
  }
  return true;
}

/** Whether the first record has a place outside the table's own rows. */
function isElsewhere(paper: ParentNode, source: string): boolean {
  const start = `${source}.0.`;
  const places = paper.querySelectorAll(`[data-path^="${start}"],[data-check^="${start}"]`);
  return [...places].some((place) => place.closest(`tbody[data-rows="${source}"]`) === null);
}

/** Copies of the rows of a record, as those of the record with this number. */
export function copiesOf(parts: RecordParts, source: string, from: number, to: number): RecordParts {
  return parts.map((rows) => {
    const copies = rows.map((row) => row.cloneNode(true) as HTMLTableRowElement);
    for (const place of copies.flatMap((row) => [...row.querySelectorAll(placed)])) {
      // What the editor made of a place is made anew; what was wrong with its value is not wrong with an empty one.
      for (const { name } of [...place.attributes]) if (!/^(?:class|data-.*)$/.test(name)) place.removeAttribute(name);
      place.classList.remove('invalid', 'warned');
    }
    renumber(copies, source, { from, to, labelOf: () => '' });
    return copies;
  });
}

interface Renumbering {
  readonly from: number;
  readonly to: number;
  readonly labelOf: (index: number) => string;
}

const pathAttributes = ['data-path', 'data-check', 'data-rows'] as const;

function renumber(rows: readonly HTMLTableRowElement[], source: string, { from, to, labelOf }: Renumbering): void {
  const [was, is] = [`${source}.${from}.`, `${source}.${to}.`];
  const [labelWas, labelIs] = [labelOf(from), labelOf(to)];
  for (const place of rows.flatMap((row) => [...row.querySelectorAll(placed)])) {
    for (const name of pathAttributes) {
      const path = place.getAttribute(name);
      if (path?.startsWith(was) === true) place.setAttribute(name, is + path.slice(was.length));
    }
    const label = place.getAttribute('aria-label');
    if (label?.includes(labelWas) === true)
      place.setAttribute(
        'aria-label',
        label.replace(labelWas, () => labelIs),
      );
    if (place.getAttribute('data-path') === `${is}rowNumber`) place.textContent = String(to + 1);
  }
}

function pathOf({ dataset }: HTMLElement): string {
  return dataset['path'] ?? dataset['check'] ?? dataset['rows'] ?? '';
}
