import type { FormDefinition } from '../../forms/definition.ts';
import { Problem } from '../../problem.ts';
import type { PayloadBuilder } from '../../values/payload-builder.ts';
import { type PaperOf, putCell } from './cell-value.ts';
import { type FieldColumn, rowColumn, tablesOf } from './columns.ts';
import type { SheetLayout } from './layout.ts';
import type { SheetCell } from './xlsx/sheet-rows.ts';

/** Records of all sheets together. */
const recordLimit = 500_000;
/** Rows that are told of in a refusal. */
const shownRows = 5;

/** A record as it stands in the sheet of its table. */
interface TableRecord {
  readonly table: string;
  /** Numbers of the records that it is part of, the outermost first; 1 is the first of its row. */
  readonly within: readonly number[];
  readonly cells: readonly (readonly [FieldColumn, SheetCell])[];
}

/** Records that stand in sheets of their own, by the rows of the first sheet that they belong to. */
export class TableRecords {
  readonly #form: FormDefinition;
  readonly #byRow = new Map<string, TableRecord[]>();
  #count = 0;

  constructor(form: FormDefinition) {
    this.#form = form;
  }

  /** @throws Problem `rows-too-many`, `sheet-rows` */
  async read({ fields, services, rows }: SheetLayout): Promise<void> {
    const [first] = fields.values();
    const tables = first === undefined ? [] : tablesOf(this.#form.schema, first.pattern);
    const table = tables.at(-1);
    if (table === undefined) return;
    for await (const { number, cells } of rows) {
      this.#count += 1;
      if (this.#count > recordLimit) throw new Problem('rows-too-many', { params: { limit: recordLimit } });
      const text = (name: string) => cells.get(services.get(name) ?? -1)?.text.trim();
      const key = text(rowColumn);
      // Nobody knows which document it belongs to.
      if (key === undefined) throw new Problem('sheet-rows', { params: { rows: String(number) } });
      const within = tables.slice(0, -1).map((outer) => Number(text(`#${outer}`) ?? '1'));
      const own = [...fields].flatMap(([at, column]) => {
        const cell = cells.get(at);
        return cell === undefined ? [] : [[column, cell] as const];
      });
      const known = this.#byRow.get(key) ?? [];
      known.push({ table, within, cells: own });
      this.#byRow.set(key, known);
    }
  }

  /** Puts the records of a row into its payload, in the order in which they stand in their sheets. */
  put(builder: PayloadBuilder, key: string, paperOf: PaperOf): void {
    const counts = new Map<string, number>();
    for (const { table, within, cells } of this.#byRow.get(key) ?? []) {
      const outer = JSON.stringify([table, within]);
      const record = counts.get(outer) ?? 0;
      counts.set(outer, record + 1);
      const indexes = [...within.map((number) => number - 1), record];
      for (const [column, cell] of cells) {
        putCell(builder, { ...column, path: this.#placed(column.path, indexes) }, cell, paperOf);
      }
    }
    this.#byRow.delete(key);
  }

  /** No record may be lost in silence. @throws Problem `sheet-rows` */
  refuseLeft(): void {
    const left = [...this.#byRow.keys()];
    if (left.length === 0) return;
    const more = left.length > shownRows ? ' …' : '';
    throw new Problem('sheet-rows', { params: { rows: left.slice(0, shownRows).join(', ') + more } });
  }

  /** `goods.0.materials.2.name` from `goods.materials.name`. */
  #placed(path: string, indexes: readonly number[]): string {
    return tablesOf(this.#form.schema, path).reduce((placed, table, at) => {
      const end = table.split('.').length + at;
      return placed
        .split('.')
        .toSpliced(end, 0, String(indexes[at] ?? 0))
        .join('.');
    }, path);
  }
}
