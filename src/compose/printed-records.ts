import type { Block, Row } from './document.ts';
import { Composition } from './composition.ts';
import type { FormWords } from './form-words.ts';
import type { RowBlock } from './helpers.ts';
import type { MarkupReader } from './reader.ts';
import { RecordShapes } from './record-shapes.ts';
import { withRowsOf } from './register-rows.ts';
import { recordsIn, type Scope } from './scope.ts';

/** Markup of a record that is blocks of its own; anything else is read with the line or the table it stands in. */
const beginsWithBlock = /^\s*<(?:h[123]|p|clause|table|signature|section|seal)[ >]/;

/**
 * Records at the top of a form that are composed apart from it: a form of thousands would else be read anew for every
 * payload, and all of it at once.
 */
export class PrintedRecords {
  readonly #words: FormWords;
  readonly #scope: Scope;
  readonly #reader: MarkupReader;
  readonly #rows = new Map<string, readonly Row[]>();
  readonly #blocks = new Map<string, readonly Block[]>();

  constructor(words: FormWords, scope: Scope, reader: MarkupReader) {
    this.#words = words;
    this.#scope = scope;
    this.#reader = reader;
  }

  /** Composes the records of `source`; gives the markup that stands for them, or null where they are not apart. */
  take(source: string, block: RowBlock): string | null {
    const records = recordsIn(this.#scope, source);
    if (records.length === 0) return null;
    if (source === this.#words.form.about.rows?.field) {
      const shapes = new RecordShapes(this.#words, source, block, this.#reader.ofRows);
      this.#rows.set(
        source,
        records.flatMap((record, index) => shapes.of(record, index)),
      );
      return '';
    }
    if (!beginsWithBlock.test(block(new Composition(this.#words, { blank: false }), records[0], 0))) return null;
    const shapes = new RecordShapes(this.#words, source, block, this.#reader.ofBlocks);
    const name = `records ${this.#blocks.size}`;
    this.#blocks.set(
      name,
      records.flatMap((record, index) => shapes.of(record, index)),
    );
    return `<section page="same" sheet="${name}"></section>`;
  }

  /** The blocks of the form with the records in their places. */
  within(blocks: readonly Block[]): readonly Block[] {
    let whole = this.#blocks.size === 0 ? blocks : this.#withBlocks(blocks);
    for (const [source, rows] of this.#rows) whole = withRowsOf(whole, source, rows);
    return whole;
  }

  #withBlocks(blocks: readonly Block[]): readonly Block[] {
    return blocks.flatMap((block): readonly Block[] => {
      if (block.kind === 'table') {
        return [{ ...block, head: this.#withinRows(block.head), body: this.#withinRows(block.body) }];
      }
      if (block.kind !== 'section') return [block];
      return this.#blocks.get(block.sheet) ?? [{ ...block, blocks: this.#withBlocks(block.blocks) }];
    });
  }

  #withinRows(rows: readonly Row[]): Row[] {
    return rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, blocks: this.#withBlocks(cell.blocks) })),
    }));
  }
}
