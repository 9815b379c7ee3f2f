import type { FillKind } from './paper-fields.ts';

/** What a key does in a blank or a box, or in what floats beneath it. `letter`: typed where the blank takes no text. */
export type KeyAction =
  | {
      readonly kind:
        'next' | 'previous' | 'back' | 'open' | 'close' | 'take' | 'toggle' | 'companion' | 'deeper' | 'erase';
    }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'takeAndLeave' }
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'letter'; readonly letter: string };

export interface KeySituation {
  readonly kind: FillKind | 'box' | 'derived';
  readonly chooser: 'none' | 'list' | 'calendar';
  readonly companion: boolean;
  /** Something was typed to search the list by. */
  readonly searching: boolean;
}

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Undefined for keys that do what they always do. */
export function keyInPlace(event: Key, situation: KeySituation): KeyAction | undefined {
  const { key, altKey, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  const { kind, chooser, companion, searching } = situation;
  const history = historyKey(event);
  if (history !== undefined) return history;
  if (altKey && key === 'ArrowDown') return openingOf(kind, companion, chooser);
  if (altKey || (control && key !== 'Enter')) return undefined;
  if (key === 'Escape' && chooser !== 'none') return { kind: 'close' };
  if (chooser === 'list') {
    if (key === 'ArrowDown' || key === 'ArrowUp') return { kind: 'move', by: key === 'ArrowDown' ? 1 : -1 };
    if (key === 'Enter') return { kind: 'take' };
    if (key === 'Tab' && searching && kind === 'choice') return { kind: 'takeAndLeave' };
  }
  if (key === 'Tab') return companion && !shiftKey ? { kind: 'companion' } : undefined;
  return control ? { kind: 'next' } : ofKind(key, situation);
}

function ofKind(key: string, { kind, chooser, searching }: KeySituation): KeyAction | undefined {
  const isLetter = key.length === 1;
  switch (kind) {
    case 'box':
      return key === 'Enter' || key === ' ' ? { kind: 'toggle' } : undefined;
    case 'datePart':
      if (key === 'Enter' || key === ' ' || key === 'ArrowDown') return { kind: 'open' };
      return isLetter ? { kind: 'letter', letter: key } : undefined;
    case 'choices':
      if (key === ' ' && !searching) return chooser === 'list' ? { kind: 'take' } : { kind: 'open' };
      if (key === 'ArrowDown') return { kind: 'open' };
      if (key === 'Backspace') return { kind: 'erase' };
      return isLetter ? { kind: 'letter', letter: key } : nextOn(key);
    case 'choice':
      return key === 'ArrowDown' ? { kind: 'open' } : nextOn(key);
    case 'lines':
      return undefined;
    default:
      return nextOn(key);
  }
}

function nextOn(key: string): KeyAction | undefined {
  return key === 'Enter' ? { kind: 'next' } : undefined;
}

function openingOf(
  kind: KeySituation['kind'],
  companion: boolean,
  chooser: KeySituation['chooser'],
): KeyAction | undefined {
  if (kind === 'box' || kind === 'derived') return undefined;
  if (companion) return { kind: 'companion' };
  if (kind === 'text' || kind === 'lines') return undefined;
  return chooser === 'calendar' ? { kind: 'deeper' } : { kind: 'open' };
}

/** Keys in a text that floats beneath a blank: the other language, or a date that stands in parts on the paper. */
export function keyInText(event: Key, severalLines: boolean): KeyAction | undefined {
  const { key, altKey, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  switch (key) {
    case 'Escape':
      return { kind: 'close' };
    case 'Tab':
      return { kind: shiftKey ? 'back' : 'next' };
    case 'Enter':
      return severalLines && !control ? undefined : { kind: 'next' };
    case 'ArrowDown':
      return altKey ? { kind: 'deeper' } : undefined;
    default:
      return undefined;
  }
}

/** Undo and redo by what was filled in, wherever it was: the browser would only know of letters. */
export function historyKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): KeyAction | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  // On a Cyrillic keyboard the key of «z» writes «я», that of «y» «н».
  const letter = key.toLowerCase();
  if (letter === 'z' || letter === 'я') return { kind: shiftKey ? 'redo' : 'undo' };
  return letter === 'y' || letter === 'н' ? { kind: 'redo' } : undefined;
}
