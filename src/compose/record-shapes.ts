import type { Json } from '../forms/json.ts';
import type { Inline } from './document.ts';
import type { FormWords } from './form-words.ts';
import type { RowBlock } from './helpers.ts';
import { type Printer, type Question, RecordingComposition } from './recording.ts';

/** Records that gave the same answers so far: what they print up to the next question, or all of it at the end. */
interface Shape<Skeleton> {
  readonly printers: Printer[];
  question: Question['answerOf'] | null;
  readonly next: Map<Question['answer'], Shape<Skeleton>>;
  read: readonly Skeleton[] | null;
}

/** Reads the markup of a record, and puts its values in: rows of a table, or blocks. */
export interface RecordReader<Skeleton, Filled> {
  /** @throws VocabularyError */
  read(markup: string): readonly Skeleton[];
  fill(skeleton: Skeleton, insets: readonly Inline[]): Filled;
}

/** Shapes kept; records of further shapes are composed by the template. */
const shapesKept = 500;

/**
 * The records of one table of the payload, one by one. A template asks few questions of a record (is there a licence, how many
 * goods are there): it runs for the first record of every shape, and the others follow what it did.
 */
export class RecordShapes<Skeleton, Filled> {
  readonly #words: FormWords;
  readonly #source: string;
  readonly #block: RowBlock;
  readonly #reader: RecordReader<Skeleton, Filled>;
  /** Of the first record, and of all others: templates may ask which one it is (`@index`). */
  readonly #beginnings = { first: emptyShape<Skeleton>(), later: emptyShape<Skeleton>() };
  #shapes = 0;

  /** @param source path of the records */
  constructor(words: FormWords, source: string, block: RowBlock, reader: RecordReader<Skeleton, Filled>) {
    this.#words = words;
    this.#source = source;
    this.#block = block;
    this.#reader = reader;
  }

  /** What one record prints; `index` counts from 0. @throws VocabularyError */
  of(record: Json, index: number): readonly Filled[] {
    const path = `${this.#source}.${index}.`;
    const insets: Inline[] = [];
    for (let shape: Shape<Skeleton> | undefined = this.#beginning(index); shape !== undefined;) {
      for (const print of shape.printers) insets.push(print(record, path, index));
      if (shape.read !== null) return this.#filled(shape.read, insets);
      shape = shape.question === null ? undefined : shape.next.get(shape.question(record));
    }
    return this.#byTemplate(record, index, path);
  }

  #byTemplate(record: Json, index: number, path: string): readonly Filled[] {
    const composition = new RecordingComposition(this.#words, path);
    const markup = this.#block(composition, record, index);
    const skeleton = this.#reader.read(markup);
    if (composition.repeatable && this.#shapes < shapesKept) this.#keep(composition, skeleton, index);
    return this.#filled(skeleton, composition.insets);
  }

  #filled(skeleton: readonly Skeleton[], insets: readonly Inline[]): readonly Filled[] {
    return skeleton.map((part) => this.#reader.fill(part, insets));
  }

  #beginning(index: number): Shape<Skeleton> {
    return index === 0 ? this.#beginnings.first : this.#beginnings.later;
  }

  #keep({ steps }: RecordingComposition, read: readonly Skeleton[], index: number): void {
    let shape = this.#beginning(index);
    let known = shape.question !== null;
    for (const step of steps) {
      if ('print' in step) {
        if (!known) shape.printers.push(step.print);
        continue;
      }
      shape.question ??= step.answerOf;
      const next = shape.next.get(step.answer) ?? emptyShape<Skeleton>();
      shape.next.set(step.answer, next);
      shape = next;
      known = shape.question !== null;
    }
    shape.read = read;
    this.#shapes += 1;
  }
}

function emptyShape<Skeleton>(): Shape<Skeleton> {
  return { printers: [], question: null, next: new Map(), read: null };
}
