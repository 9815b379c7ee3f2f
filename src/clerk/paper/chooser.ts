import { isJsonArray, type Json } from '../../forms/json.ts';
import type { FormStore } from '../state/form-store.ts';
import type { ChooserView } from './beneath.tsx';
import { toggled } from './boxes.ts';
import { typedText } from './caret.ts';
import { type ChoiceOption, optionsFor } from './choice-options.ts';
import type { PaperFields } from './paper-fields.ts';
import type { Spot } from './spot.ts';

/** The list or the calendar beneath a blank, and what was typed for it where the blank itself takes no text. */
export class Chooser {
  shown: 'none' | 'list' | 'calendar' = 'none';
  /** Letters that a list of several is searched by, or a date whose parts stand apart. */
  text = '';
  readonly #store: FormStore;
  #current = 0;
  #byKeyboard = false;

  constructor(store: FormStore) {
    this.#store = store;
  }

  get current(): number {
    return this.#current;
  }

  reset(): void {
    this.shown = 'none';
    this.text = '';
  }

  /** Gives false for a blank that nothing is chosen for. */
  open({ kind, path }: Spot, options: readonly ChoiceOption[], byKeyboard: boolean): boolean {
    if (kind !== 'date' && kind !== 'datePart' && kind !== 'choice' && kind !== 'choices') return false;
    this.shown = kind === 'date' || kind === 'datePart' ? 'calendar' : 'list';
    this.#byKeyboard = byKeyboard;
    const chosen = this.#chosen(path);
    this.#current = Math.max(
      0,
      options.findIndex(({ value }) => chosen.includes(value)),
    );
    return true;
  }

  close(kind: Spot['kind']): void {
    this.shown = 'none';
    if (kind === 'choices') this.text = '';
  }

  /** Another search: the list begins anew. */
  search(): void {
    this.shown = 'list';
    this.#current = 0;
  }

  move(by: number, count: number): void {
    if (count > 0) this.#current = (this.#current + by + count) % count;
  }

  /** @param isTyped the text in the blank is a search and not the choice made before */
  options({ place, field, kind, path }: Spot, fields: PaperFields, isTyped: boolean): ChoiceOption[] {
    if (kind !== 'choice' && kind !== 'choices') return [];
    const query = kind === 'choices' ? this.text : isTyped ? typedText(place) : '';
    return optionsFor(fields, field, path, this.#store.payload, query.trim());
  }

  /** What the field is worth once an option is taken; a second time takes one of several back. */
  valueWith({ field, kind, path }: Spot, { value }: ChoiceOption): Json | undefined {
    if (kind === 'choices') return toggled(field, value, this.#store.valueAt(path));
    return field.node.valueType === 'boolean' ? value === 'true' : value;
  }

  view(
    { kind, path }: Spot,
    options: readonly ChoiceOption[],
    on: Pick<ChooserView & { kind: 'list' }, 'onTake'> & Pick<ChooserView & { kind: 'calendar' }, 'onText' | 'onPick'>,
  ): ChooserView | null {
    const { text, shown } = this;
    if (shown === 'none') return null;
    if (shown === 'list') {
      const several = kind === 'choices';
      const chosen = this.#chosen(path);
      const query = several ? text : '';
      return { kind: 'list', options, current: this.#current, chosen, several, query, onTake: on.onTake };
    }
    const value = this.#store.valueAt(path);
    return {
      kind: 'calendar',
      day: typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : '',
      focused: this.#byKeyboard,
      text: kind === 'datePart' ? text : null,
      onText: on.onText,
      onPick: on.onPick,
    };
  }

  #chosen(path: string): readonly string[] {
    const value = this.#store.valueAt(path);
    return (isJsonArray(value) ? value : [value]).map(String);
  }
}
