import type { Finding } from '../state/as-typed-check.ts';
import { labelLanguage } from '../findings/sentence.ts';
import type { FormStore } from '../state/form-store.ts';
import { say } from '../words.ts';
import { isTicked } from './boxes.ts';
import { write } from './caret.ts';
import { dressBox, dressFill, Labels } from './dress.ts';
import { PaperFields } from './paper-fields.ts';
import { pathOf, patternOf, placeSelector } from './places.ts';

/** Shows values in their places as they will be printed, and makes the places fields. */
export class Printer {
  fields: PaperFields;
  readonly #store: FormStore;
  #labels: Labels;

  constructor(store: FormStore) {
    this.#store = store;
    this.fields = new PaperFields(store.form, store.language);
    this.#labels = new Labels(store.form);
  }

  /** The paper is in another language now. */
  takeLanguage(): void {
    this.fields = new PaperFields(this.#store.form, this.#store.language);
  }

  /** The interface is in another language now. */
  takeLabels(): void {
    this.#labels = new Labels(this.#store.form);
  }

  /**
   * All places in fresh markup.
   * @param except the place that the cursor is in: it keeps its text
   */
  furnish(
    root: ParentNode,
    findings: ReadonlyMap<string, readonly Finding[]>,
    except: HTMLElement | null = null,
  ): void {
    let before = '';
    for (const place of root.querySelectorAll<HTMLElement>(placeSelector)) {
      const path = pathOf(place);
      this.dress(place, path, path === before);
      if (place !== except) this.print(place);
      this.mark(place, findings.get(path));
      before = path;
    }
  }

  /** @param follows the place before it stands for the same field */
  dress(place: HTMLElement, path: string, follows: boolean): void {
    const field = this.fields.fieldAt(patternOf(path));
    if (field === undefined || place.hasAttribute('data-check')) return;
    const kind = this.fields.kindOf(field, place);
    const derived = this.#store.isDerived(path) || place.getAttribute('data-as') === 'tiyn';
    const label = this.#labels.of(path);
    dressFill(place, { field, kind, derived, label, follows: follows && kind === 'datePart' });
  }

  print(place: HTMLElement): void {
    const path = pathOf(place);
    const value = this.#store.valueAt(path);
    if (place.hasAttribute('data-check')) {
      dressBox(place, this.labelOf(place), isTicked(place.dataset['option'], value), this.#store.isDerived(path));
      return;
    }
    const field = this.fields.fieldAt(patternOf(path));
    if (field === undefined) return;
    const isPart = place.getAttribute('role') === 'button';
    const unreadable = this.#store.unreadable.get(path);
    // A text that is no date has no parts: it stands where the first of them would.
    const kept = isPart && place.tabIndex < 0 && unreadable !== undefined ? '' : unreadable;
    const text = kept ?? this.fields.printed(field, place, value);
    write(place, text);
    if (isPart) place.ariaLabel = text === '' ? this.#labels.of(path) : this.#labelWith(path, text);
  }

  mark(place: HTMLElement, findings: readonly Finding[] | undefined): void {
    const { classList } = place;
    if (findings === undefined && !classList.contains('invalid') && !classList.contains('warned')) return;
    const isWrong = findings?.some(({ severity }) => severity === 'error') === true;
    classList.toggle('invalid', isWrong);
    classList.toggle('warned', !isWrong && findings !== undefined);
    if (isWrong) place.setAttribute('aria-invalid', 'true');
    else place.removeAttribute('aria-invalid');
  }

  /** What a place is called: the field, and for a box what it stands for. */
  labelOf(place: HTMLElement): string {
    const path = pathOf(place);
    const option = place.dataset['option'] ?? '';
    const words = this.#store.form.locales[labelLanguage()].choices[patternOf(path)]?.[option];
    return words === undefined ? this.#labels.of(path) : this.#labelWith(path, words);
  }

  #labelWith(path: string, option: string): string {
    return say('paper.option', { label: this.#labels.of(path), option });
  }
}
