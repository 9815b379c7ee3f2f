import { withoutIndexes } from '../../forms/json.ts';
import { ownLabel } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import { say } from '../words.ts';
import { withAdded, withMoved, withRemoved } from './arrangement.ts';
import { limitOf } from './limits.ts';
import { type PaperShape, Rearranger, type TableChange, type TablePaper } from './rearranger.ts';
import { movedPath, type RecordPlace } from './record-place.ts';
import type { TableSheets } from './table-sheets.ts';

/** The paper as tables use it: places by their path, and the focus. */
export interface EditedPaper extends TablePaper {
  focus(path: string): boolean;
}

/** What can be done with the records of the tables on the paper. */
export class TableEditing {
  /** The field that the cursor was in last: it goes on in the same column. */
  column: string | null = null;
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

  /** Changes a table in another way, as one step after those before it. */
  perform(change: () => TableChange): Promise<void> {
    this.#leave();
    return this.#rearranger.perform(change);
  }

  /** What spreadsheets need is fetched when somebody has one. Undefined, and told, where that fails. */
  async sheets(): Promise<TableSheets | undefined> {
    try {
      const { TableSheets } = await import('./table-sheets.ts');
      return new TableSheets(this.#paper, this.#services, this);
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      this.#services.announce(say('tables.notLoaded'), 'problem');
      return undefined;
    }
  }

  /** What is being typed is read before rows change places under it. Gives the field that the cursor was in. */
  #leave(): string | null {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && this.#paper.element.contains(focused)) focused.blur();
    return this.column;
  }

  /** Goes to a record, to the column that the cursor was in before. */
  #goTo({ source, index }: RecordPlace, column: string | null): void {
    const start = `${source}.${index}`;
    const same = column?.startsWith(`${source}.`) === true ? movedPath(source, column, index) : start;
    const firstInner = start + same.slice(start.length).replaceAll(/\.\d+(?=\.)/g, '.0');
    if (!this.#paper.focus(firstInner)) this.#paper.focus(start);
  }
}
