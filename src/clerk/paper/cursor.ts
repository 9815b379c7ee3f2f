import { h, render } from 'preact';
import { valueAt, type Json } from '../../forms/json.ts';
import { sentenceOf } from '../findings/sentence.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { FormStore } from '../state/form-store.ts';
import { say } from '../words.ts';
import { Beneath } from './beneath.tsx';
import { caretIn, placeCaret, selectText, showFilled, typedText, write } from './caret.ts';
import type { ChoiceOption } from './choice-options.ts';
import { Chooser } from './chooser.ts';
import { Companion } from './companion.ts';
import type { KeySituation } from './cursor-keys.ts';
import { dressTyped, expand } from './dress.ts';
import { Floating } from './floating.ts';
import { Opener } from './opener.ts';
import type { PaperFields } from './paper-fields.ts';
import { type Spot, spotAt } from './spot.ts';

/** What the cursor needs of the paper around it. */
export interface CursorSurroundings {
  readonly store: FormStore;
  readonly layer: HTMLElement;
  readonly fields: PaperFields;
  labelOf(place: HTMLElement): string;
  findingsAt(path: string): readonly Finding[];
  /** Shows the place as nobody is in it. */
  print(place: HTMLElement): void;
  /** The field was left: what is wrong with it may be told. */
  judge(path: string): void;
}

/** What has to outlive a blank when the paper is made anew. */
export interface KeptCursor {
  readonly text: string;
  readonly caret: number | null;
  readonly focused: boolean;
}

/** Names of what floats beneath the blank: there is one cursor in a page. */
const messageId = 'paper-message';
const chooserId = 'paper-chooser';
/** Characters left when a person is told. */
const fewLeft = 20;

/** The place that is being filled in: what is typed there, what floats beneath it, and what becomes of it. */
export class Cursor {
  readonly beneath: Floating;
  readonly #paper: CursorSurroundings;
  readonly #opener: Opener;
  readonly #chooser: Chooser;
  readonly #companion: Companion;
  #spot: Spot | null = null;
  #typed = false;
  /** Findings were there when the person came: they stay in sight until they are mended. */
  #marked = false;
  #frame = 0;

  constructor(paper: CursorSurroundings) {
    this.#paper = paper;
    this.#chooser = new Chooser(paper.store);
    this.#companion = new Companion(paper.store);
    this.beneath = new Floating(paper.layer, 'beneath');
    this.#opener = new Opener(paper.layer, () => {
      if (this.#chooser.shown === 'none') this.open(false);
      else this.close();
    });
  }

  get place(): HTMLElement | null {
    return this.#spot?.place ?? null;
  }

  get path(): string | null {
    return this.#spot?.path ?? null;
  }

  get situation(): KeySituation {
    const kind = this.#spot?.kind ?? 'derived';
    return {
      kind,
      chooser: this.#chooser.shown,
      companion: this.#hasCompanion(),
      searching: kind === 'choices' ? this.#chooser.text !== '' : this.#typed,
    };
  }

  /** A new error is not told while the value is still being typed. */
  withholds(path: string): boolean {
    return this.#typed && !this.#marked && path === this.path;
  }

  enter(place: HTMLElement, byPointer: boolean): void {
    if (place === this.place) return;
    this.leave();
    const { fields } = this.#paper;
    const spot = spotAt(place, fields);
    if (spot === undefined) return;
    this.#spot = spot;
    this.#marked = this.#paper.findingsAt(spot.path).length > 0;
    dressTyped(spot, fields.language, messageId);
    if (place.isContentEditable) {
      const changed = write(place, this.#entry(spot));
      if (changed || !byPointer) {
        selectText(place);
        // The browser puts the caret where the click was after this event: over a text that is no longer there. A key
        // that came meanwhile has moved it already.
        const pressed = new AbortController();
        place.addEventListener(
          'keydown',
          () => {
            pressed.abort();
          },
          { once: true, signal: pressed.signal },
        );
        requestAnimationFrame(() => {
          if (place === this.place && !this.#typed && !pressed.signal.aborted) selectText(place);
          pressed.abort();
        });
      }
    }
    if (spot.kind === 'datePart') this.#chooser.text = this.#entry(spot);
    this.#opener.showFor(spot);
    this.draw();
  }

  /** The person goes elsewhere: what was typed is read, printed and judged. */
  leave(): void {
    const spot = this.#spot;
    if (spot === null) return;
    this.commit(true);
    this.#spot = null;
    this.#chooser.reset();
    this.#companion.reset();
    spot.place.removeAttribute('aria-describedby');
    expand(spot, null);
    this.beneath.hide();
    this.#opener.hide();
    render(null, this.beneath.element);
    if (spot.kind === 'derived') return;
    this.#paper.store.touch(spot.path);
    if (spot.place.isConnected) this.#paper.print(spot.place);
    this.#paper.judge(spot.path);
  }

  /** Something was typed into the blank. */
  typed(): void {
    if (this.#spot === null) return;
    const { place, kind } = this.#spot;
    this.#typed = true;
    if (place.textContent === '') place.replaceChildren();
    showFilled(place);
    if (kind === 'choice') this.#chooser.search();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.commit(false);
      this.draw();
    });
  }

  /** A letter, or the key that takes one back, in a blank that is no text: it searches the list, or begins the date. */
  typeApart(letter: string | null): void {
    if (this.#spot === null) return;
    const { text } = this.#chooser;
    if (this.#spot.kind === 'datePart') {
      this.#typed = true;
      this.#chooser.text = letter ?? '';
      this.open(true);
      const input = this.beneath.element.querySelector('input');
      input?.focus();
      input?.setSelectionRange(input.value.length, input.value.length);
      return;
    }
    this.#chooser.text = letter === null ? text.slice(0, -1) : text + letter;
    this.#chooser.search();
    this.draw();
  }

  /** Brings what was typed to the store; a text that is no value only once the person is done with it. */
  commit(done: boolean): void {
    cancelAnimationFrame(this.#frame);
    if (!this.#typed || this.#spot === null) return;
    const { store, fields } = this.#paper;
    const { path, place, field, kind } = this.#spot;
    const text = kind === 'datePart' ? this.#chooser.text : typedText(place);
    const previous = valueAt(store.payload, path);
    const entered = fields.read(field, text, previous);
    if (done) this.#typed = false;
    if (entered.kind === 'unreadable') {
      if (done && store.unreadable.get(path) !== text.trim()) store.keepText(path, text.trim(), this);
      return;
    }
    const value = entered.kind === 'value' ? entered.value : undefined;
    if (!isSame(previous, value) || store.unreadable.has(path)) store.set(path, value, this);
  }

  /** The value was changed from elsewhere, or is computed now. */
  renew(): void {
    if (this.#spot === null) return;
    const { place } = this.#spot;
    this.#spot = spotAt(place, this.#paper.fields) ?? this.#spot;
    if (this.#spot.kind === 'datePart' && !this.#typed) this.#chooser.text = this.#entry(this.#spot);
    if (!place.isContentEditable) this.#paper.print(place);
    else if (!this.#typed && write(place, this.#entry(this.#spot)) && caretIn(place) !== null)
      placeCaret(place, Infinity);
    this.draw();
  }

  keep(): KeptCursor {
    const { place } = this;
    if (place === null) return { text: '', caret: null, focused: false };
    return { text: typedText(place), caret: caretIn(place), focused: document.activeElement === place };
  }

  /** Goes on in a new blank of the same field as if it were the old one. */
  resume(place: HTMLElement, { text, caret, focused }: KeptCursor): void {
    const spot = spotAt(place, this.#paper.fields);
    if (spot === undefined) return;
    this.#spot = spot;
    dressTyped(spot, this.#paper.fields.language, messageId);
    if (focused) place.focus({ preventScroll: true });
    if (place.isContentEditable) write(place, this.#typed ? text : this.#entry(spot));
    if (place.isContentEditable && focused) placeCaret(place, caret ?? 0);
    this.#opener.showFor(spot);
    this.draw();
  }

  open(byKeyboard: boolean): void {
    if (this.#spot === null || !this.#chooser.open(this.#spot, this.#options(this.#spot), byKeyboard)) return;
    this.draw();
    if (this.#spot.kind === 'datePart') this.beneath.element.querySelector('input')?.select();
  }

  close(): void {
    if (this.#spot === null) return;
    this.#chooser.close(this.#spot.kind);
    this.draw();
  }

  move(by: number): void {
    if (this.#spot === null) return;
    this.#chooser.move(by, this.#options(this.#spot).length);
    this.draw();
  }

  /** Takes the option that the keyboard is at. Gives false where none matches. */
  take(option = this.#spot === null ? undefined : this.#options(this.#spot)[this.#chooser.current]): boolean {
    if (this.#spot === null || option === undefined) return false;
    this.#choose(this.#chooser.valueWith(this.#spot, option));
    if (this.#spot.kind === 'choices') this.#chooser.text = '';
    else this.#chooser.shown = 'none';
    this.renew();
    return true;
  }

  /** Shows beneath the blank what belongs there now. */
  draw(): void {
    const spot = this.#spot;
    if (spot === null) return;
    const { store } = this.#paper;
    const findings = this.withholds(spot.path) ? [] : this.#paper.findingsAt(spot.path);
    const messages = findings.map((finding) => sentenceOf(finding, store.form));
    if (spot.kind === 'derived') messages.unshift(say('paper.derived'));
    const severity = findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
    const label = this.#paper.labelOf(spot.place);
    const chooser = this.#chooser.view(spot, this.#options(spot), {
      onTake: (option) => {
        this.take(option);
      },
      onText: (text) => {
        this.#chooser.text = text;
        this.#typed = true;
        this.commit(false);
        this.draw();
      },
      onPick: (day) => {
        this.#choose(day);
        this.#chooser.reset();
        spot.place.focus();
        this.renew();
      },
    });
    const companion = this.#hasCompanion() ? this.#companionView(spot, label) : null;
    const remaining = this.#remaining(spot);
    const view = { chooser, companion, remaining, messages, severity, messageId, chooserId, label } as const;
    render(h(Beneath, view), this.beneath.element);
    expand(spot, chooser?.kind === 'list' ? { list: chooserId, option: `${chooserId}-${chooser.current}` } : null);
    if (chooser === null && companion === null && remaining === null && messages.length === 0) this.beneath.hide();
    else this.beneath.show(spot.place);
    this.#opener.place();
  }

  #companionView(spot: Spot, label: string) {
    const onChange = (what: 'text' | 'same') => {
      if (what === 'same') this.renew();
      else this.draw();
    };
    const view = this.#companion.view(spot, this.#paper.fields, { label, origin: this, onChange });
    // What was typed into the blank a moment ago comes first.
    return {
      ...view,
      onText: (text: string) => {
        this.commit(false);
        view.onText(text);
      },
      onSame: (same: boolean) => {
        this.commit(true);
        view.onSame(same);
      },
    };
  }

  #hasCompanion(): boolean {
    return this.#spot?.field.isLocalized === true && this.#spot.kind !== 'derived';
  }

  #entry({ field, path }: Spot): string {
    const { store, fields } = this.#paper;
    return store.unreadable.get(path) ?? fields.entry(field, store.valueAt(path));
  }

  #options(spot: Spot): ChoiceOption[] {
    return this.#chooser.shown === 'calendar' ? [] : this.#chooser.options(spot, this.#paper.fields, this.#typed);
  }

  #choose(value: Json | undefined): void {
    this.#typed = false;
    if (this.#spot !== null) this.#paper.store.set(this.#spot.path, value, this);
  }

  #remaining({ place, field }: Spot): number | null {
    const most = field.node.maxLength;
    if (most === undefined || !this.#typed || !place.isContentEditable) return null;
    const left = most - typedText(place).trim().length;
    return left <= fewLeft ? left : null;
  }
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
