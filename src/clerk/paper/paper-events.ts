import type { Cursor } from './cursor.ts';
import { historyKey, keyInPlace, keyInText, type KeyAction } from './cursor-keys.ts';
import { insertText } from './caret.ts';
import type { Paper } from './paper.ts';
import { placeSelector } from './places.ts';
import type { Tip } from './tip.ts';

interface PaperState {
  /** The markup is being changed: what loses the focus by that was not left. */
  isRenewing(): boolean;
  messagesAt(place: HTMLElement): readonly string[];
}

/** What people do on the paper and with what floats above it: one listener for all blanks. */
export function listenOn(paper: Paper, layer: HTMLElement, cursor: Cursor, tip: Tip, state: PaperState): void {
  const { element } = paper;
  let byPointer = false;
  const done = (event: Event, action: KeyAction | undefined) => {
    if (action !== undefined && cursor.act(action)) event.preventDefault();
  };
  const isWithin = (target: EventTarget | null) =>
    target instanceof Node && (layer.contains(target) || target === cursor.place);

  element.addEventListener('pointerdown', (event) => {
    byPointer = true;
    // Buttons and options beneath a blank work without taking the cursor out of it.
    const { target } = event;
    const isText = target instanceof Element && target.closest('input,textarea,label') !== null;
    if (layer.contains(target as Node) && !isText) event.preventDefault();
  });
  element.addEventListener('mousedown', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (layer.contains(target) && target.closest('input,textarea,label') === null) event.preventDefault();
    tip.hide();
  });
  addEventListener('pointerup', () => {
    byPointer = false;
  });
  element.addEventListener('focusin', ({ target }) => {
    const place = placeOf(target);
    if (place === null || state.isRenewing()) return;
    tip.hide();
    cursor.enter(place, byPointer);
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!state.isRenewing() && !isWithin(relatedTarget)) cursor.leave();
  });
  element.addEventListener('click', ({ target }) => {
    const place = placeOf(target);
    if (place?.dataset['check'] !== undefined) cursor.toggle(place);
    else if (place !== null && place === cursor.place && ['choice', 'choices', 'datePart'].includes(cursor.situation.kind)) {
      cursor.open(false);
    }
  });
  element.addEventListener('input', ({ target }) => {
    if (placeOf(target) === cursor.place && cursor.place !== null) cursor.typed();
  });
  element.addEventListener('beforeinput', (event) => {
    if (placeOf(event.target) === null) return;
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      cursor.travel(event.inputType === 'historyUndo' ? 'undo' : 'redo');
    } else if (/^insert(?:Paragraph|LineBreak)$/.test(event.inputType) && cursor.situation.kind !== 'lines') {
      done(event, { kind: 'next' });
    }
  });
  element.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented || cursor.place === null) return;
    const { target } = event;
    if (target === cursor.place) done(event, keyInPlace(event, cursor.situation));
    else if (target instanceof HTMLElement && layer.contains(target)) done(event, keyInLayer(event, target));
  });
  element.addEventListener('paste', (event) => {
    const { target, clipboardData } = event;
    const fill = placeOf(target);
    if (fill === null || clipboardData === null) return;
    const text = clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
    const isBlock = /[\t\n]./.test(text) && fill.closest('[data-rows]') !== null;
    if (isBlock && paper.onBlockPaste(fill, text, clipboardData)) {
      event.preventDefault();
    } else if (fill.isContentEditable) {
      event.preventDefault();
      const isLines = cursor.situation.kind === 'lines';
      insertText(isLines ? text.replace(/\n+$/, '') : text.trim().replaceAll(/\s+/g, ' '));
      cursor.typed();
    }
  });
  element.addEventListener('pointerover', ({ target, pointerType }) => {
    const place = placeOf(target);
    if (place === null || place === cursor.place || pointerType !== 'mouse') {
      tip.hide();
      return;
    }
    const messages = state.messagesAt(place);
    if (messages.length === 0) tip.hide();
    else tip.show(place, messages);
  });
  element.addEventListener('pointerleave', () => {
    tip.hide();
  });

  function keyInLayer(event: KeyboardEvent, target: HTMLElement): KeyAction | undefined {
    if (target.classList.contains('chooser-text')) {
      return keyInText(event, cursor.situation.kind === 'lines');
    }
    if (event.key === 'Escape') return { kind: 'close' };
    const history = historyKey(event);
    if (history !== undefined || event.key !== 'Tab') return history;
    const stops = [...layer.querySelectorAll<HTMLElement>('.beneath :is(input, textarea, button, [tabindex="0"])')];
    const end = event.shiftKey ? stops.at(0) : stops.at(-1);
    if (target !== end) return undefined;
    return { kind: event.shiftKey ? 'back' : 'next' };
  }
}

function placeOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(placeSelector) : null;
}
