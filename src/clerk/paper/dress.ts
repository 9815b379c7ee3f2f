import { labelOf } from '../findings/sentence.ts';
import type { ClientForm } from '../state/client-form.ts';
import { say } from '../words.ts';
import type { FillKind, PaperField } from './paper-fields.ts';
import { patternOf } from './places.ts';
import type { Spot } from './spot.ts';

/** Labels of places for screen readers, what differs within a row first: put together from kept parts. */
export class Labels {
  readonly #form: ClientForm;
  readonly #kept = new Map<string, string>();

  constructor(form: ClientForm) {
    this.#form = form;
  }

  of(path: string): string {
    const row = /^.*\.\d+(?=\.)/.exec(path)?.[0];
    const label = this.#keep(patternOf(path));
    return row === undefined ? label : `${label}, ${this.#keep(row)}`;
  }

  #keep(path: string): string {
    const kept = this.#kept.get(path) ?? labelOf(this.#form, path);
    this.#kept.set(path, kept);
    return kept;
  }
}

export interface Dressing {
  readonly field: PaperField;
  readonly kind: FillKind;
  readonly label: string;
  /** Computed: shown, told why, not typed. */
  readonly derived: boolean;
  /** Another part of a date that has been reached already: no stop of its own for the keyboard. */
  readonly follows: boolean;
}

/** Makes a blank of the paper a field: what it is, what it is called, whether it can be typed in. */
export function dressFill(fill: HTMLElement, { field, kind, label, derived, follows }: Dressing): void {
  const typed = !derived && kind !== 'datePart' && kind !== 'choices';
  const isList = !derived && (kind === 'choice' || kind === 'choices');
  const isPart = !derived && kind === 'datePart';
  const stop = derived || follows ? '-1' : '0';
  put(fill, 'contenteditable', typed ? 'plaintext-only' : null);
  put(fill, 'tabindex', typed ? null : stop);
  put(fill, 'role', isList ? 'combobox' : isPart ? 'button' : 'textbox');
  put(fill, 'aria-haspopup', isList ? 'listbox' : isPart ? 'dialog' : null);
  put(fill, 'aria-expanded', isList ? 'false' : null);
  put(fill, 'aria-multiline', kind === 'lines' && !derived ? 'true' : null);
  put(fill, 'aria-required', field.required && !derived && !isPart ? 'true' : null);
  put(fill, 'aria-readonly', derived ? 'true' : null);
  put(fill, 'title', derived ? say('paper.derived') : null);
  put(fill, 'aria-label', label);
  if (fill.classList.contains('derived') !== derived) fill.classList.toggle('derived', derived);
}

/**
 * An attribute only where it is another: a change of `contenteditable` in a page of thousands of fields takes the browser
 * longer the more there are.
 */
function put(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** What matters only while a person is there: kept off thousands of blanks that nobody is in. */
export function dressTyped({ place, field: { node, isProse } }: Spot, language: string, message: string): void {
  place.setAttribute('aria-describedby', message);
  if (!place.isContentEditable) return;
  place.spellcheck = isProse;
  place.enterKeyHint = 'next';
  const { format } = node.schema;
  if (format === 'iin' || format === 'bin' || node.valueType === 'integer') place.inputMode = 'numeric';
  else if (['money', 'decimal', 'percent', 'date'].includes(node.valueType)) place.inputMode = 'decimal';
  if (isProse) place.lang = language;
}

/** Tells where the list of a choice is, and which of its options the keyboard is at; null while it is closed. */
export function expand({ place, kind }: Spot, at: { readonly list: string; readonly option: string } | null): void {
  if (kind !== 'choice' && kind !== 'choices') return;
  put(place, 'aria-expanded', String(at !== null));
  put(place, 'aria-controls', at?.list ?? null);
  put(place, 'aria-activedescendant', at?.option ?? null);
}

export function dressBox(box: HTMLElement, label: string, checked: boolean, derived: boolean): void {
  put(box, 'role', 'checkbox');
  put(box, 'aria-checked', String(checked));
  put(box, 'aria-label', label);
  put(box, 'tabindex', derived ? '-1' : '0');
  put(box, 'aria-disabled', derived ? 'true' : null);
}
