import { type BlockCell, type BlockField, foldedName } from './block-cells.ts';

/** What a column of the block is put into: one field, several of one cell, or none. */
export type BlockColumn = Pick<BlockCell, 'fields' | 'separators'>;

const skipped: BlockColumn = { fields: [], separators: [] };

/** Columns of a block in the order of its cells, and the rows above its first record. */
export interface Heading {
  readonly columns: readonly BlockColumn[];
  readonly rows: number;
}

/** A heading may stand below a title. */
const highestHeadings = 3;

/** The columns by the names that stand above them, whatever their order; undefined where the block has no heading. */
export function headingOf(cells: readonly BlockCell[], block: readonly (readonly string[])[]): Heading | undefined {
  const known = knownNames(cells);
  for (let row = 0; row < Math.min(highestHeadings, block.length); row += 1) {
    const columns = namedColumns(known, block[row] ?? []);
    if (columns === undefined) continue;
    const numbered = (block[row + 1] ?? []).every((cell, index) => cell.replace('.', '').trim() === String(index + 1));
    return { columns, rows: row + (numbered && block.length > row + 1 ? 2 : 1) };
  }
  return undefined;
}

interface KnownNames {
  readonly cells: ReadonlyMap<string, BlockCell>;
  /** Several fields may be called alike: they are taken in their order. */
  readonly fields: ReadonlyMap<string, readonly BlockField[]>;
}

function knownNames(cells: readonly BlockCell[]): KnownNames {
  const fields = cells.flatMap((cell) => cell.fields);
  const named = fields.flatMap((field) => [...new Set(field.names.map(foldedName))].map((name) => ({ name, field })));
  return {
    cells: new Map(cells.toReversed().flatMap((cell) => cell.names.map((name) => [foldedName(name), cell]))),
    fields: new Map(
      [...Map.groupBy(named, ({ name }) => name)].map(([name, group]) => [name, group.map(({ field }) => field)]),
    ),
  };
}

function namedColumns(known: KnownNames, header: readonly string[]): BlockColumn[] | undefined {
  const names = header.map(foldedName);
  const asked = new Set(names.flatMap((name) => known.fields.get(name) ?? []));
  const taken = new Set<BlockField>();
  const found = names.map((name): BlockColumn | undefined => {
    const cell = known.cells.get(name);
    // The cell as a whole, where no other column is called like a further field of it.
    if (cell !== undefined && !cell.fields.slice(1).some((field) => asked.has(field))) return cell;
    const field = known.fields.get(name)?.find((candidate) => !taken.has(candidate));
    if (field === undefined) return undefined;
    taken.add(field);
    return { fields: [field], separators: [] };
  });
  const named = names.filter((name) => name !== '').length;
  const recognised = found.filter((column) => column !== undefined).length;
  const isHeading = recognised * 2 >= named && (recognised > 1 || (recognised === 1 && named === 1));
  return isHeading ? found.map((column) => column ?? skipped) : undefined;
}

/**
 * What the columns of a block may be when nothing names them, best first: the printed cells or the single fields to the
 * right of the cursor, with the columns that nobody types in or without them, or the whole row.
 */
export function columnsFrom(cells: readonly BlockCell[], field: string, width: number): BlockColumn[][] {
  const start = cells.findIndex(({ fields }) => fields.some(({ path }) => path === field));
  const [cell, ...right] = cells.slice(Math.max(0, start));
  const within = cell?.fields.findIndex(({ path }) => path === field) ?? -1;
  const first = cell === undefined || within < 1 ? cell : cutFrom(cell, within);
  const onwards = first === undefined ? [] : [first, ...right];
  const arrangements = [
    onwards.filter(isTyped),
    singly(onwards.filter(isTyped)),
    onwards,
    singly(onwards),
    cells,
    singly(cells),
  ];
  const exact = arrangements.filter(({ length }) => length === width);
  if (exact.length > 0) return exact.map((columns) => [...columns]);
  const wide = arrangements.slice(0, 2).filter(({ length }) => length > width);
  if (wide.length > 0) return wide.map((columns) => columns.slice(0, width));
  return arrangements.slice(0, 2).map((columns) => [...columns]);
}

function cutFrom({ fields, separators, names }: BlockCell, index: number): BlockCell {
  return { fields: fields.slice(index), separators: separators.slice(index), names };
}

function isTyped({ fields }: BlockColumn): boolean {
  return fields.length > 0;
}

function singly(cells: readonly BlockColumn[]): BlockColumn[] {
  return cells.flatMap((cell) =>
    cell.fields.length < 2 ? [cell] : cell.fields.map((field) => ({ fields: [field], separators: [] })),
  );
}
