import { type PaperCondition, conditionStands } from '../../compose/conditions.ts';
import type { Json, JsonObject } from '../../forms/json.ts';
import { labelOf } from '../findings/sentence.ts';
import type { FormStore } from '../state/form-store.ts';
import { withChange } from '../state/payload-change.ts';
import { askedRecord, type RecordModel } from './asked-record.ts';
import { type Arrangement, looksEmpty, rearrangedConditions, withAdded } from './arrangement.ts';
import { indexIn, recordsAround } from './record-place.ts';
import { copiesOf, RecordRows } from './record-rows.ts';
import { divideLongTables } from './row-chunks.ts';

/** The part of the paper that tables need. */
export interface TablePaper {
  readonly element: HTMLElement;
  /** Brings rows to life before they are put in. */
  prepare(rows: ParentNode): void;
  /** Rows came, went or have another number. */
  rearranged(): void;
}

/** Keeps the paper of the shape that the data give it. */
export interface PaperShape {
  readonly conditions: readonly PaperCondition[];
  adopt(conditions: readonly PaperCondition[]): void;
  keep(): void;
  refresh(): Promise<void>;
}

/** What changes in a table and how the data change with it. */
export interface TableChange {
  readonly source: string;
  readonly arrangement: Arrangement;
  /** Changes the store. */
  readonly commit: () => void;
  /** The data after it; told where records get other values than an empty one has. */
  readonly outcome?: JsonObject;
}

/** Where new rows stand in the text of a document, the paper is asked for again; rows of a table move by themselves. */
export class Rearranger {
  readonly #paper: TablePaper;
  readonly #store: FormStore;
  readonly #shape: PaperShape;
  /** Changes happen one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(paper: TablePaper, store: FormStore, shape: PaperShape) {
    this.#paper = paper;
    this.#store = store;
    this.#shape = shape;
  }

  /** Number of records of a table on the paper: an empty table has one to type into. */
  countOf(source: string): number {
    return Math.max(1, this.#store.rowsAt(source).length);
  }

  /** @param change made when the changes before it are done */
  perform(change: () => TableChange | undefined): Promise<void> {
    const done = this.#last.then(async () => {
      const wanted = change();
      if (wanted !== undefined) await this.#perform(wanted, change);
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #perform(change: TableChange, again: () => TableChange | undefined): Promise<void> {
    if (this.#locally(change, undefined)) return;
    const model = this.#isTable(change.source) ? await askedRecord(this.#store, change.source, {}) : undefined;
    // Something may have been typed while the service was asked.
    const wanted = model === undefined ? change : again();
    if (wanted === undefined || (model !== undefined && this.#locally(wanted, model))) return;
    wanted.commit();
    if (await this.#renewedRecord(wanted.source)) return;
    await this.#shape.refresh();
  }

  /** Sums and other computed values may decide about parts of the paper too. */
  #keepWhenChecked(): void {
    const done = this.#store.subscribe(({ kind }) => {
      if (kind !== 'checked') return;
      done();
      this.#shape.keep();
    });
  }

  #isTable(source: string): boolean {
    return RecordRows.find(this.#paper.element, source, this.countOf(source)) !== undefined;
  }

  /** Moves the rows on the paper; false where that would not be the paper that the data ask for. */
  #locally(change: TableChange, asked: RecordModel | undefined): boolean {
    const { source, arrangement, commit } = change;
    const count = this.countOf(source);
    const rows = RecordRows.find(this.#paper.element, source, count);
    if (rows === undefined) return false;
    const model = arrangement.includes('new')
      ? (asked ?? this.#modelOnPaper(rows, count))
      : { index: 0, rows: [], conditions: [] };
    if (model === undefined) return false;
    const conditions = rearrangedConditions(this.#shape.conditions, source, arrangement, model.conditions);
    const outcome = change.outcome ?? this.#outcomeOf(change);
    const concerned = conditions.filter(({ path }) => isConcerned(source, path, change));
    if (!concerned.every((condition) => conditionStands(condition, outcome))) return false;
    this.#shape.adopt(conditions);
    commit();
    this.#arrange(rows, arrangement, model);
    return true;
  }

  #arrange(rows: RecordRows, arrangement: Arrangement, model: RecordModel): void {
    const fresh = arrangement.flatMap((place, index) =>
      place === 'new' ? [copiesOf(model.rows, rows.source, model.index, index)] : [],
    );
    const outside = new DocumentFragment();
    outside.append(...fresh.flat(2));
    this.#paper.prepare(outside);
    rows.arrange(arrangement, fresh, (index) => labelOf(this.#store.form, `${rows.source}.${index}`));
    if (fresh.length > 0) divideLongTables(this.#paper.element);
    this.#paper.rearranged();
    this.#keepWhenChecked();
  }

  #outcomeOf({ source, arrangement }: TableChange): JsonObject {
    const records = this.#store.rowsAt(source);
    const rearranged = arrangement.map((place): Json => (place === 'new' ? {} : (records[place] ?? {})));
    const isEmptied = arrangement.length === 1 && arrangement[0] === 'new';
    return withChange(this.#store.payload, source, isEmptied ? undefined : rearranged);
  }

  /** A record that stands on the paper as an empty one does. */
  #modelOnPaper(rows: RecordRows, count: number): RecordModel | undefined {
    const byRecord = Map.groupBy(this.#shape.conditions, ({ path }) => indexIn(rows.source, path));
    for (let index = count - 1; index >= 0; index -= 1) {
      const conditions = byRecord.get(index) ?? [];
      if (looksEmpty(conditions)) return { index, rows: rows.rowsOf(index), conditions };
    }
    return undefined;
  }

  /** Asks for the one record whose own table or list has changed. */
  async #renewedRecord(source: string): Promise<boolean> {
    const outer = recordsAround(source).find((record) => this.#isTable(record.source));
    return outer !== undefined && this.renew(outer.source, outer.index);
  }

  /** Puts one record on the paper anew, as its data have it; false where the whole paper has to be asked for. */
  async renew(source: string, index: number): Promise<boolean> {
    if (!this.#isTable(source)) return false;
    const record = this.#store.rowsAt(source)[index] ?? {};
    const model = await askedRecord(this.#store, source, record);
    const count = this.countOf(source);
    const rows = RecordRows.find(this.#paper.element, source, count);
    if (model === undefined || rows === undefined || this.#store.rowsAt(source)[index] !== record) return false;
    const arrangement = withAdded(count, index, 1).filter((place) => place !== index);
    const conditions = rearrangedConditions(this.#shape.conditions, source, arrangement, model.conditions);
    this.#shape.adopt(conditions);
    this.#arrange(rows, arrangement, model);
    return true;
  }
}

/** Whether the outcome of a condition may be another one after the change. */
function isConcerned(source: string, path: string, { outcome }: TableChange): boolean {
  if (path === source || source.startsWith(`${path}.`)) return true;
  const isRecord = /^\.\d+$/.test(path.slice(source.length));
  return path.startsWith(`${source}.`) && (isRecord || outcome !== undefined);
}
