import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, pointerOf, valueAt, type Json } from '../forms/json.ts';
import type { SchemaNode } from '../forms/schema.ts';
import type { Check, Field, FieldGroup, Language } from './document.ts';
import type { Locales } from './locales.ts';
import { choiceWords, fieldTypeOf, writeValue, type Writing } from './value-text.ts';

/** A remark that does not stop a draft: pointer, code, and nothing of the value. */
export interface Warning {
  readonly pointer: string;
  readonly code: string;
}

/** Inlines that stand for payload values; the markup carries only their index. */
export type Inset = Field | FieldGroup | Check;

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
  readonly form: FormDefinition;
  readonly language: Language;
  readonly locales: Locales;
  readonly payload: Json | undefined;
  /** Empty rows printed in a table without records; undefined leaves it to the template. */
  readonly blankRows: number | undefined;
  readonly insets: Inset[] = [];
  readonly warnings: Warning[] = [];

  constructor(
    form: FormDefinition,
    language: Language,
    locales: Locales,
    payload: Json | undefined,
    blankRows: number | undefined,
  ) {
    this.form = form;
    this.language = language;
    this.locales = locales;
    this.payload = payload;
    this.blankRows = blankRows;
  }

  get blank(): boolean {
    return this.payload === undefined;
  }

  /** @throws Error when the template names a field that the schema does not have */
  field(path: string, inTable: boolean, request: FieldRequest): Field {
    const pattern = withoutIndexes(path);
    const node = this.#node(pattern);
    const value = valueAt(this.payload, path);
    const written = writeValue(this.form, node, pattern, value, this.language, request.writing, {
      inTable,
      separator: request.separator,
      variant: request.variant,
      words: {
        yes: this.locales.say(this.language, 'common', 'yes'),
        no: this.locales.say(this.language, 'common', 'no'),
      },
    });
    if (written.languageMissing) this.warnings.push({ pointer: pointerOf(path), code: 'language-missing' });
    const part = dateParts.has(request.writing ?? '') ? request.writing : undefined;
    return {
      kind: 'field',
      path: part === undefined ? path : `${path}.${part}`,
      type: part === undefined ? fieldTypeOf(node) : 'text',
      text: written.text,
      value: written.typed,
      label: this.label(pattern),
      caption: request.caption,
      hint: request.hint,
      size: request.size ?? (inTable ? 'cell' : 'medium'),
      extraLines: request.lines,
      derived: false,
      options: (node.valueType === 'boolean' ? ['true', 'false'] : node.choices).map((code) => ({
        value: code,
        text: choiceWords(this.form, this.language, pattern, request.variant, code) ?? this.#plainWord(code),
      })),
    };
  }

  /** A box of a yes/no field, or of one code in a list or choice. */
  check(path: string, option: string | null): Check {
    const pattern = withoutIndexes(path);
    this.#node(pattern);
    const value = valueAt(this.payload, path);
    return {
      kind: 'check',
      path,
      option,
      label:
        (option === null ? undefined : choiceWords(this.form, this.language, pattern, '', option)) ??
        this.label(pattern),
      checked: option === null ? value === true : value === option || (isJsonArray(value) && value.includes(option)),
    };
  }

  /** Number of records of an array; 0 while it is missing. */
  count(path: string): number {
    const value = valueAt(this.payload, path);
    return isJsonArray(value) ? value.length : 0;
  }

  filled(path: string): boolean {
    this.#node(withoutIndexes(path));
    const value = valueAt(this.payload, path);
    return value !== undefined && value !== null && value !== false && !(isJsonArray(value) && value.length === 0);
  }

  /** @throws Error when the locale lacks the label: every field needs one, for screen readers and errors. */
  label(pattern: string): string {
    const label = this.form.locales[this.language].fields[pattern];
    if (label === undefined) throw new Error(`${this.form.id}: locale ${this.language} has no label for ${pattern}`);
    return label;
  }

  /** Keeps an inset and returns the markup that stands for it. */
  place(inset: Inset): string {
    this.insets.push(inset);
    return `<inset n="${this.insets.length - 1}"></inset>`;
  }

  #plainWord(code: string): string {
    if (code !== 'true' && code !== 'false') return code;
    return this.locales.say(this.language, 'common', code === 'true' ? 'yes' : 'no');
  }

  #node(pattern: string): SchemaNode {
    const node = this.form.schema.nodeAt(pattern);
    if (node === undefined) throw new Error(`${this.form.id}: the schema has no field ${pattern}`);
    return node;
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
