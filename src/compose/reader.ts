import type { Block, Inline, Row } from './document.ts';
import { fillBlock, fillRow, type SkeletonBlock } from './skeleton.ts';
import { VocabularyError } from './markup.ts';
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

  /** The rows of one record. @throws VocabularyError */
  rows(markup: string, insets: readonly Inline[]): Row[] {
    const [table] = this.#skeleton(`<table><colgroup></colgroup><tbody>${markup}</tbody></table>`);
    if (table?.kind !== 'table') throw new VocabularyError('rows are not table rows');
    return table.body.map((row) => fillRow(row, insets));
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
