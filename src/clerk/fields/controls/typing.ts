import { useState } from 'preact/hooks';
import type { Language } from '../../../compose/document.ts';
import { enteredText, readEntered } from '../../../forms/entered.ts';
import type { Json } from '../../../forms/json.ts';
import type { FormStore } from '../../state/form-store.ts';
import type { ControlProps } from './control.ts';

/** A text as it is being typed, kept until the input is left; a value that changes under it takes its place. */
export interface Typing {
  readonly text: string;
  readonly type: (text: string) => void;
  /** The input is left: the text is shown as the value is written from now on. */
  readonly settle: () => void;
}

/**
 * @param canonical the value as it is written when nobody types
 * @param isOf whether a text still stands for the value
 */
export function useTyping(canonical: string, isOf: (text: string) => boolean, write: (text: string) => void): Typing {
  const [draft, setDraft] = useState<string | null>(null);
  return {
    text: draft !== null && isOf(draft) ? draft : canonical,
    type(text) {
      setDraft(text);
      write(text);
    },
    settle() {
      setDraft(null);
    },
  };
}

/** Typing the one value of a field. */
export function useValueTyping(store: FormStore, { path, node, state }: ControlProps, language: Language): Typing {
  const read = (text: string) => readEntered(node, text, { language, previous: state.value });
  return useTyping(
    state.unreadable ?? enteredText(node, state.value, language),
    (text) => {
      const entered = read(text);
      if (entered.kind === 'unreadable') return state.unreadable === text;
      return (
        state.unreadable === undefined && sameJson(entered.kind === 'value' ? entered.value : undefined, state.value)
      );
    },
    (text) => {
      const entered = read(text);
      if (entered.kind === 'unreadable') store.keepText(path, text);
      else store.set(path, entered.kind === 'value' ? entered.value : undefined);
    },
  );
}

export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
