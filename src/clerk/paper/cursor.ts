import { render, h } from 'preact';
import { isJsonArray, isJsonObject, valueAt, type Json } from '../../forms/json.ts';
import { sentenceOf } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import type { Finding } from '../state/as-typed-check.ts';
import { say } from '../words.ts';
import { Beneath, type ChooserView, type CompanionView } from './beneath.tsx';
import { toggled } from './boxes.ts';
import { caretIn, placeCaret, selectText, showFilled, typedText, write } from './caret.ts';
import { type ChoiceOption, optionsFor, otherThan } from './choice-options.ts';
import type { KeyAction, KeySituation } from './cursor-keys.ts';
import { firstDifference } from './difference.ts';
import { dressTyped } from './dress.ts';
import { Floating } from './floating.ts';
import { Opener } from './opener.ts';
import type { PaperField, PaperFields } from './paper-fields.ts';
import { pathOf, patternOf } from './places.ts';

/** What the cursor needs of the paper around it. */
export interface CursorSurroundings {
  readonly services: EditorServices;
  readonly layer: HTMLElement;
  readonly fields: PaperFields;
  labelOf(place: HTMLElement): string;
  findingsAt(path: string): readonly Finding[];
  /** Shows the place again as nobody is in it. */
  print(place: HTMLElement): void;
  mark(path: string): void;
  placeOf(path: string): HTMLElement | undefined;
  neighbour(place: HTMLElement, direction: 1 | -1): HTMLElement | undefined;
}

/** Names of what floats beneath the blank: there is one cursor in a page. */
const messageId = 'paper-message';
const chooserId = 'paper-chooser';

/** Characters left when a person is told. */
const fewLeft = 20;

/** The place that is being filled in: what is typed there, what floats beneath it, and what becomes of it. */
export class Cursor {
  readonly #paper: CursorSurroundings;
  readonly #beneath: Floating;
  readonly #opener: Opener;
  #place: HTMLElement | null = null;
  #field: PaperField | undefined;
  #kind: KeySituation['kind'] = 'text';
  /** Text of a date that stands in parts, or letters that a list is searched by. */
  #text = '';
  #typed = false;
  /** Findings were there when the person came: they stay in sight until they are mended. */
  #marked = false;
  #frame = 0;
  /** The other language as it is being typed. */
  #other: string | null = null;
  #chooser: KeySituation['chooser'] = 'none';
  #byKeyboard = false;
  #current = 0;

  constructor(paper: CursorSurroundings) {
    this.#paper = paper;
    this.#beneath = new Floating(paper.layer, 'beneath');
    this.#opener = new Opener(paper.layer, () => {
      if (this.#chooser === 'none') this.open(false);
      else this.#close();
    });
  }

  get place(): HTMLElement | null {
    return this.#place;
  }

  get path(): string | null {
    return this.#place === null ? null : pathOf(this.#place);
  }

  get situation(): KeySituation {
    return {
      kind: this.#kind,
      chooser: this.#chooser,
      companion: this.#field?.isLocalized === true && this.#kind !== 'derived',
      searching: this.#kind === 'choices' ? this.#text !== '' : this.#typed,
    };
  }

  /** A new error is not told while the value is still being typed. */
  withholds(path: string): boolean {
    return path === this.path && this.#typed && !this.#marked;
  }

  enter(place: HTMLElement, byPointer: boolean): void {
    if (place === this.#place) return;
    this.leave();
    const { fields } = this.#paper;
    this.#place = place;
    this.#field = fields.fieldAt(patternOf(pathOf(place)));
    this.#kind = this.#kindOf(place);
    this.#text = '';
    this.#other = null;
    this.#typed = false;
    this.#marked = this.#paper.findingsAt(pathOf(place)).length > 0;
    if (place.isContentEditable && this.#field !== undefined) {
      dressTyped(place, this.#field, fields.language, messageId);
      const changed = write(place, this.#entry());
      if (changed || !byPointer) {
        // The browser puts the caret where the click was after this event: over a text that is no longer there.
        requestAnimationFrame(() => {
          if (place === this.#place && !this.#typed) selectText(place);
        });
      }
    } else {
      place.setAttribute('aria-describedby', messageId);
    }
    if (this.#kind === 'datePart') this.#text = this.#entry();
    if (['date', 'datePart', 'choice', 'choices'].includes(this.#kind)) this.#opener.show(place, this.#kind);
    this.draw();
  }

  /** The person goes elsewhere: what was typed is read, printed and judged. */
  leave(): void {
    const place = this.#place;
    if (place === null) return;
    const path = pathOf(place);
    this.commit(true);
    this.#place = null;
    this.#chooser = 'none';
    place.removeAttribute('aria-describedby');
    this.#expand(place);
    this.#beneath.hide();
    this.#opener.hide();
    render(null, this.#beneath.element);
    if (this.#kind === 'derived') return;
    this.#paper.services.store.touch(path);
    if (place.isConnected) this.#paper.print(place);
    this.#paper.mark(path);
  }

  /** Something was typed into the blank. */
  typed(): void {
    this.#typed = true;
    if (this.#place?.textContent === '') this.#place.replaceChildren();
    if (this.#place !== null) showFilled(this.#place);
    if (this.#kind === 'choice') {
      this.#chooser = 'list';
      this.#current = 0;
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.commit(false);
      this.draw();
    });
  }

  /** Brings what was typed to the store; a text that is no value only once the person is done with it. */
  commit(done: boolean): void {
    cancelAnimationFrame(this.#frame);
    if (!this.#typed || this.#field === undefined || this.#place === null) return;
    const { store } = this.#paper.services;
    const path = pathOf(this.#place);
    const text = this.#kind === 'datePart' ? this.#text : typedText(this.#place);
    const previous = valueAt(store.payload, path);
    const entered = this.#paper.fields.read(this.#field, text, previous);
    if (done) this.#typed = false;
    if (entered.kind === 'unreadable') {
      if (done && store.unreadable.get(path) !== text.trim()) store.keepText(path, text.trim(), this);
      return;
    }
    const value = entered.kind === 'value' ? entered.value : undefined;
    if (isSame(previous, value) && !store.unreadable.has(path)) return;
    store.set(path, value, this);
  }

  /** The value was changed from elsewhere, or the blank is a new one. */
  renew(place: HTMLElement | null = this.#place): void {
    if (place === null) return;
    if (place !== this.#place) this.#moveTo(place);
    if (this.#kind === 'datePart' && !this.#typed) this.#text = this.#entry();
    if (place.isContentEditable && !this.#typed) {
      const caret = caretIn(place);
      if (write(place, this.#entry()) && caret !== null) placeCaret(place, Infinity);
    } else if (!place.isContentEditable) {
      this.#paper.print(place);
    }
    this.draw();
  }

  /** What has to outlive the blank when the paper is made anew. */
  keep(): { readonly text: string; readonly caret: number | null; readonly focused: boolean } {
    const place = this.#place;
    if (place === null) return { text: '', caret: null, focused: false };
    return { text: typedText(place), caret: caretIn(place), focused: document.activeElement === place };
  }

  /** Goes on in a new blank of the same field as if it were the old one. */
  resume(place: HTMLElement, { text, caret, focused }: ReturnType<Cursor['keep']>): void {
    this.#moveTo(place);
    if (focused) place.focus({ preventScroll: true });
    if (place.isContentEditable) {
      write(place, text);
      if (focused) placeCaret(place, caret ?? 0);
    }
    this.draw();
  }

  open(byKeyboard: boolean): void {
    if (this.#kind !== 'date' && this.#kind !== 'datePart' && this.#kind !== 'choice' && this.#kind !== 'choices') return;
    this.#chooser = this.#kind === 'date' || this.#kind === 'datePart' ? 'calendar' : 'list';
    this.#byKeyboard = byKeyboard;
    if (this.#chooser === 'list') {
      const chosen = this.#chosen();
      this.#current = Math.max(0, this.#options().findIndex(({ value }) => chosen.includes(value)));
    }
    this.draw();
    if (this.#kind === 'datePart') this.#beneath.element.querySelector('input')?.select();
  }

  /** Does what a key asks for. Gives false where the key is to do what it always does as well. */
  act(action: KeyAction): boolean {
    const place = this.#place;
    if (place === null) return false;
    switch (action.kind) {
      case 'next':
      case 'previous':
        this.#paper.neighbour(place, action.kind === 'next' ? 1 : -1)?.focus();
        return true;
      case 'back':
        place.focus();
        return true;
      case 'close':
        place.focus();
        this.#close();
        return true;
      case 'open':
        this.open(true);
        return true;
      case 'move': {
        const count = this.#options().length;
        if (count > 0) this.#current = (this.#current + action.by + count) % count;
        this.draw();
        return true;
      }
      case 'take':
      case 'takeAndLeave': {
        const option = this.#options()[this.#current];
        if (option !== undefined) this.#take(option);
        else if (action.kind === 'take') return this.act({ kind: 'next' });
        return action.kind === 'take';
      }
      case 'toggle':
        this.toggle(place);
        return true;
      case 'companion':
        this.#beneath.element.querySelector('textarea')?.select();
        return true;
      case 'deeper':
        this.#beneath.element.querySelector<HTMLElement>('[role=grid] [tabindex="0"], [type=checkbox]')?.focus();
        return true;
      case 'letter':
      case 'erase':
        this.#type(action.kind === 'letter' ? action.letter : '');
        return true;
      case 'undo':
      case 'redo':
        this.travel(action.kind);
        return true;
    }
  }

  toggle(box: HTMLElement): void {
    const path = pathOf(box);
    const { store } = this.#paper.services;
    const field = this.#paper.fields.fieldAt(patternOf(path));
    if (field === undefined || store.isDerived(path)) return;
    store.set(path, toggled(field, box.dataset['option'], store.valueAt(path)));
  }

  /** Takes back what was filled in last, or does it again, and goes where that was. */
  travel(direction: 'undo' | 'redo'): void {
    const { store } = this.#paper.services;
    this.commit(true);
    const before = store.payload;
    store[direction]();
    const path = firstDifference(before, store.payload);
    const place = path === undefined ? undefined : this.#paper.placeOf(path);
    if (place !== undefined && pathOf(place) !== this.path) place.focus();
  }

  /** Shows beneath the blank what belongs there now. */
  draw(): void {
    const place = this.#place;
    if (place === null) return;
    const path = pathOf(place);
    const { store } = this.#paper.services;
    const findings = this.withholds(path) ? [] : this.#paper.findingsAt(path);
    const derived = this.#kind === 'derived' ? [say('paper.derived')] : [];
    const messages = [...derived, ...findings.map((finding) => sentenceOf(finding, store.form))];
    const severity = findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
    const view = { companion: this.#companion(), chooser: this.#chooserView(), remaining: this.#remaining(), messages };
    const label = this.#paper.labelOf(place);
    render(h(Beneath, { ...view, severity, messageId, chooserId, label }), this.#beneath.element);
    this.#expand(place);
    const isEmpty = view.companion === null && view.chooser === null && view.remaining === null && messages.length === 0;
    if (isEmpty) this.#beneath.hide();
    else this.#beneath.show(place);
    this.#opener.place();
  }

  #expand(place: HTMLElement): void {
    if (place.getAttribute('role') !== 'combobox') return;
    const isOpen = this.#chooser === 'list' && place === this.#place;
    place.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      place.setAttribute('aria-controls', chooserId);
      place.setAttribute('aria-activedescendant', `${chooserId}-${this.#current}`);
    } else {
      place.removeAttribute('aria-controls');
      place.removeAttribute('aria-activedescendant');
    }
  }

  #kindOf(place: HTMLElement): KeySituation['kind'] {
    if (place.dataset['check'] !== undefined) return 'box';
    if (this.#field === undefined || place.classList.contains('derived')) return 'derived';
    return this.#paper.fields.kindOf(this.#field, place);
  }

  #moveTo(place: HTMLElement): void {
    this.#place = place;
    this.#kind = this.#kindOf(place);
    if (place.isContentEditable && this.#field !== undefined) {
      dressTyped(place, this.#field, this.#paper.fields.language, messageId);
    }
  }

  #entry(): string {
    const { store } = this.#paper.services;
    const path = this.path ?? '';
    if (this.#field === undefined) return '';
    return store.unreadable.get(path) ?? this.#paper.fields.entry(this.#field, store.valueAt(path));
  }

  #close(): void {
    this.#chooser = 'none';
    if (this.#kind === 'choices') this.#text = '';
    this.draw();
  }

  #set(value: Json | undefined): void {
    this.#typed = false;
    this.#paper.services.store.set(this.path ?? '', value, this);
  }

  #options(): ChoiceOption[] {
    if (this.#field === undefined || this.path === null) return [];
    const query = this.#kind === 'choices' ? this.#text : this.#typed ? typedText(this.#place ?? document.body) : '';
    return optionsFor(this.#paper.fields, this.#field, this.path, this.#paper.services.store.payload, query.trim());
  }

  #chosen(): readonly string[] {
    const value = this.#paper.services.store.valueAt(this.path ?? '');
    return (isJsonArray(value) ? value : [value]).map(String);
  }

  #take({ value }: ChoiceOption): void {
    const { store } = this.#paper.services;
    if (this.#field === undefined || this.path === null) return;
    if (this.#kind === 'choices') {
      this.#set(toggled(this.#field, value, store.valueAt(this.path)));
      this.#text = '';
      this.renew();
      return;
    }
    this.#chooser = 'none';
    this.#set(this.#field.node.valueType === 'boolean' ? value === 'true' : value);
    this.renew();
  }

  /** A letter in a blank that is no text: it searches the list, or begins the date. */
  #type(letter: string): void {
    const isDate = this.#kind === 'datePart';
    this.#text = isDate ? letter : letter === '' ? this.#text.slice(0, -1) : this.#text + letter;
    if (isDate) this.#typed = true;
    else this.#chooser = 'list';
    this.#current = 0;
    if (!isDate) {
      this.draw();
      return;
    }
    this.open(true);
    const input = this.#beneath.element.querySelector('input');
    input?.setSelectionRange(letter.length, letter.length);
    input?.focus();
  }

  #chooserView(): ChooserView | null {
    if (this.#chooser === 'none' || this.path === null) return null;
    if (this.#chooser === 'list') {
      return {
        kind: 'list',
        options: this.#options(),
        current: this.#current,
        chosen: this.#chosen(),
        several: this.#kind === 'choices',
        query: this.#kind === 'choices' ? this.#text : '',
        onTake: (option) => {
          this.#take(option);
        },
      };
    }
    const value = this.#paper.services.store.valueAt(this.path);
    return {
      kind: 'calendar',
      day: typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : '',
      focused: this.#byKeyboard,
      text: this.#kind === 'datePart' ? this.#text : null,
      onText: (text) => {
        this.#text = text;
        this.#typed = true;
        this.commit(false);
        this.draw();
      },
      onPick: (day) => {
        this.#set(day);
        this.#text = '';
        this.#chooser = 'none';
        this.#place?.focus();
        this.renew();
      },
    };
  }

  #companion(): CompanionView | null {
    const [place, field] = [this.#place, this.#field];
    if (place === null || field === undefined || !this.situation.companion) return null;
    const { fields, services } = this.#paper;
    const path = pathOf(place);
    const value = valueAt(services.store.payload, path);
    const language = otherThan(fields.language);
    return {
      language,
      label: this.#paper.labelOf(place),
      text: this.#other ?? fields.entry(field, value, language),
      same: typeof value === 'string',
      onText: (text) => {
        this.#other = text;
        this.commit(false);
        const entered = fields.read(field, text, valueAt(services.store.payload, path), language);
        services.store.set(path, entered.kind === 'value' ? entered.value : undefined, this);
        this.draw();
      },
      onSame: (same) => {
        this.#other = null;
        this.commit(false);
        services.store.set(path, same ? oneText(value, fields.language) : twoTexts(value), this);
        this.renew();
      },
    };
  }

  #remaining(): number | null {
    const most = this.#field?.node.maxLength;
    if (most === undefined || !this.#typed || this.#place === null || !this.#place.isContentEditable) return null;
    const left = most - typedText(this.#place).length;
    return left <= fewLeft ? left : null;
  }
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function oneText(value: Json | undefined, language: 'kk' | 'ru'): Json | undefined {
  if (!isJsonObject(value)) return value;
  return value[language] ?? Object.values(value)[0];
}

function twoTexts(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? { kk: value, ru: value } : value;
}
