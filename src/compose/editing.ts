import { parseFragment } from 'parse5';
import { withoutIndexes, type Json } from '../forms/json.ts';
import {
  type BranchWriter,
  Composition,
  type FieldRequest,
  type Inset,
  type Range,
  type RecordsAsked,
} from './composition.ts';
import { isChosen, type PaperCondition, recordsToFill } from './conditions.ts';
import type { Check, Field } from './document.ts';
import type { FormWords } from './form-words.ts';
import type { ChildNode } from './markup.ts';
import type { Spot } from './scope.ts';

/** Decisions taken by the data, each once. */
export class PaperConditions {
  readonly #byKey = new Map<string, PaperCondition>();

  add(condition: PaperCondition): void {
    const code = condition.kind === 'chosen' ? ` ${condition.code}` : '';
    this.#byKey.set(`${condition.kind} ${condition.path}${code}`, condition);
  }

  all(): PaperCondition[] {
    return [...this.#byKey.values()];
  }
}

/**
 * The paper that is filled in: every value is a place to type into, whatever stands there. Values are never looked at
 * but for the shape of the paper, so a payload of wrong types composes like any other.
 */
export class EditedComposition extends Composition {
  readonly conditions: PaperConditions;
  /** Paths without indexes that nobody types, whatever the payload is. */
  readonly #computed: ReadonlySet<string>;
  /** A branch composed only to see which fields it would show. */
  readonly #sketch: boolean;

  constructor(words: FormWords, conditions = new PaperConditions(), { sketch = false } = {}) {
    super(words, { blank: false });
    this.conditions = conditions;
    this.#computed = computedFields(words);
    this.#sketch = sketch;
  }

  override field({ path, pattern }: Spot, inTable: boolean, request: FieldRequest): Field {
    const field = super.field({ path, pattern, value: undefined }, inTable, request);
    const { writing = null, variant, separator } = request;
    return { ...field, path, asked: { writing, variant, separator, inTable } };
  }

  override check({ path, pattern }: Spot, option: string | null): Check {
    return super.check({ path, pattern, value: undefined }, option);
  }

  override chosen(spot: Spot, code: string): boolean {
    const holds = isChosen(spot.value, code);
    this.conditions.add({ kind: 'chosen', path: spot.path, code, holds });
    return holds;
  }

  override tiyn(spot: Spot, request: FieldRequest): Inset {
    return { ...this.field(spot, false, { ...request, writing: 'tiyn', size: 'cell' }), derived: true };
  }

  override recordsShown(path: string, records: readonly Json[], { from, to }: RecordsAsked): Range {
    const count = this.recordCount(path, records);
    return this.#sketch ? { from, to: from + 1 } : { from, to: Math.min(count, to) };
  }

  override recordCount(path: string, records: readonly Json[]): number {
    const count = recordsToFill(records);
    this.conditions.add({ kind: 'rows', path, count });
    return count;
  }

  /** The branch with the fields that the other lacks, whatever the data say; the data decide where neither has more. */
  override whereFilled(spot: Spot, write: BranchWriter): string {
    const [given, missing] = [this.#sketched(write, true), this.#sketched(write, false)];
    const [more, less] = [has(given, missing), has(missing, given)];
    if (more === less) {
      const holds = this.filled(spot);
      this.conditions.add({ kind: 'filled', path: spot.path, holds });
      return write(this, holds);
    }
    const before = this.insets.length;
    const markup = write(this, more);
    if (more && missing.fields.size === 0) this.#hint(before, missing.markup);
    return markup;
  }

  #sketched(write: BranchWriter, holds: boolean): Sketch {
    const sketch = new EditedComposition(this.words, this.conditions, { sketch: true });
    const markup = write(sketch, holds);
    const fields = sketch.insets.flatMap(typedPaths).map(withoutIndexes);
    return { fields: new Set(fields.filter((field) => !this.#computed.has(field))), markup };
  }

  /** Words of the blank that give way to fields say, in the first of them, what belongs there. */
  #hint(from: number, markup: string): void {
    const first = this.insets[from];
    if (first?.kind !== 'field' || first.hint !== '') return;
    this.insets[from] = { ...first, hint: wordsOf(parseFragment(markup).childNodes) };
  }
}

interface Sketch {
  /** Paths without indexes of what can be typed or ticked. */
  readonly fields: ReadonlySet<string>;
  readonly markup: string;
}

function has(one: Sketch, other: Sketch): boolean {
  return [...one.fields].some((field) => !other.fields.has(field));
}

function computedFields({ form }: FormWords): ReadonlySet<string> {
  const always = form.about.derived.filter(({ kind, given }) => kind !== 'copy' && given === undefined);
  return new Set(always.map(({ field }) => field.replaceAll('[]', '')));
}

function typedPaths(inset: Inset): string[] {
  switch (inset.kind) {
    case 'group':
      return inset.fields.map(({ path }) => path);
    case 'field':
      return inset.derived ? [] : [inset.path];
    case 'check':
      return [inset.path];
    case 'text':
      return [];
  }
}

function wordsOf(nodes: readonly ChildNode[]): string {
  const text = (node: ChildNode): string => {
    if ('value' in node) return node.value;
    return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
  };
  return nodes.map(text).join(' ').replaceAll(/\s+/g, ' ').trim();
}
