import { UnreadableFileError } from '../../refusal.ts';
import type { PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { SyntaxReader } from './syntax.ts';

/** Objects packed together (ISO 32000-1, 7.5.7): pairs of number and offset, then the values. */
export class ObjectStream {
  readonly #content: Buffer;
  readonly #first: number;
  readonly #budget: ReadingBudget;
  readonly #pairs: SyntaxReader;
  /** Pairs read so far: a form of thousands of fields asks for all of them, one after another. */
  readonly #places: { readonly object: number; readonly offset: number }[] = [];

  /**
   * @param content unpacked
   * @param first where the values begin
   */
  constructor(content: Buffer, first: number, budget: ReadingBudget) {
    this.#content = content;
    this.#first = first;
    this.#budget = budget;
    this.#pairs = new SyntaxReader(content, 0, budget);
  }

  /** @throws UnreadableFileError where another object has that index */
  read(index: number, object: number): PdfValue {
    while (this.#places.length <= index) {
      this.#places.push({ object: this.#pairs.count(), offset: this.#pairs.count() });
    }
    const place = this.#places[index];
    if (place?.object !== object) throw new UnreadableFileError('damaged', 'a stream of objects lacks one');
    return new SyntaxReader(this.#content, this.#first + place.offset, this.#budget).value();
  }
}
