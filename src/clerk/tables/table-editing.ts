import { withoutIndexes } from '../../forms/json.ts';
import { ownLabel } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import { withChanges } from '../state/payload-change.ts';
import { say } from '../words.ts';
import { withAdded, withMoved, withRemoved } from './arrangement.ts';
import { type BlockPlan, planBlock } from './block-plan.ts';
import { limitOf } from './limits.ts';
import { planSentence } from './plan-sentence.ts';
import { printedCells } from './printed-cells.ts';
import type { PaperShape, TablePaper } from './rearranger.ts';
import { Rearranger } from './rearranger.ts';
import { movedPath, type RecordPlace } from './record-place.ts';
import { tableText } from './table-text.ts';
import { writeClipboard } from './clipboard.ts';

/** The paper as tables use it: places by their path, and the focus. */
export interface EditedPaper extends TablePaper {
  focus(path: string): boolean;
  readonly active: string | null;
}

/** What can be done with the records of the tables on the paper. */
export class TableEditing {
  readonly #paper: EditedPaper;
  readonly #services: EditorServices;
  readonly #rearranger: Rearranger;

  constructor(paper: EditedPaper, services: EditorServices, shape: PaperShape) {
    this.#paper = paper;
    this.#services = services;
    this.#rearranger = new Rearranger(paper, services.store, shape);
  }

  /** Records on the paper: an empty table has one to type into. */
  countOf(source: string): number {
    return this.#rearranger.countOf(source);
  }

  nameOf(source: string): string {
    return ownLabel(this.#services.store.form, withoutIndexes(source));
  }

  isFull(source: string): boolean {
    return this.countOf(source) >= limitOf(this.#services.store.form, source);
  }

  /** Adds empty records before the one at `at`, and goes to the first of them. */
  async add(source: string, at: number, wanted = 1): Promise<void> {
    const { store } = this.#services;
    const column = this.#leave();
    await this.#rearranger.perform(() => {
      const count = this.countOf(source);
      const added = Math.min(wanted, limitOf(store.form, source) - count);
      if (added <= 0) {
        this.#services.announce(say('tables.full', { count }), 'problem');
        return undefined;
      }
      const rows = store.rowsAt(source).length;
      const records = Array.from({ length: added + count - rows }, () => ({}));
      return {
        source,
        arrangement: withAdded(count, at, added),
        commit: () => {
          store.insertRows(source, Math.min(at, rows), records, this.#paper);
        },
      };
    });
    this.#goTo({ source, index: Math.min(at, this.countOf(source) - 1) }, column);
  }

  async remove({ source, index }: RecordPlace): Promise<void> {
    const { store } = this.#services;
    if (store.rowsAt(source).length <= index) return;
    const column = this.#leave();
    await this.#rearranger.perform(() => ({
      source,
      arrangement: withRemoved(this.countOf(source), index),
      commit: () => {
        store.removeRows(source, index, 1, this.#paper);
      },
    }));
    this.#services.announce(say('tables.removed', { row: index + 1 }));
    this.#goTo({ source, index: Math.min(index, this.countOf(source) - 1) }, column);
  }

  async move({ source, index }: RecordPlace, by: 1 | -1): Promise<void> {
    const { store } = this.#services;
    const to = index + by;
    if (to < 0 || to >= store.rowsAt(source).length || index >= store.rowsAt(source).length) return;
    const column = this.#leave();
    await this.#rearranger.perform(() => ({
      source,
      arrangement: withMoved(this.countOf(source), index, to),
      commit: () => {
        store.moveRow(source, index, to, this.#paper);
      },
    }));
    this.#goTo({ source, index: to }, column);
  }

  /** What a block would do that is put into a table, at a field or after the last record that has something. */
  plan(block: readonly (readonly string[])[], source: string, at?: { record: number; field: string }): BlockPlan {
    const { store } = this.#services;
    const { form, payload, language } = store;
    const cells = printedCells(this.#paper.element, form, source);
    const first = cells.flatMap(({ fields }) => fields)[0]?.path ?? '';
    const { record, field } = at ?? { record: this.#firstFree(source), field: first };
    return planBlock({ form, payload, language, source, cells, limit: limitOf(form, source), record, field }, block);
  }

  /** Puts a planned block into the table: one step that can be undone, told in words. */
  async carryOut(source: string, plan: BlockPlan): Promise<void> {
    const { store } = this.#services;
    this.#leave();
    await this.#rearranger.perform(() => {
      const count = this.countOf(source);
      return {
        source,
        arrangement: withAdded(count, count, Math.max(0, plan.to - count)),
        outcome: withChanges(store.payload, plan.changes),
        commit: () => {
          store.setMany(plan.changes, undefined, plan.unreadable);
        },
      };
    });
    this.#services.announce(planSentence(plan, source, store.form), plan.unreadable.size > 0 ? 'problem' : 'done');
  }

  /** Copies the table for a spreadsheet. */
  async copy(source: string): Promise<void> {
    const { store } = this.#services;
    const cells = printedCells(this.#paper.element, store.form, source);
    const copied = await writeClipboard(tableText(store, source, cells));
    if (copied) this.#services.announce(say('tables.copied', { count: store.rowsAt(source).length }));
    else this.#services.announce(say('tables.notCopied'), 'problem');
  }

  /** The record after the last one that has something. */
  #firstFree(source: string): number {
    const rows = this.#services.store.rowsAt(source);
    return rows.findLastIndex((row) => row !== null && typeof row === 'object' && Object.keys(row).length > 0) + 1;
  }

  /** What is being typed is read before rows change places under it. Gives the field that the cursor was in. */
  #leave(): string | null {
    const { active, element } = this.#paper;
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && element.contains(focused)) focused.blur();
    return active;
  }

  /** Goes to a record, to the column that the cursor was in before. */
  #goTo({ source, index }: RecordPlace, column: string | null): void {
    const start = `${source}.${index}`;
    const same = column?.startsWith(`${source}.`) === true ? movedPath(source, column, index) : start;
    const firstInner = start + same.slice(start.length).replaceAll(/\.\d+(?=\.)/g, '.0');
    if (!this.#paper.focus(firstInner)) this.#paper.focus(start);
  }
}
