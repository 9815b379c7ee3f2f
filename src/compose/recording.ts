import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import {
  type BranchWriter,
  Composition,
  type FieldRequest,
  type Inset,
  type Range,
  type RecordsAsked,
} from './composition.ts';
import { isChosen, isFilled } from './conditions.ts';
import type { Check, Field } from './document.ts';
import type { FormWords } from './form-words.ts';
import type { Spot } from './scope.ts';
import { writeValue } from './value-text.ts';

/** Makes what one place of a record prints. `path` is that of the record with a trailing dot, `index` its number. */
export type Printer<Printed extends Inset = Inset> = (record: Json, path: string, index: number) => Printed;

/** What a template asked of a record before it went on one way or another. */
export interface Question {
  readonly answerOf: (record: Json) => boolean | number;
  readonly answer: boolean | number;
}

/** What a template did with one record, in the order it did it. */
export type Step = { readonly print: Printer } | Question;

/** Composes one record and writes down how, so that records that give the same answers need no template. */
export class RecordingComposition extends Composition {
  readonly steps: Step[] = [];
  /** False where the template did what cannot be written down. */
  repeatable = true;
  readonly #base: string;
  readonly #fields = new Map<Field, Printer<Field>>();
  readonly #checks = new Map<Check, Printer<Check>>();

  /** @param base path of the record with a trailing dot */
  constructor(words: FormWords, base: string) {
    super(words, { blank: false });
    this.#base = base;
  }

  override field(spot: Spot, inTable: boolean, request: FieldRequest): Field {
    const field = super.field(spot, inTable, request);
    const { words } = this;
    const { pattern } = spot;
    const { node } = words.factsOf(pattern, request.variant);
    const keys = this.#keysOf(spot.path);
    const within = this.#within(field.path);
    const { type, label, caption, hint, size, extraLines, derived, options } = field;
    const { writing, separator, variant } = request;
    const asked = { writing, inTable, separator, variant };
    this.#fields.set(field, (record, path) => {
      const { text, typed: value } = writeValue(words, node, pattern, valueIn(record, keys), asked);
      // Written out: every value of a register comes by here, and a spread costs many times as much.
      return {
        kind: 'field',
        path: path + within,
        type,
        text,
        value,
        label,
        caption,
        hint,
        size,
        extraLines,
        derived,
        options,
      };
    });
    return field;
  }

  override check(spot: Spot, option: string | null): Check {
    const check = super.check(spot, option);
    const keys = this.#keysOf(spot.path);
    const within = this.#within(spot.path);
    this.#checks.set(check, (record, path): Check => {
      const value = valueIn(record, keys);
      return { ...check, path: path + within, checked: option === null ? value === true : isChosen(value, option) };
    });
    return check;
  }

  override rowNumber(base: string, index: number, shown: boolean): Field {
    const field = super.rowNumber(base, index, shown);
    const within = this.#within(field.path);
    const ofRecord = base === this.#base;
    this.#fields.set(field, (_record, path, number) => {
      const numbered = ofRecord ? super.rowNumber(base, number, shown) : field;
      return { ...numbered, path: path + within };
    });
    return field;
  }

  override tiyn(spot: Spot, request: FieldRequest): Inset | null {
    this.repeatable = false;
    return super.tiyn(spot, request);
  }

  override whereFilled(spot: Spot, write: BranchWriter): string {
    const keys = this.#keysOf(spot.path);
    const answer = this.filled(spot);
    this.steps.push({ answerOf: (record) => isFilled(valueIn(record, keys)), answer });
    return write(this, answer);
  }

  override chosen(spot: Spot, code: string): boolean {
    const keys = this.#keysOf(spot.path);
    const answer = isChosen(spot.value, code);
    this.steps.push({ answerOf: (record) => isChosen(valueIn(record, keys), code), answer });
    return answer;
  }

  override recordsShown(path: string, records: readonly Json[], asked: RecordsAsked): Range {
    this.#askLength(path, records);
    return super.recordsShown(path, records, asked);
  }

  override recordCount(path: string, records: readonly Json[]): number {
    this.#askLength(path, records);
    return super.recordCount(path, records);
  }

  override place(inset: Inset): string {
    this.steps.push({ print: this.#printerOf(inset) });
    return super.place(inset);
  }

  #askLength(path: string, records: readonly Json[]): void {
    const keys = this.#keysOf(path);
    this.steps.push({ answerOf: (record) => lengthOf(valueIn(record, keys)), answer: records.length });
  }

  #printerOf(inset: Inset): Printer {
    switch (inset.kind) {
      case 'text':
        return () => inset;
      case 'field':
        return this.#fieldPrinter(inset);
      case 'check':
        return this.#checks.get(inset) ?? unwritten(inset.path);
      case 'group': {
        const printers = inset.fields.map((field) => this.#fieldPrinter(field));
        return (record, path, index) => ({
          ...inset,
          fields: printers.map((print) => print(record, path, index)),
        });
      }
    }
  }

  #fieldPrinter(field: Field): Printer<Field> {
    return this.#fields.get(field) ?? unwritten(field.path);
  }

  #within(path: string): string {
    if (!path.startsWith(this.#base)) throw new Error(`${path} is no value of the record ${this.#base}`);
    return path.slice(this.#base.length);
  }

  #keysOf(path: string): readonly string[] {
    return this.#within(path).split('.');
  }
}

function unwritten(path: string): never {
  throw new Error(`nobody wrote down how ${path} is printed`);
}

/** The value at a path within a record, own properties only. */
function valueIn(record: Json, keys: readonly string[]): Json | undefined {
  let value: Json | undefined = record;
  for (const key of keys) {
    if (isJsonArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

function lengthOf(value: Json | undefined): number {
  return isJsonArray(value) ? value.length : 0;
}
