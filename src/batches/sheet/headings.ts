import { type Language, languages } from '../../compose/document.ts';
import type { Locales } from '../../compose/locales.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import { withoutIndexes } from '../../forms/json.ts';
import { leafFields } from '../../forms/schema-fields.ts';
import {
  columnAt,
  errorsColumn,
  type FieldColumn,
  hasLanguages,
  numberColumn,
  rowColumn,
  tablesOf,
} from './columns.ts';

const between = ' / ';
const numberBefore = / (\d{1,4}) \/ /g;
/** Marks what must be filled in. */
export const requiredMark = ' *';
const serviceColumns = { [rowColumn]: 'row', [numberColumn]: 'number', [errorsColumn]: 'errors' } as const;

/** What columns are called in the languages of documents, and which column a heading means. */
export class Headings {
  readonly #form: FormDefinition;
  readonly #locales: Locales;
  /** Paths by headings, folded; indexes of records are `#`. Null for a heading that several fields have. */
  readonly #paths = new Map<string, string | null>();

  constructor(form: FormDefinition, locales: Locales) {
    this.#form = form;
    this.#locales = locales;
    for (const language of languages) this.#learn(language);
  }

  /** «Заявитель / Наименование (рус.)», «Товары 2 / Код ТНВЭД ЕАЭС». */
  of(column: FieldColumn, language: Language): string {
    const labels = this.#labels(column.path, language);
    return labels.join(between) + (column.language === null ? '' : this.#inLanguage(column.language, language));
  }

  ofService(column: keyof typeof serviceColumns, language: Language): string {
    return this.#locales.say(language, 'batches', serviceColumns[column]);
  }

  ofTable(table: string, language: Language): string {
    return this.#form.locales[language].fields[table] ?? table;
  }

  /** The path, or the name of a service column, that a heading means; null for one that means nothing. */
  pathOf(heading: string): string | null {
    const written = heading.trim();
    if (isService(written) || written.startsWith('#') || columnAt(this.#form, written) !== null) return written;
    const numbers: number[] = [];
    const pattern = folded(written).replace(numberBefore, (_, number: string) => {
      numbers.push(Number(number) - 1);
      return ' # / ';
    });
    const path = this.#paths.get(pattern) ?? this.#paths.get(folded(written)) ?? null;
    return path?.replaceAll('#', (mark, at: number) => (at === 0 ? mark : String(numbers.shift() ?? 0))) ?? null;
  }

  #learn(language: Language): void {
    for (const column of [rowColumn, numberColumn, errorsColumn] as const) {
      this.#note(this.ofService(column, language), column);
    }
    for (const pattern of leafFields(this.#form.schema)) {
      const tables = tablesOf(this.#form.schema, pattern);
      const marked = tables.reduce(
        (path, table, at) =>
          path
            .split('.')
            .toSpliced(table.split('.').length + at, 0, '#')
            .join('.'),
        pattern,
      );
      for (const path of new Set([pattern, marked])) {
        const labels = this.#labels(path, language).join(between);
        this.#note(labels, path);
        // A label alone will do where only one field has it.
        if (path === pattern && pattern.includes('.')) this.#note(this.#labels(path, language).at(-1) ?? '', path);
        const node = this.#form.schema.nodeAt(pattern);
        if (node === undefined || !hasLanguages(node)) continue;
        for (const own of languages) this.#note(labels + this.#inLanguage(own, language), `${path}.${own}`);
      }
    }
  }

  #note(heading: string, path: string): void {
    const key = folded(heading);
    const before = this.#paths.get(key);
    this.#paths.set(key, before === undefined || before === path ? path : null);
  }

  #labels(path: string, language: Language): string[] {
    const { fields } = this.#form.locales[language];
    const parts = path.split('.');
    return parts.flatMap((part, at) => {
      if (/^(?:\d+|#)$/.test(part)) return [];
      const pattern = withoutIndexes(
        parts
          .slice(0, at + 1)
          .filter((one) => one !== '#')
          .join('.'),
      );
      const next = parts[at + 1] ?? '';
      const record = next === '#' ? ' #' : /^\d+$/.test(next) ? ` ${Number(next) + 1}` : '';
      return [`${fields[pattern] ?? part}${record}`];
    });
  }

  #inLanguage(language: Language, reader: Language): string {
    return ` (${this.#locales.say(reader, 'batches', `in.${language}`)})`;
  }
}

/** Upper and lower case, blanks and the mark of what is required make no difference. */
function folded(heading: string): string {
  return heading.normalize('NFC').replaceAll(/\s+/g, ' ').trim().replace(/ ?\*$/, '').toLocaleLowerCase('ru');
}

function isService(text: string): text is keyof typeof serviceColumns {
  return Object.hasOwn(serviceColumns, text);
}
