import type { Language } from '../../compose/document.ts';
import { valueAt, type JsonObject } from '../../forms/json.ts';
import type { ClientForm } from '../state/client-form.ts';
import type { Change } from '../state/payload-change.ts';
import type { BlockCell } from './block-cells.ts';
import { type BlockColumn, columnsFrom, headingOf } from './block-columns.ts';
import { BlockReader } from './block-reader.ts';
import { splitCell } from './cell-split.ts';

/** Where a block is put. */
export interface BlockTarget {
  readonly form: ClientForm;
  readonly payload: JsonObject;
  /** Language of the paper. */
  readonly language: Language;
  /** Path of the table, with the indexes of what it stands in: `goods`, `experts.2.kpved`. */
  readonly source: string;
  readonly cells: readonly BlockCell[];
  /** Records that the table may have. */
  readonly limit: number;
  /** The record and the field in it that the block begins at. */
  readonly record: number;
  readonly field: string;
}

/** What a block does to a payload, and what is told about it. */
export interface BlockPlan {
  readonly changes: readonly Change[];
  /** Texts that are no value of their field, by path; their old values go. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Records from the first to before the last. */
  readonly from: number;
  readonly to: number;
  /** Columns of the block that were put somewhere. */
  readonly columns: number;
  /** Rows above the limit and columns right of the table. */
  readonly leftOut: { readonly rows: number; readonly columns: number };
  /** The names above the columns told where they belong. */
  readonly headed: boolean;
}

/** Rows that are looked at to tell what the columns of a block are. */
const sampleRows = 20;

/** Decides where every cell of a block goes and reads it as a value. */
export function planBlock(target: BlockTarget, block: readonly (readonly string[])[]): BlockPlan {
  const reader = new BlockReader(target.form, target.language);
  const heading = headingOf(target.cells, block);
  const records = block.slice(heading?.rows ?? 0).filter((row) => row.some((cell) => cell.trim() !== ''));
  const width = Math.max(0, ...records.map(({ length }) => length));
  const columns =
    heading?.columns ?? likeliest(columnsFrom(target.cells, target.field, width), records, target, reader);
  const placed = recordsOf(records, columns, target);
  const kept = placed.filter(({ record }) => record < target.limit);
  const changes: Change[] = [];
  const unreadable = new Map<string, string>();
  for (const { row, record, nested } of kept) {
    columns.forEach((column, index) => {
      for (const [path, text] of textsOf(column, row[index] ?? '', `${target.source}.${record}.`, nested, reader)) {
        const entered = reader.read(path, text, valueAt(target.payload, path));
        if (entered.kind === 'unreadable') unreadable.set(path, text.trim());
        changes.push({ path, value: entered.kind === 'value' ? entered.value : undefined });
      }
    });
  }
  const used = columns.filter(({ fields }) => fields.length > 0).length;
  return {
    changes,
    unreadable,
    from: target.record,
    to: (kept.at(-1)?.record ?? target.record - 1) + 1,
    columns: Math.min(used, width),
    leftOut: { rows: placed.length - kept.length, columns: Math.max(0, width - columns.length) },
    headed: heading !== undefined,
  };
}

/** The arrangement in which most of the first rows can be read. */
function likeliest(
  arrangements: readonly (readonly BlockColumn[])[],
  rows: readonly (readonly string[])[],
  { source, record }: BlockTarget,
  reader: BlockReader,
): readonly BlockColumn[] {
  const sample = rows.slice(0, sampleRows);
  const misfits = (columns: readonly BlockColumn[]) =>
    columns.reduce((sum, column, index) => {
      const texts = sample.map((row) => row[index] ?? '').filter((text) => text.trim() !== '');
      return sum + texts.filter((text) => !suits(column, text.trim(), `${source}.${record}.`, reader)).length;
    }, 0);
  const judged = arrangements.map((columns) => ({ columns, misfits: misfits(columns) }));
  const least = Math.min(...judged.map((one) => one.misfits));
  return judged.find((one) => one.misfits === least)?.columns ?? [];
}

/** A cell of several fields has the first of them at least; what the others need to be understood. */
function suits({ fields, separators }: BlockColumn, text: string, base: string, reader: BlockReader): boolean {
  const paths = fields.map(({ path }) => base + path);
  return paths.length === 0 || (splitCell(reader, paths, separators, text)?.[0] ?? '') !== '';
}

interface PlacedRow {
  readonly row: readonly string[];
  readonly record: number;
  /** Number of the record inside the record, where it has some. */
  readonly nested: number;
}

/** Rows with nothing but nested records belong to the record above them, as in a table with cells over several rows. */
function recordsOf(
  rows: readonly (readonly string[])[],
  columns: readonly BlockColumn[],
  { record: start }: BlockTarget,
): PlacedRow[] {
  const isOwn = columns.map(({ fields }) => fields.length > 0 && !fields.some(({ path }) => isNested(path)));
  const hasBoth = isOwn.includes(true) && columns.some(({ fields }) => fields.some(({ path }) => isNested(path)));
  let record = start - 1;
  let nested = 0;
  return rows.map((row) => {
    const continues = hasBoth && record >= start && row.every((text, index) => !isOwn[index] || text.trim() === '');
    nested = continues ? nested + 1 : 0;
    if (!continues) record += 1;
    return { row, record, nested };
  });
}

function isNested(path: string): boolean {
  return path.includes('.0.');
}

/** The fields of a column with their texts; a text that cannot be divided stands in the first one. */
function textsOf(
  { fields, separators }: BlockColumn,
  text: string,
  base: string,
  nested: number,
  reader: BlockReader,
): (readonly [path: string, text: string])[] {
  const own = nested === 0 ? fields : fields.filter(({ path }) => isNested(path));
  const paths = own.map(({ path }) => base + path.replace('.0.', `.${nested}.`));
  if (paths.length < 2) return paths.map((path) => [path, text]);
  const parts = text.trim() === '' ? [] : (splitCell(reader, paths, separators, text.trim()) ?? [text]);
  return paths.map((path, index) => [path, parts[index] ?? '']);
}
