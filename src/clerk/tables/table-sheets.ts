import { h } from 'preact';
import type { EditorServices } from '../services.ts';
import { withChanges } from '../state/payload-change.ts';
import { say } from '../words.ts';
import { withAdded } from './arrangement.ts';
import { type BlockPlan, planBlock } from './block-plan.ts';
import { writeClipboard } from './clipboard.ts';
import { limitOf } from './limits.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { planSentence } from './plan-sentence.ts';
import { printedCells } from './printed-cells.ts';
import { recordsAround } from './record-place.ts';
import type { EditedPaper, TableEditing } from './table-editing.ts';
import { tableText } from './table-text.ts';

type Block = readonly (readonly string[])[];

/** Blocks of cells from spreadsheets, and back to them. */
export class TableSheets {
  readonly #paper: EditedPaper;
  readonly #services: EditorServices;
  readonly #editing: TableEditing;

  constructor(paper: EditedPaper, services: EditorServices, editing: TableEditing) {
    this.#paper = paper;
    this.#services = services;
    this.#editing = editing;
  }

  /** Puts a block where the cursor is: into the innermost table that has room for its columns. */
  async paste(path: string, block: Block): Promise<void> {
    const plans = recordsAround(path).map(({ source, index }) => {
      const field = path.slice(`${source}.${index}.`.length).replaceAll(/(?<=\.)\d+(?=\.)/g, '0');
      return { source, plan: this.#plan(block, source, { record: index, field }) };
    });
    const chosen = plans.find(({ plan }) => plan.leftOut.columns === 0) ?? plans.at(-1);
    if (chosen === undefined) return;
    await this.#carryOut(chosen.source, chosen.plan);
    this.#paper.focus(path);
  }

  /** Takes a block by a dialog and puts it at the end of a table. */
  async ask(source: string): Promise<void> {
    await this.#services.openDialog((close) =>
      h(PasteDialog, {
        table: this.#editing.nameOf(source),
        judge: (block) => {
          const plan = this.#plan(block, source);
          return plan.changes.length === 0 ? '' : planSentence(plan, source, this.#services.store.form);
        },
        onTake: (block) => void this.#carryOut(source, this.#plan(block, source)),
        close,
      }),
    );
  }

  /** Copies the table for a spreadsheet. */
  async copy(source: string): Promise<void> {
    const { store } = this.#services;
    const cells = printedCells(this.#paper.element, store.form, source);
    const copied = await writeClipboard(tableText(store, source, cells));
    if (copied) this.#services.announce(say('tables.copied', { count: store.rowsAt(source).length }));
    else this.#services.announce(say('tables.notCopied'), 'problem');
  }

  /** @param at where the block begins; after the last record that has something where it is missing */
  #plan(block: Block, source: string, at?: { readonly record: number; readonly field: string }): BlockPlan {
    const { form, payload, language } = this.#services.store;
    const cells = printedCells(this.#paper.element, form, source);
    const first = cells.flatMap(({ fields }) => fields)[0]?.path ?? '';
    const { record, field } = at ?? { record: this.#firstFree(source), field: first };
    return planBlock({ form, payload, language, source, cells, limit: limitOf(form, source), record, field }, block);
  }

  /** One step that can be undone, told in words. */
  async #carryOut(source: string, plan: BlockPlan): Promise<void> {
    const { store } = this.#services;
    await this.#editing.perform(() => {
      const count = this.#editing.countOf(source);
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

  /** The record after the last one that has something. */
  #firstFree(source: string): number {
    const rows = this.#services.store.rowsAt(source);
    return rows.findLastIndex((row) => row !== null && typeof row === 'object' && Object.keys(row).length > 0) + 1;
  }
}
