import type { DataValidation } from 'exceljs';
import type { FormWords } from '../../compose/form-words.ts';
import type { Locales } from '../../compose/locales.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { columnRule, isDerived, isRequired } from './column-rules.ts';
import { columnPath, type errorsColumn, type FieldColumn, type numberColumn, type rowColumn } from './columns.ts';
import { type Headings, requiredMark } from './headings.ts';

/** One column of a sheet: a field, or what is none. */
export interface PlacedColumn {
  readonly path: string;
  readonly heading: string;
  readonly hint: string;
  readonly numberFormat: string;
  readonly validation: DataValidation | null;
  readonly width: number;
}

const narrowest = 14;
const widest = 40;

/** Columns as they are written: what they are called, what they take, and a hint for whoever fills them in. */
export class PlacedColumns {
  readonly #words: FormWords;
  readonly #locales: Locales;
  readonly #headings: Headings;
  readonly #lists: ChoiceLists;

  constructor(words: FormWords, locales: Locales, headings: Headings, lists: ChoiceLists) {
    this.#words = words;
    this.#locales = locales;
    this.#headings = headings;
    this.#lists = lists;
  }

  service(path: typeof rowColumn | typeof errorsColumn | typeof numberColumn, width: number, hint = ''): PlacedColumn {
    const heading = this.#headings.ofService(path, this.#words.language);
    return { path, heading, hint, numberFormat: '@', validation: null, width };
  }

  /** Which record of another table those of a sheet are part of. */
  outer(table: string): PlacedColumn {
    const { language } = this.#words;
    const heading = `${this.#headings.ofTable(table, language)} №`;
    const hint = this.#locales.say(language, 'batches', 'type.outer', { table: heading });
    return { path: `#${table}`, heading, hint, numberFormat: '0', validation: null, width: narrowest };
  }

  field(column: FieldColumn): PlacedColumn {
    const words = this.#words;
    const { numberFormat, validation, hint } = columnRule(column, words, this.#locales, this.#lists);
    const must = isRequired(column, words);
    const need = must ? 'required' : isDerived(column, words) ? 'derived' : 'optional';
    const heading = this.#headings.of(column, words.language) + (must ? requiredMark : '');
    return {
      path: columnPath(column),
      heading,
      hint: `${this.#locales.say(words.language, 'batches', need)} ${hint}`.trim(),
      numberFormat,
      validation,
      width: Math.min(widest, Math.max(narrowest, heading.length / 2)),
    };
  }
}
