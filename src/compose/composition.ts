import { isJsonArray, pointerOf, valueAt, type Json } from '../forms/json.ts';
import type { Check, Field, FieldGroup, Text } from './document.ts';
import type { FormWords } from './form-words.ts';
import { writeValue, type Writing } from './value-text.ts';

/** A remark that does not stop a draft: pointer, code, and nothing of the value. */
export interface Warning {
  readonly pointer: string;
  readonly code: string;
}

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

/** What is known while one language of a document is composed; templates reach it through helpers only. */
export class Composition {
  readonly words: FormWords;
  readonly payload: Json | undefined;
  /** Empty rows printed in a table without records; undefined leaves it to the template. */
  readonly blankRows: number | undefined;
  readonly insets: Inset[] = [];
  readonly warnings: Warning[] = [];

  constructor(words: FormWords, payload: Json | undefined, blankRows: number | undefined) {
    this.words = words;
    this.payload = payload;
    this.blankRows = blankRows;
  }

  get blank(): boolean {
    return this.payload === undefined;
  }

  /** @throws Error when the template names a field that the schema does not have */
  field(path: string, inTable: boolean, request: FieldRequest): Field {
    const pattern = withoutIndexes(path);
    const { node, type, label, options } = this.words.factsOf(pattern, request.variant);
    const written = writeValue(this.words, node, pattern, valueAt(this.payload, path), {
      writing: request.writing,
      inTable,
      separator: request.separator,
      variant: request.variant,
    });
    if (written.languageMissing) this.warnings.push({ pointer: pointerOf(path), code: 'language-missing' });
    const part = dateParts.has(request.writing ?? '') ? request.writing : undefined;
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

  /** A box of a yes/no field, or of one code in a list or choice. */
  check(path: string, option: string | null): Check {
    const { label, options } = this.words.factsOf(withoutIndexes(path));
    const value = valueAt(this.payload, path);
    return {
      kind: 'check',
      path,
      option,
      label: options.find((candidate) => candidate.value === option)?.text ?? label,
      checked: option === null ? value === true : value === option || (isJsonArray(value) && value.includes(option)),
    };
  }

  /** Number of records of an array; 0 while it is missing. */
  count(path: string): number {
    const value = valueAt(this.payload, path);
    return isJsonArray(value) ? value.length : 0;
  }

  /** @throws Error when the template names a field that the schema does not have */
  filled(path: string): boolean {
    const pattern = withoutIndexes(path);
    if (!this.words.knows(pattern)) throw new Error(`${this.words.form.id}: the schema has no field ${pattern}`);
    const value = valueAt(this.payload, path);
    return value !== undefined && value !== null && value !== false && !(isJsonArray(value) && value.length === 0);
  }

  /** Keeps an inset and returns the markup that stands for it. */
  place(inset: Inset): string {
    this.insets.push(inset);
    return `<inset n="${this.insets.length - 1}"></inset>`;
  }
}

/** Blanks of a date written in parts («20» ноября 2026): each is a fill-in of its own. */
const dateParts: ReadonlySet<string> = new Set(['day', 'month', 'year', 'year2']);

/** `goods.nameKk` from `goods.0.nameKk`. */
export function withoutIndexes(path: string): string {
  return path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
}
