import type { ComponentChildren } from 'preact';
import type { FormStore } from './state/form-store.ts';

/** What every part of the editor may use. */
export interface EditorServices {
  readonly store: FormStore;
  /** Brings the field into view and puts the cursor there: on the paper, in the panel or in the list. */
  focusField(path: string): void;
  /** Shows a modal dialog; the promise ends when it is closed. */
  openDialog(content: (close: () => void) => ComponentChildren): Promise<void>;
  /** Tells something in passing: seen for some seconds, read by screen readers. */
  announce(text: string, kind?: 'done' | 'problem'): void;
}
