import type { PaperCondition } from '../../compose/conditions.ts';
import type { Json } from '../../forms/json.ts';
import { labelLanguage, sentenceOf } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { StoreChange } from '../state/form-store.ts';
import { interfaceLanguage, say } from '../words.ts';
import { isTicked } from './boxes.ts';
import { write } from './caret.ts';
import { Cursor } from './cursor.ts';
import { dressBox, dressFill, Labels } from './dress.ts';
import { listenOn } from './paper-events.ts';
import { PaperFields } from './paper-fields.ts';
import { Tip } from './tip.ts';
import { pathOf, patternOf, Places, placeSelector } from './places.ts';

/** A block of cells pasted into a blank; true when it was taken care of. */
export type BlockPaste = (fill: HTMLElement, text: string, data: DataTransfer) => boolean;

/** The A4 page whose blanks are filled in. */
export class Paper {
  readonly element: HTMLElement;
  /** Takes blocks of several cells that are pasted into a table. */
  onBlockPaste: BlockPaste = () => false;
  readonly #services: EditorServices;
  readonly #layer: HTMLElement;
  readonly #places: Places;
  readonly #cursor: Cursor;
  readonly #tip: Tip;
  readonly #said: HTMLElement;
  #fields: PaperFields;
  #labels: Labels;
  #conditions: readonly PaperCondition[] = [];
  #findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  /** Values of derived places as they were shown. */
  #derived = new Map<string, Json | undefined>();
  #frame = 0;
  #isRenewing = false;

  constructor(element: HTMLElement, services: EditorServices) {
    this.element = element;
    this.#services = services;
    const { store } = services;
    this.#fields = new PaperFields(store.form, store.language);
    this.#labels = new Labels(store.form);
    this.#places = new Places(element);
    this.#layer = document.createElement('div');
    this.#layer.className = 'paper-layer';
    this.#said = document.createElement('p');
    this.#said.className = 'visually-hidden';
    this.#said.role = 'status';
    this.#layer.append(this.#said);
    element.append(this.#layer);
    this.#tip = new Tip(this.#layer);
    const fields = () => this.#fields;
    this.#cursor = new Cursor({
      services,
      layer: this.#layer,
      get fields() {
        return fields();
      },
      labelOf: (place) => this.#labelOf(place),
      findingsAt: (path) => this.#findings.get(path) ?? [],
      print: (place) => {
        this.#show(place);
      },
      mark: (path) => {
        this.#mark(path);
        this.#say(path);
      },
      placeOf: (path) => this.#places.first(path),
      neighbour: (place, direction) => this.#neighbour(place, direction),
    });
    listenOn(this, this.#layer, this.#cursor, this.#tip, {
      isRenewing: () => this.#isRenewing,
      messagesAt: (place) => this.#messagesAt(place),
    });
    store.subscribe((change) => {
      this.#follow(change);
    });
    interfaceLanguage.subscribe(() => {
      this.#labels = new Labels(store.form);
      this.hydrate(this.element);
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
    this.#content().replaceChildren();
    this.#furnish(fresh);
    const places = path === null ? [] : this.#places.at(path);
    const again = places[occurrence] ?? places[0];
    if (again !== undefined) this.#cursor.resume(again, kept);
    this.#isRenewing = false;
    if (again === undefined) this.#cursor.leave();
  }

  /** Enlivens fresh markup within the paper (a cloned row), or the paper that the page came with. */
  hydrate(root: ParentNode): void {
    if (root === this.element && root.querySelector('.fill[role]') === null) {
      this.#furnish(this.#content());
      return;
    }
    this.#places.forget();
    this.#enliven(root);
    this.#judge();
  }

  /** Rows that came, went or have another number: what stands in them has moved with them. */
  renumbered(rows: Iterable<ParentNode>): void {
    this.#places.forget();
    for (const row of rows) {
      for (const place of row.querySelectorAll<HTMLElement>(placeSelector)) {
        if (place.hasAttribute('aria-label')) place.setAttribute('aria-label', this.#labelOf(place));
      }
    }
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
  #content(): DocumentFragment {
    const content = new DocumentFragment();
    for (const child of [...this.element.childNodes]) if (child !== this.#layer) content.append(child);
    return content;
  }

  /** Puts a whole paper in. Its fields are made outside of the page: within, each would cost a look at all others. */
  #furnish(content: DocumentFragment): void {
    const { store } = this.#services;
    this.#fields = new PaperFields(store.form, store.language);
    this.#enliven(content);
    this.#layer.before(content);
    this.#places.forget();
    this.#judge();
  }

  #enliven(root: ParentNode): void {
    let before = '';
    for (const place of root.querySelectorAll<HTMLElement>(placeSelector)) {
      const path = pathOf(place);
      this.#dress(place, path, path === before);
      if (place !== this.#cursor.place) this.#show(place);
      this.#markPlace(place, path);
      before = path;
    }
  }

  #follow(change: StoreChange): void {
    switch (change.kind) {
      case 'values':
        for (const path of change.paths) {
          if (change.origin !== this.#cursor || path !== this.#cursor.path) this.#renew(path);
          else for (const place of this.#places.at(path)) if (place !== this.#cursor.place) this.#show(place);
        }
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

  #renew(path: string): void {
    const { place: entered } = this.#cursor;
    for (const place of this.#places.at(path)) {
      if (place === entered) this.#cursor.renew();
      else this.#show(place);
    }
  }

  /** Once a frame, however often the store was checked. */
  #judgeSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#judge();
    });
  }

  /** Shows derived values and findings that are new. */
  #judge(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { store } = this.#services;
    const derived = new Map<string, Json | undefined>();
    for (const path of this.#places.paths()) if (store.isDerived(path)) derived.set(path, store.valueAt(path));
    for (const path of new Set([...derived.keys(), ...this.#derived.keys()])) {
      const became = derived.has(path) !== this.#derived.has(path);
      if (!became && derived.get(path) === this.#derived.get(path)) continue;
      for (const [index, place] of this.#places.at(path).entries()) {
        if (became) this.#dress(place, path, index > 0);
        if (place !== this.#cursor.place || became) this.#show(place);
      }
    }
    this.#derived = derived;
    const [was, is] = [this.#findings, this.#shownFindings()];
    this.#findings = is;
    for (const path of was.keys()) if (!is.has(path)) this.#mark(path);
    for (const path of is.keys()) this.#mark(path);
    this.#cursor.draw();
  }

  /** Findings that may be told, by the place they are told at. */
  #shownFindings(): ReadonlyMap<string, readonly Finding[]> {
    const { store } = this.#services;
    const shown = new Map<string, Finding[]>();
    let asked = '';
    for (const { path } of store.findings) {
      if (path === asked) continue;
      asked = path;
      const findings = store.findingsAt(path);
      const near = findings.length === 0 ? undefined : this.#places.nearest(path);
      if (near !== undefined) shown.set(near, [...(shown.get(near) ?? []), ...findings]);
    }
    return shown;
  }

  #dress(place: HTMLElement, path: string, follows: boolean): void {
    const field = this.#fields.fieldAt(patternOf(path));
    if (field === undefined || place.hasAttribute('data-check')) return;
    const derived = this.#services.store.isDerived(path) || place.getAttribute('data-as') === 'tiyn';
    const kind = this.#fields.kindOf(field, place);
    dressFill(place, { field, kind, derived, label: this.#labels.of(path), follows: follows && kind === 'datePart' });
  }

  #show(place: HTMLElement): void {
    const path = pathOf(place);
    const { store } = this.#services;
    const value = store.valueAt(path);
    if (place.hasAttribute('data-check')) {
      dressBox(place, this.#labelOf(place), isTicked(place.dataset['option'], value), store.isDerived(path));
      return;
    }
    const field = this.#fields.fieldAt(patternOf(path));
    if (field === undefined) return;
    const isPart = place.getAttribute('role') === 'button';
    // A text that is no date has no parts: it stands where the first of them would.
    const kept = isPart && place.tabIndex < 0 ? '' : undefined;
    const unreadable = store.unreadable.get(path);
    const text = unreadable === undefined ? this.#fields.printed(field, place, value) : (kept ?? unreadable);
    write(place, text);
    if (isPart) place.ariaLabel = text === '' ? this.#labels.of(path) : this.#withOption(path, text);
  }

  #mark(path: string): void {
    if (this.#cursor.withholds(path)) return;
    for (const place of this.#places.at(path)) this.#markPlace(place, path);
  }

  #markPlace(place: HTMLElement, path: string): void {
    const findings = this.#findings.get(path);
    if (findings === undefined && !place.classList.contains('invalid') && !place.classList.contains('warned')) return;
    const isWrong = findings?.some(({ severity }) => severity === 'error') === true;
    place.classList.toggle('invalid', isWrong);
    place.classList.toggle('warned', !isWrong && findings !== undefined);
    if (isWrong) place.setAttribute('aria-invalid', 'true');
    else place.removeAttribute('aria-invalid');
  }

  /** Tells a screen reader what is wrong with the field just left: its bubble is gone already. */
  #say(path: string): void {
    const [place] = this.#places.at(path);
    if (place === undefined) return;
    const messages = this.#messagesAt(place);
    this.#said.textContent = messages.length === 0 ? '' : `${this.#labelOf(place)}: ${messages.join(' ')}`;
  }

  #messagesAt(place: HTMLElement): string[] {
    const { form } = this.#services.store;
    return (this.#findings.get(pathOf(place)) ?? []).map((finding) => sentenceOf(finding, form));
  }

  #labelOf(place: HTMLElement): string {
    const path = pathOf(place);
    const { option } = place.dataset;
    const words = this.#services.store.form.locales[labelLanguage()].choices[patternOf(path)]?.[option ?? ''];
    return words === undefined ? this.#labels.of(path) : this.#withOption(path, words);
  }

  #withOption(path: string, option: string): string {
    return say('paper.option', { label: this.#labels.of(path), option });
  }

  #neighbour(place: HTMLElement, direction: 1 | -1): HTMLElement | undefined {
    const stops = [...this.element.querySelectorAll<HTMLElement>(stopSelector)];
    const others = direction === 1 ? stops : stops.reverse();
    const side = direction === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    return others.find((stop) => (place.compareDocumentPosition(stop) & side) !== 0 && !this.#layer.contains(stop));
  }
}

/** What the keyboard stops at. */
const stopSelector = '.fill[contenteditable],.fill[tabindex="0"],.box[tabindex="0"]';
/** Pixels at the top of the window that bars lie over. */
const coveredAbove = 120;
