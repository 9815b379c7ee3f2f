import type { Composer } from '../../compose/composer.ts';
import { languages } from '../../compose/document.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import { Problem } from '../../problem.ts';
import type { NewBatchItem } from '../../registry/batches.ts';
import { PayloadBuilder } from '../../values/payload-builder.ts';
import type { WrittenPaper } from '../../values/written-value.ts';
import { type PaperOf, putCell } from './cell-value.ts';
import { type FieldColumn, numberColumn, rowColumn } from './columns.ts';
import { Headings } from './headings.ts';
import { type SheetLayout, sheetLayout } from './layout.ts';
import { TableRecords } from './table-records.ts';
import { WorkbookError } from './xlsx/package-parts.ts';
import { Workbook } from './xlsx/workbook.ts';

/**
 * The rows of a workbook: the first sheet has one a document, further ones the records of tables.
 * @throws Problem `sheet-unreadable`, `sheet-columns`, `sheet-rows`
 */
export async function* rowsOfWorkbook(
  form: FormDefinition,
  composer: Composer,
  bytes: Uint8Array,
): AsyncGenerator<NewBatchItem> {
  try {
    yield* read(form, composer, await Workbook.open(bytes));
  } catch (cause) {
    if (cause instanceof WorkbookError) throw new Problem('sheet-unreadable', { cause });
    throw cause;
  }
}

async function* read(form: FormDefinition, composer: Composer, workbook: Workbook): AsyncGenerator<NewBatchItem> {
  const headings = new Headings(form, composer.locales);
  const paperOf = papers(form, composer);
  const records = new TableRecords(form);
  for (let sheet = 1; sheet < workbook.sheetCount; sheet += 1) {
    const layout = await sheetLayout(form, headings, workbook.rows(sheet), { isOfTable: true });
    if (layout !== null) await records.read(layout);
  }
  const main = await sheetLayout(form, headings, workbook.rows(0), { isOfTable: false });
  if (main === null) return;
  let position = 0;
  for await (const { cells } of main.rows) {
    const builder = new PayloadBuilder();
    for (const [at, column] of main.fields) {
      const cell = cells.get(at);
      if (cell !== undefined) putCell(builder, column, cell, paperOf);
    }
    position += 1;
    const key = serviceText(main, rowColumn, cells) ?? String(position);
    records.put(builder, key, paperOf);
    yield { number: serviceText(main, numberColumn, cells), data: builder.payload(), failure: null };
  }
  records.refuseLeft();
}

function serviceText(
  { services }: SheetLayout,
  name: string,
  cells: ReadonlyMap<number, { readonly text: string }>,
): string | null {
  const at = services.get(name);
  return (at === undefined ? undefined : cells.get(at)?.text.trim()) ?? null;
}

/** A column of one language is a paper in it; any other stands for all languages, and its words may be of each. */
function papers(form: FormDefinition, composer: Composer): PaperOf {
  const [kk, ru] = languages.map((language) => composer.words(form, language));
  if (kk === undefined || ru === undefined) throw new Error('forms are in two languages');
  const byColumn: Readonly<Record<'kk' | 'ru' | 'all', WrittenPaper>> = {
    kk: { words: [kk, ru], languageCount: 1 },
    ru: { words: [ru, kk], languageCount: 1 },
    all: { words: [kk, ru], languageCount: 2 },
  };
  return (language: FieldColumn['language']) => byColumn[language ?? 'all'];
}
