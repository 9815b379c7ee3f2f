import type { Language } from '../../compose/document.ts';
import { isJsonObject, valueAt, type Json } from '../../forms/json.ts';
import type { FormStore } from '../state/form-store.ts';
import type { CompanionView } from './beneath.tsx';
import { otherThan } from './choice-options.ts';
import type { PaperFields } from './paper-fields.ts';
import type { Spot } from './spot.ts';

/** The other language of the text that the cursor is in. */
export class Companion {
  readonly #store: FormStore;
  /** As it is being typed, spaces at its end and all; null while it is what the store has. */
  #text: string | null = null;

  constructor(store: FormStore) {
    this.#store = store;
  }

  reset(): void {
    this.#text = null;
  }

  /** @param onChange the store has another value; `same`: one text serves both languages, or no more */
  view(
    { field, path }: Spot,
    fields: PaperFields,
    { label, origin, onChange }: { label: string; origin: unknown; onChange: (what: 'text' | 'same') => void },
  ): CompanionView {
    const store = this.#store;
    const language = otherThan(fields.language);
    const value = valueAt(store.payload, path);
    return {
      language,
      label,
      text: this.#text ?? fields.entry(field, value, language),
      same: typeof value === 'string',
      onText: (text) => {
        this.#text = text;
        const entered = fields.read(field, text, valueAt(store.payload, path), language);
        store.set(path, entered.kind === 'value' ? entered.value : undefined, origin);
        onChange('text');
      },
      onSame: (same) => {
        this.#text = null;
        const now = valueAt(store.payload, path);
        store.set(path, same ? oneText(now, fields.language) : twoTexts(now), origin);
        onChange('same');
      },
    };
  }
}

function oneText(value: Json | undefined, language: Language): Json | undefined {
  return isJsonObject(value) ? (value[language] ?? Object.values(value)[0]) : value;
}

function twoTexts(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? { kk: value, ru: value } : value;
}
