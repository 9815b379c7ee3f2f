import type { PaperCondition } from '../../compose/conditions.ts';
import type { Json } from '../../forms/json.ts';
import { sentenceOf } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { FormStore, StoreChange } from '../state/form-store.ts';
import { interfaceLanguage } from '../words.ts';
import { toggled } from './boxes.ts';
import { Cursor } from './cursor.ts';
import { firstDifference } from './difference.ts';
import { listenOn } from './paper-events.ts';
import { pathOf, patternOf, Places } from './places.ts';
import { Printer } from './printer.ts';
import { nextStop } from './stops.ts';
import { toldFindings } from './told-findings.ts';

/** A block of cells pasted into a blank; true when it was taken care of. */
export type BlockPaste = (fill: HTMLElement, text: string, data: DataTransfer) => boolean;

/** The A4 page whose blanks are filled in. */
export class Paper {
  readonly element: HTMLElement;
  /** Takes blocks of several cells that are pasted into a table. */
  onBlockPaste: BlockPaste = () => false;
  /** Arranges a whole paper before it is put in. */
  onFurnish: (content: DocumentFragment) => void = () => undefined;
  readonly #store: FormStore;
  /** What floats above the page; it stays when the page is put in anew. */
  readonly #layer = document.createElement('div');
  /** Tells a screen reader what is wrong with the field just left. */
  readonly #told = document.createElement('p');
  readonly #places: Places;
  readonly #printer: Printer;
  readonly #cursor: Cursor;
  #conditions: readonly PaperCondition[] = [];
  #findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  /** Values of computed places as they were shown. */
  #derived: ReadonlyMap<string, Json | undefined> = new Map();
  #frame = 0;
  #isRenewing = false;

  constructor(element: HTMLElement, { store }: EditorServices) {
    this.element = element;
    this.#store = store;
    this.#places = new Places(element);
    this.#layer.className = 'paper-layer';
    this.#told.className = 'visually-hidden';
    this.#told.role = 'status';
    this.#layer.append(this.#told);
    element.append(this.#layer);
    const printer = new Printer(store);
    this.#printer = printer;
    this.#cursor = new Cursor({
      store,
      layer: this.#layer,
      get fields() {
        return printer.fields;
      },
      labelOf: (place) => printer.labelOf(place),
      findingsAt: (path) => this.#findings.get(path) ?? [],
      print: (place) => {
        printer.print(place);
      },
      judge: (path) => {
        this.#mark(path);
        const messages = this.#messagesAt(path).join(' ');
        const [place] = this.#places.at(path);
        this.#told.textContent = messages === '' || place === undefined ? '' : `${printer.labelOf(place)}: ${messages}`;
      },
    });
    listenOn(this, this.#layer, this.#cursor, {
      isRenewing: () => this.#isRenewing,
      messagesAt: (place) => this.#messagesAt(pathOf(place)),
      toggle: (box) => {
        this.#toggle(box);
      },
      travel: (direction) => {
        this.#travel(direction);
      },
      neighbour: (place, direction) => nextStop(element, this.#layer, place, direction),
    });
    store.subscribe((change) => {
      this.#follow(change);
    });
    interfaceLanguage.subscribe(() => {
      printer.takeLabels();
      this.hydrate(element);
    });
  }

  /** What the paper that stands here owes to the data. */
  get conditions(): readonly PaperCondition[] {
    return this.#conditions;
  }

  /** The place the cursor is in. */
  get active(): string | null {
    return this.#cursor.path;
  }

  /** Enlivens the paper that came with the page. */
  begin(conditions: readonly PaperCondition[]): void {
    this.#conditions = conditions;
    this.hydrate(this.element);
  }

  /** Puts markup in and enlivens it. The cursor stays in its field. */
  show(html: string, conditions: readonly PaperCondition[]): void {
    this.#conditions = conditions;
    const { path, place } = this.#cursor;
    const occurrence = path === null || place === null ? 0 : this.#places.at(path).indexOf(place);
    this.#cursor.commit(false);
    const kept = this.#cursor.keep();
    const fresh = document.createRange().createContextualFragment(html);
    this.#isRenewing = true;
    this.#takeOut();
    this.#putIn(fresh);
    const places = path === null ? [] : this.#places.at(path);
    const again = places[occurrence] ?? places[0];
    if (again !== undefined) this.#cursor.resume(again, kept);
    this.#isRenewing = false;
    if (again === undefined) this.#cursor.leave();
  }

  /** Enlivens fresh markup within the paper (a cloned row), or the paper that the page came with. */
  hydrate(root: ParentNode): void {
    if (root === this.element && root.querySelector('.fill[role]') === null) {
      this.#putIn(this.#takeOut());
      return;
    }
    this.#places.forget();
    this.#printer.furnish(root, this.#findings, this.#cursor.place);
    // Rows are put in one by one, often hundreds of them.
    this.#judgeSoon();
  }

  /** Enlivens rows before they are put in: within the page, each place would cost a look at all others. */
  prepare(rows: ParentNode): void {
    this.#printer.furnish(rows, this.#findings);
  }

  /** Rows came, went or have another number: what stands in them has moved with them. */
  rearranged(): void {
    this.#places.forget();
  }

  /** Shows values and findings of these places again (all when missing). */
  refresh(paths?: readonly string[]): void {
    this.#places.forget();
    for (const path of paths ?? this.#places.paths()) this.#renew(path);
    if (paths === undefined) this.#judge();
  }

  /** False when the paper has no place for the field, nor for anything in it. */
  focus(path: string): boolean {
    const place = this.#places.first(path);
    if (place === undefined) return false;
    const { top, bottom } = place.getBoundingClientRect();
    if (top < coveredAbove || bottom > innerHeight) place.scrollIntoView({ block: 'center' });
    place.focus({ preventScroll: true });
    return true;
  }

  has(path: string): boolean {
    return this.#places.first(path) !== undefined;
  }

  /** What stands on the paper, taken out of the page. */
  #takeOut(): DocumentFragment {
    const content = new DocumentFragment();
    for (const child of [...this.element.childNodes]) if (child !== this.#layer) content.append(child);
    return content;
  }

  /** Puts a whole paper in. Its fields are made outside of the page: within, each would cost a look at all others. */
  #putIn(content: DocumentFragment): void {
    this.#printer.takeLanguage();
    this.onFurnish(content);
    this.#findings = new Map();
    this.#printer.furnish(content, this.#findings);
    this.#layer.before(content);
    this.#places.forget();
    this.#judge();
  }

  #follow(change: StoreChange): void {
    switch (change.kind) {
      case 'values':
        for (const path of change.paths) this.#renew(path, change.origin === this.#cursor);
        break;
      case 'rows':
        // Who moved the rows on the paper itself enlivens them too.
        if (change.origin !== this) this.refresh();
        break;
      case 'payload':
        this.refresh();
        break;
      case 'checked':
      case 'touched':
        this.#judgeSoon();
        break;
      case 'language':
        this.#cursor.commit(true);
    }
  }

  /** Shows a value in all its places; what the cursor has written itself stands in its own place already. */
  #renew(path: string, byCursor = false): void {
    const { place: entered } = this.#cursor;
    for (const place of this.#places.at(path)) {
      if (place !== entered || (byCursor && !place.isContentEditable)) this.#printer.print(place);
      else if (!byCursor) this.#cursor.renew();
    }
  }

  #toggle(box: HTMLElement): void {
    const path = pathOf(box);
    const field = this.#printer.fields.fieldAt(patternOf(path));
    if (field === undefined || this.#store.isDerived(path)) return;
    this.#store.set(path, toggled(field, box.dataset['option'], this.#store.valueAt(path)));
  }

  /** Takes back what was filled in last, or does it again, and goes where that was. */
  #travel(direction: 'undo' | 'redo'): void {
    this.#cursor.commit(true);
    const before = this.#store.payload;
    this.#store[direction]();
    const path = firstDifference(before, this.#store.payload);
    const place = path === undefined ? undefined : this.#places.first(this.#places.nearest(path) ?? path);
    if (place !== undefined && pathOf(place) !== this.active) place.focus();
  }

  /** Once a frame, however often the store was checked. */
  #judgeSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#judge();
    });
  }

  /** Shows computed values and findings that are new. */
  #judge(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#showDerived();
    this.#findings = toldFindings(this.#store, this.#places);
    // What was marked may stand at another path now: rows move with their marks.
    for (const marked of this.element.querySelectorAll<HTMLElement>('.invalid,.warned')) {
      const path = pathOf(marked);
      if (!this.#findings.has(path)) this.#mark(path);
    }
    for (const path of this.#findings.keys()) this.#mark(path);
    this.#cursor.draw();
  }

  #showDerived(): void {
    const derived = new Map<string, Json | undefined>();
    for (const path of this.#places.paths()) {
      if (this.#store.isDerived(path)) derived.set(path, this.#store.valueAt(path));
    }
    const before = this.#derived;
    this.#derived = derived;
    for (const path of new Set([...derived.keys(), ...before.keys()])) {
      const became = derived.has(path) !== before.has(path);
      if (!became && derived.get(path) === before.get(path)) continue;
      for (const [index, place] of this.#places.at(path).entries()) {
        if (became) this.#printer.dress(place, path, index > 0);
      }
      this.#renew(path);
    }
  }

  #mark(path: string): void {
    if (this.#cursor.withholds(path)) return;
    for (const place of this.#places.at(path)) this.#printer.mark(place, this.#findings.get(path));
  }

  #messagesAt(path: string): string[] {
    return (this.#findings.get(path) ?? []).map((finding) => sentenceOf(finding, this.#store.form));
  }
}

/** Pixels at the top of the window that bars lie over. */
const coveredAbove = 120;
