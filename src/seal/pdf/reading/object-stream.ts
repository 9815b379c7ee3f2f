import { UnreadableFileError } from '../../refusal.ts';
import type { PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { SyntaxReader } from './syntax.ts';

/** Objects packed together (ISO 32000-1, 7.5.7): pairs of number and offset, then the values. */
export class ObjectStream {
  readonly #content: Buffer;
  readonly #first: number;
  readonly #budget: ReadingBudget;

  /**
   * @param content unpacked
   * @param first where the values begin
   */
  constructor(content: Buffer, first: number, budget: ReadingBudget) {
    this.#content = content;
    this.#first = first;
    this.#budget = budget;
  }

  /** @throws UnreadableFileError where another object has that index */
  read(index: number, object: number): PdfValue {
    const pairs = new SyntaxReader(this.#content, 0, this.#budget);
    for (let before = 0; before < index; before += 1) {
      pairs.count();
      pairs.count();
    }
    if (pairs.count() !== object) throw new UnreadableFileError('damaged', 'a stream of objects lacks one');
    return new SyntaxReader(this.#content, this.#first + pairs.count(), this.#budget).value();
  }
}
