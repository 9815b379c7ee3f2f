import type { Writable } from 'node:stream';
import type { FormWords } from '../../compose/form-words.ts';
import type { Locales } from '../../compose/locales.ts';
import { FormWorkbook } from './form-workbook.ts';

export interface TemplateOptions {
  readonly words: FormWords;
  readonly locales: Locales;
  /** Groups of columns for each table; 0 gives tables sheets of their own. */
  readonly records: number;
  /** Whether its first row is filled in, with the example of the form. */
  readonly withExample: boolean;
}

/** Writes a workbook to be filled in: a document a row. */
export async function writeTemplate(
  output: Writable,
  { words, locales, records, withExample }: TemplateOptions,
): Promise<void> {
  const workbook = new FormWorkbook(output, { words, locales, records, withErrors: false });
  if (withExample) {
    workbook.add({ key: '1', number: null, data: words.form.example, errors: [], wrong: new Set() });
  }
  await workbook.finish();
}
