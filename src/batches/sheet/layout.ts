import type { FormDefinition } from '../../forms/definition.ts';
import { Problem } from '../../problem.ts';
import { columnAt, errorsColumn, type FieldColumn, numberColumn, rowColumn, tablesOf } from './columns.ts';
import type { Headings } from './headings.ts';
import { columnName } from './xlsx/sheet-rows.ts';
import type { SheetRow } from './xlsx/workbook.ts';

/** What the columns of a sheet are, and the rows beneath their headings. */
export interface SheetLayout {
  /** Fields by the columns that they stand in. */
  readonly fields: ReadonlyMap<number, FieldColumn>;
  /** Columns that are no fields, by name; `#goods` of a table's sheet tells which of the goods a record is part of. */
  readonly services: ReadonlyMap<string, number>;
  readonly rows: AsyncIterable<SheetRow>;
}

/** Headings that are told of in a refusal, and their length: a sheet of something else has many, or long ones. */
const shownHeadings = 5;
const shownLength = 40;

/**
 * Reads the headings of a sheet: labels, and beneath them the paths of the template, which count where they are there.
 * Null for an empty sheet, and for one of a workbook's later sheets that has no records of tables.
 * @throws Problem `sheet-columns` naming the columns that no field stands for
 */
export async function sheetLayout(
  form: FormDefinition,
  headings: Headings,
  rows: AsyncGenerator<SheetRow>,
  { isOfTable }: { readonly isOfTable: boolean },
): Promise<SheetLayout | null> {
  const top = await nextOf(rows);
  if (top === undefined) return null;
  const second = await nextOf(rows);
  const hasPaths = second !== undefined && isRowOfPaths(form, second);
  const names = new Map<number, string>();
  const strange: string[] = [];
  for (const at of new Set([...top.cells.keys(), ...(hasPaths ? second.cells.keys() : [])])) {
    const heading = top.cells.get(at)?.text ?? '';
    const name = (hasPaths ? second.cells.get(at)?.text.trim() : undefined) ?? headings.pathOf(heading);
    if (name !== null && isColumn(form, name, isOfTable)) names.set(at, name);
    else strange.push(`${columnName(at)} «${heading.trim().slice(0, shownLength)}»`);
  }
  // A sheet of notes, or of the lists that the template chooses from.
  if (isOfTable && names.size === 0) return null;
  if (strange.length > 0) {
    const more = strange.length > shownHeadings ? ' …' : '';
    throw new Problem('sheet-columns', { params: { columns: strange.slice(0, shownHeadings).join(', ') + more } });
  }
  const fields = [...names].flatMap(([at, name]) => {
    const column = columnAt(form, name);
    return column === null ? [] : [[at, column] as const];
  });
  const services = [...names].flatMap(([at, name]) => (name.startsWith('#') ? [[name, at] as const] : []));
  return {
    fields: new Map(fields),
    services: new Map(services),
    rows: hasPaths || second === undefined ? rows : joined(second, rows),
  };
}

function isRowOfPaths(form: FormDefinition, { cells }: SheetRow): boolean {
  return [...cells.values()].every(({ text }) => text.startsWith('#') || columnAt(form, text.trim()) !== null);
}

/** Whether a sheet of this kind has such a column. */
function isColumn(form: FormDefinition, name: string, isOfTable: boolean): boolean {
  if (name === rowColumn) return true;
  if (!name.startsWith('#')) {
    const column = columnAt(form, name);
    return column !== null && (!isOfTable || tablesOf(form.schema, column.pattern).length > 0);
  }
  return isOfTable
    ? form.schema.nodeAt(name.slice(1))?.valueType === 'table'
    : name === numberColumn || name === errorsColumn;
}

async function nextOf(rows: AsyncGenerator<SheetRow>): Promise<SheetRow | undefined> {
  const next = await rows.next();
  return next.done === true ? undefined : next.value;
}

async function* joined(first: SheetRow, others: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  yield first;
  yield* others;
}
