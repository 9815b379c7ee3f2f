import type { Language } from '../../compose/document.ts';
import { isJsonArray, valueAt, type Json, type JsonObject } from '../../forms/json.ts';
import type { ClientForm } from './client-form.ts';
import { type Change, withChange, withChanges } from './payload-change.ts';
import { indexIn, movedPath } from '../tables/record-place.ts';
import { checkAsTyped, type Checked, type Finding } from './as-typed-check.ts';
import type { SchemaCheck } from '../../forms/payload-check.ts';

/** What happened, for those who show it. `paths` have indexes; `origin` names who did it, so that it skips itself. */
export type StoreChange =
  | { readonly kind: 'values'; readonly paths: readonly string[]; readonly origin: unknown }
  /** Records came, went or moved: what stood at `source.3` may be elsewhere. */
  | { readonly kind: 'rows'; readonly source: string; readonly origin: unknown }
  /** Another payload. */
  | { readonly kind: 'payload' }
  /** Derived values and findings are new. */
  | { readonly kind: 'checked' }
  /** A field was left: its findings may be shown. */
  | { readonly kind: 'touched' }
  | { readonly kind: 'language' };

type Listener = (change: StoreChange) => void;

/** What a form begins with. */
export interface Beginning {
  readonly payload: JsonObject;
  readonly language: Language;
  /** Texts that are no values, by path. */
  readonly unreadable?: Readonly<Record<string, string>>;
}

const historyLimit = 200;
/** Milliseconds after which the next letter in the same field is a step of its own. */
const stepPause = 2_000;
/** A check that takes no longer than this many milliseconds runs with every key. */
const quickCheck = 8;
/** Milliseconds without a key after which a longer one runs. */
const typingPause = 200;

/** One form being filled in: the payload as typed, what follows from it, and who wants to know. */
export class FormStore {
  readonly form: ClientForm;
  readonly #check: SchemaCheck;
  readonly #listeners = new Set<Listener>();
  readonly #unreadable = new Map<string, string>();
  readonly #touched = new Set<string>();
  #everythingTouched = false;
  #payload: JsonObject;
  #language: Language;
  #checked: Checked;
  #checkedPayload: JsonObject;
  #checkDue = false;
  #checkLater: ReturnType<typeof setTimeout> | undefined;
  /** What the last check took, in milliseconds. */
  #checkCost = 0;
  #past: JsonObject[] = [];
  #future: JsonObject[] = [];
  /** The field typed in last, and when (milliseconds since the page was opened). */
  #typing: { readonly path: string | undefined; readonly at: number } = { path: undefined, at: 0 };

  constructor(form: ClientForm, check: SchemaCheck, { payload, language, unreadable = {} }: Beginning) {
    this.form = form;
    this.#check = check;
    this.#payload = payload;
    this.#language = language;
    for (const [path, text] of Object.entries(unreadable)) this.#unreadable.set(path, text);
    this.#checked = checkAsTyped(form, check, payload, language, this.#unreadable);
    this.#checkedPayload = payload;
  }

  /** As typed; never changed in place. */
  get payload(): JsonObject {
    return this.#payload;
  }

  /** With derived values in place. */
  get derived(): JsonObject {
    return this.#checked.payload;
  }

  /** False while `derived` is of the data before the last change. */
  get isChecked(): boolean {
    return this.#checkedPayload === this.#payload;
  }

  /** Language of the paper. */
  get language(): Language {
    return this.#language;
  }

  set language(language: Language) {
    if (language === this.#language) return;
    this.#language = language;
    this.#tell({ kind: 'language' });
    this.check();
  }

  /** Texts that were typed and are no value of their field, by path. */
  get unreadable(): ReadonlyMap<string, string> {
    return this.#unreadable;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** The value at a path with indexes, derived ones too. */
  valueAt(path: string): Json | undefined {
    const own = valueAt(this.#payload, path);
    // What was typed and taken away again since the last check is still in its outcome.
    if (own !== undefined || !(this.isChecked || this.isDerived(path))) return own;
    return valueAt(this.#checked.payload, path);
  }

  /** How many records a table has. */
  rowsAt(source: string): readonly Json[] {
    const rows = valueAt(this.#payload, source);
    return isJsonArray(rows) ? rows : [];
  }

  /** True where the service computes the value: it is shown, never typed. */
  isDerived(path: string): boolean {
    return this.#checked.derivedPaths.has(path);
  }

  set(path: string, value: Json | undefined, origin?: unknown): void {
    this.setMany([{ path, value }], origin);
  }

  /** Several values as one step that can be undone, with texts that are no values for some that go. */
  setMany(changes: readonly Change[], origin?: unknown, unreadable: ReadonlyMap<string, string> = new Map()): void {
    const payload = withChanges(this.#payload, changes);
    for (const { path } of changes) this.#unreadable.delete(path);
    for (const [path, text] of unreadable) this.#unreadable.set(path, text);
    this.#step(payload, changes.length === 1 ? changes[0]?.path : undefined);
    this.#tell({ kind: 'values', paths: changes.map(({ path }) => path), origin });
    this.#checkSoon();
  }

  /** Keeps a text that is no value, so that it is not lost; the value that stood there goes. */
  keepText(path: string, text: string, origin?: unknown): void {
    this.#unreadable.set(path, text);
    this.#step(withChange(this.#payload, path, undefined), path);
    this.#tell({ kind: 'values', paths: [path], origin });
    this.#checkSoon();
  }

  /** Another payload: a draft, an import, an example. */
  replace(payload: JsonObject, unreadable: ReadonlyMap<string, string> = new Map()): void {
    this.#step(payload);
    this.#unreadable.clear();
    for (const [path, text] of unreadable) this.#unreadable.set(path, text);
    this.#touched.clear();
    this.#everythingTouched = false;
    this.#tell({ kind: 'payload' });
    this.check();
  }

  /** Puts records into a table before the one at `index`. */
  insertRows(source: string, index: number, records: readonly Json[] = [{}], origin?: unknown): void {
    const moved = (row: number) => (row < index ? row : row + records.length);
    this.#changeRows(source, origin, (rows) => rows.toSpliced(index, 0, ...records), moved);
  }

  removeRows(source: string, index: number, count = 1, origin?: unknown): void {
    const moved = (row: number) => (row < index ? row : row < index + count ? undefined : row - count);
    this.#changeRows(source, origin, (rows) => rows.toSpliced(index, count), moved);
  }

  moveRow(source: string, from: number, to: number, origin?: unknown): void {
    const order = this.rowsAt(source).map((_, row) => row);
    if (order[from] === undefined) return;
    const moved = order.toSpliced(from, 1).toSpliced(to, 0, from);
    this.#changeRows(
      source,
      origin,
      (rows) => moved.flatMap((row) => rows[row] ?? []),
      (row) => moved.indexOf(row),
    );
  }

  /** Errors and warnings of a field, of those that may be shown by now. */
  findingsAt(path: string): readonly Finding[] {
    return (this.#checked.findings.get(path) ?? []).filter(
      (finding) => !finding.missing || this.#everythingTouched || this.#touched.has(path),
    );
  }

  /** Everything that is missing or wrong, in the order of the schema. */
  get findings(): readonly Finding[] {
    return [...this.#checked.findings.values()].flat();
  }

  /** The person has left the field. */
  touch(path: string): void {
    this.#typing = { path: undefined, at: 0 };
    if (this.#touched.has(path)) return;
    this.#touched.add(path);
    this.#tell({ kind: 'touched' });
  }

  /** The person wants to be done: whatever is missing is told. */
  touchEverything(): void {
    this.#everythingTouched = true;
    this.#tell({ kind: 'touched' });
  }

  undo(): void {
    this.#travel(this.#past, this.#future);
  }

  redo(): void {
    this.#travel(this.#future, this.#past);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Derives and checks now. */
  check(): void {
    this.#checkDue = false;
    clearTimeout(this.#checkLater);
    const start = performance.now();
    this.#checked = checkAsTyped(this.form, this.#check, this.#payload, this.#language, this.#unreadable);
    this.#checkedPayload = this.#payload;
    this.#checkCost = performance.now() - start;
    this.#tell({ kind: 'checked' });
  }

  /** @param moved number of a row after the change; undefined for one that goes */
  #changeRows(
    source: string,
    origin: unknown,
    change: (rows: readonly Json[]) => readonly Json[],
    moved: (row: number) => number | undefined,
  ): void {
    const rows = change(this.rowsAt(source));
    const texts = [...this.#unreadable];
    this.#unreadable.clear();
    for (const [path, text] of texts) {
      const row = indexIn(source, path);
      const to = row === undefined ? undefined : moved(row);
      if (row === undefined) this.#unreadable.set(path, text);
      else if (to !== undefined) this.#unreadable.set(movedPath(source, path, to), text);
    }
    this.#step(withChange(this.#payload, source, rows.length === 0 ? undefined : rows));
    this.#tell({ kind: 'rows', source, origin });
    this.#checkSoon();
  }

  /** @param typed the one field that is typed in: its letters are one step until the field is left, or typing rests */
  #step(payload: JsonObject, typed?: string): void {
    if (payload === this.#payload) return;
    const now = performance.now();
    const goesOn = typed !== undefined && typed === this.#typing.path && now - this.#typing.at < stepPause;
    this.#typing = { path: typed, at: now };
    if (!goesOn) this.#past.push(this.#payload);
    if (this.#past.length > historyLimit) this.#past.shift();
    this.#future = [];
    this.#payload = payload;
  }

  #travel(from: JsonObject[], to: JsonObject[]): void {
    const payload = from.pop();
    if (payload === undefined) return;
    this.#typing = { path: undefined, at: 0 };
    to.push(this.#payload);
    this.#payload = payload;
    this.#unreadable.clear();
    this.#tell({ kind: 'payload' });
    this.check();
  }

  /** Once for all that changes in one turn of the event loop; a long register is checked when typing pauses. */
  #checkSoon(): void {
    if (this.#checkCost > quickCheck) {
      clearTimeout(this.#checkLater);
      this.#checkLater = setTimeout(() => {
        this.check();
      }, typingPause);
      return;
    }
    if (this.#checkDue) return;
    this.#checkDue = true;
    queueMicrotask(() => {
      if (this.#checkDue) this.check();
    });
  }

  #tell(change: StoreChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
