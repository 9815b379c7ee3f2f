import type { Writable } from 'node:stream';
import type { FormWords } from '../../compose/form-words.ts';
import type { Locales } from '../../compose/locales.ts';
import { withoutIndexes } from '../../forms/json.ts';
import type { ErrorDocument, ProblemDocument } from '../../problem-text.ts';
import type { Batch, BatchItem, BatchRegistry, ItemFailure } from '../../registry/batches.ts';
import { FormWorkbook } from './form-workbook.ts';

/** Rows looked up at a time. */
const pageLength = 200;

export interface ErrorSheetOptions {
  readonly words: FormWords;
  readonly locales: Locales;
  /** Tells a failure in the reader's language. */
  readonly voice: (failure: ItemFailure) => ProblemDocument;
}

/** Writes the rows of a batch that failed, each with what was wrong with it, to be corrected and sent again. */
export async function writeErrors(
  output: Writable,
  { id }: Batch,
  batches: BatchRegistry,
  { words, locales, voice }: ErrorSheetOptions,
): Promise<void> {
  const workbook = new FormWorkbook(output, { words, locales, records: 0, withErrors: true });
  let after = 0;
  for (;;) {
    const items = await batches.items(id, { state: 'failed', after, limit: pageLength });
    for (const item of items) workbook.add(rowOf(item, words, voice));
    const last = items.at(-1);
    if (last === undefined) break;
    after = last.position;
  }
  await workbook.finish();
}

function rowOf({ position, number, data, failure }: BatchItem, words: FormWords, voice: ErrorSheetOptions['voice']) {
  const problem = failure === null ? null : voice(failure);
  const errors = problem?.errors ?? [];
  return {
    key: String(position),
    number,
    data: data ?? {},
    // A problem as a whole says nothing more where its errors are told.
    errors: errors.length > 0 ? errors.map((error) => lineOf(error, words)) : problem === null ? [] : [problem.detail],
    wrong: new Set(errors.map(({ pointer }) => pathOf(pointer))),
  };
}

/** «ИИН/БИН: Контрольная цифра не сходится.» */
function lineOf({ pointer, detail }: ErrorDocument, { form, language }: FormWords): string {
  const path = pathOf(pointer);
  const label = form.locales[language].fields[withoutIndexes(path)] ?? path;
  return label === '' ? detail : `${label}: ${detail}`;
}

/** `goods.0.tnved` from `/goods/0/tnved`. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
