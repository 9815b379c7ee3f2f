import type { Json } from '../forms/json.ts';
import { isChosen, isFilled } from './conditions.ts';
import type { Check, Field, FieldGroup, Text } from './document.ts';
import type { FormWords } from './form-words.ts';
import type { Spot } from './scope.ts';
import { writeValue, type Writing } from './value-text.ts';

/** Inlines that stand for payload values; the markup carries only their index. */
export type Inset = Field | FieldGroup | Check | Text;

/** How a template asks for one field. */
export interface FieldRequest {
  readonly writing: Writing | undefined;
  readonly caption: string;
  readonly hint: string;
  readonly size: Field['size'] | undefined;
  readonly lines: number;
  readonly separator: string;
  readonly variant: string;
}

/** Composes one branch of a condition: the one for a value that is there, or the other. */
export type BranchWriter = (composition: Composition, holds: boolean) => string;

/** How a template asks for the records of a table: rows printed where there are none, and the part it wants. */
export interface RecordsAsked {
  readonly empty: number;
  readonly from: number;
  readonly to: number;
}

/** Numbers of records from 0, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What is known while one language of a document is composed; templates reach it through helpers only. */
export class Composition {
  readonly words: FormWords;
  /** True while the empty form is composed. */
  readonly blank: boolean;
  /** Empty rows printed in a table without records; undefined leaves it to the template. */
  readonly blankRows: number | undefined;
  readonly insets: Inset[] = [];

  constructor(words: FormWords, { blank, blankRows }: { blank: boolean; blankRows?: number | undefined }) {
    this.words = words;
    this.blank = blank;
    this.blankRows = blankRows;
  }

  /** @throws Error when the template names a field that the schema does not have */
  field({ path, pattern, value }: Spot, inTable: boolean, request: FieldRequest): Field {
    const { node, type, label, options } = this.words.factsOf(pattern, request.variant);
    const written = writeValue(this.words, node, pattern, value, {
      writing: request.writing,
      inTable,
      separator: request.separator,
      variant: request.variant,
    });
    const part = dateParts.get(request.writing ?? '');
    return {
      kind: 'field',
      path: part === undefined ? path : `${path}.${part}`,
      type: part === undefined ? type : 'text',
      text: written.text,
      value: written.typed,
      label,
      caption: request.caption,
      hint: request.hint,
      size: request.size ?? (inTable ? 'cell' : 'medium'),
      extraLines: request.lines,
      derived: false,
      options,
    };
  }

  /** Number of the record at `base` (its path with a trailing dot), from 1; `index` counts from 0. */
  rowNumber(base: string, index: number, shown: boolean): Field {
    const value = index + 1;
    return {
      kind: 'field',
      path: `${base}rowNumber`,
      type: 'integer',
      text: shown ? String(value) : '',
      value: shown ? { type: 'integer', value } : null,
      label: '',
      caption: '',
      hint: '',
      size: 'cell',
      extraLines: 0,
      derived: true,
      options: [],
    };
  }

  /** A box of a yes/no field, or of one code in a list or choice. */
  check({ path, pattern, value }: Spot, option: string | null): Check {
    const { label, options } = this.words.factsOf(pattern);
    return {
      kind: 'check',
      path,
      option,
      label: options.find((candidate) => candidate.value === option)?.text ?? label,
      checked: option === null ? value === true : isChosen(value, option),
    };
  }

  /**
   * Writes the branch of `#filled` that the data ask for.
   * @throws Error when the template names a field that the schema does not have
   */
  whereFilled(spot: Spot, write: BranchWriter): string {
    return write(this, this.filled(spot));
  }

  /** Whether a choice is the code, or a list of choices has it. */
  chosen(spot: Spot, code: string): boolean {
    return this.check(spot, code).checked;
  }

  /** The tiyn of an amount after the word «тенге»; null in a blank. */
  tiyn(spot: Spot, request: FieldRequest): Inset | null {
    const { text } = this.field(spot, false, { ...request, writing: 'tiyn' });
    return text === '' ? null : { kind: 'text', text: ` ${text}`, bold: false, italic: false };
  }

  /** Which records of the table at `path` are printed: from the first to before the last. */
  recordsShown(_path: string, records: readonly Json[], { empty, from, to }: RecordsAsked): Range {
    return { from, to: Math.min(records.length === 0 ? empty : records.length, to) };
  }

  /** How many rows the records of the table at `path` take beside each other. */
  recordCount(_path: string, records: readonly Json[]): number {
    return Math.max(1, records.length);
  }

  /** @throws Error when the template names a field that the schema does not have */
  protected filled({ pattern, value }: Spot): boolean {
    if (!this.words.knows(pattern)) throw new Error(`${this.words.form.id}: the schema has no field ${pattern}`);
    return isFilled(value);
  }

  /** Keeps an inset and returns the markup that stands for it. */
  place(inset: Inset): string {
    this.insets.push(inset);
    return `<inset n="${this.insets.length - 1}"></inset>`;
  }
}

/** Blanks of a date written in parts («20» ноября 2026): each is a fill-in of its own. */
const dateParts: ReadonlyMap<string, string> = new Map([
  ['day', 'day'],
  ['month', 'month'],
  ['monthAttributive', 'month'],
  ['year', 'year'],
  ['year2', 'year2'],
]);
