import type { Block, Inline, Row } from './document.ts';
import { fillBlock, fillRow, type SkeletonBlock, type SkeletonRow } from './skeleton.ts';
import { VocabularyError } from './markup.ts';
import type { RecordReader } from './record-shapes.ts';
import { parseSkeleton } from './vocabulary.ts';

/** Shapes kept parsed: forms times languages times the usual numbers of rows. */
const shapesKept = 500;
/** Characters of markup kept parsed: a table that grows while it is filled in has a new shape with every row. */
const charactersKept = 8_000_000;

/**
 * Turns what a template produced into blocks. Values are not in the markup, only their places, so payloads of one
 * shape give one markup: it is parsed once and filled for each.
 */
export class MarkupReader {
  readonly #skeletons = new Map<string, readonly SkeletonBlock[]>();
  #characters = 0;

  /** @throws VocabularyError */
  blocks(markup: string, insets: readonly Inline[]): Block[] {
    return this.#skeleton(markup).map((block) => fillBlock(block, insets));
  }

  /** Reads records that are rows of a table. */
  get ofRows(): RecordReader<SkeletonRow, Row> {
    return { read: (markup) => this.#skeletonRows(markup), fill: fillRow };
  }

  /** Reads records that are blocks. */
  get ofBlocks(): RecordReader<SkeletonBlock, Block> {
    return { read: (markup) => this.#skeleton(markup), fill: fillBlock };
  }

  /** The rows of one record. @throws VocabularyError */
  rows(markup: string, insets: readonly Inline[]): Row[] {
    return this.#skeletonRows(markup).map((row) => fillRow(row, insets));
  }

  /** @throws VocabularyError */
  #skeletonRows(markup: string): readonly SkeletonRow[] {
    const [table] = this.#skeleton(`<table><colgroup></colgroup><tbody>${markup}</tbody></table>`);
    if (table?.kind !== 'table') throw new VocabularyError('rows are not table rows');
    return table.body;
  }

  #skeleton(markup: string): readonly SkeletonBlock[] {
    const known = this.#skeletons.get(markup);
    if (known !== undefined) return known;
    const skeleton = parseSkeleton(markup);
    this.#skeletons.set(markup, skeleton);
    this.#characters += markup.length;
    this.#dropOldest();
    return skeleton;
  }

  #dropOldest(): void {
    for (const markup of this.#skeletons.keys()) {
      if (this.#skeletons.size <= shapesKept && this.#characters <= charactersKept) return;
      this.#skeletons.delete(markup);
      this.#characters -= markup.length;
    }
  }
}
