import { insertText } from './caret.ts';
import type { Cursor } from './cursor.ts';
import { historyKey, keyInPlace, keyInText, type KeyAction } from './cursor-keys.ts';
import { act, type Ways } from './key-actions.ts';
import type { Paper } from './paper.ts';
import { placeSelector } from './places.ts';
import { Tip } from './tip.ts';

interface Surroundings extends Ways {
  /** The markup is being changed: what loses the focus by that was not left. */
  isRenewing(): boolean;
  messagesAt(place: HTMLElement): readonly string[];
}

/** What people do on the paper and with what floats above it: one listener for all blanks. */
export function listenOn(paper: Paper, layer: HTMLElement, cursor: Cursor, around: Surroundings): void {
  const { element } = paper;
  const tip = new Tip(layer);
  let byPointer = false;
  const done = (event: Event, action: KeyAction | undefined) => {
    if (action !== undefined && act(action, cursor, around)) event.preventDefault();
  };

  element.addEventListener('pointerdown', () => {
    byPointer = true;
    tip.hide();
  });
  addEventListener('pointerup', () => {
    byPointer = false;
  });
  element.addEventListener('mousedown', (event) => {
    // Buttons and options beneath a blank work without taking the cursor out of it.
    const { target } = event;
    if (!(target instanceof Element) || !layer.contains(target)) return;
    if (target.closest('input,textarea,label') === null) event.preventDefault();
  });
  element.addEventListener('focusin', ({ target }) => {
    const place = placeOf(target);
    if (place === null || around.isRenewing()) return;
    tip.hide();
    cursor.enter(place, byPointer);
  });
  element.addEventListener('focusout', ({ relatedTarget: to }) => {
    const stays = to instanceof Node && (layer.contains(to) || to === cursor.place);
    if (!stays && !around.isRenewing()) cursor.leave();
  });
  element.addEventListener('click', ({ target }) => {
    const place = placeOf(target);
    if (place === null) return;
    if (place.hasAttribute('data-check')) around.toggle(place);
    else if (place === cursor.place && opensByClick.has(cursor.situation.kind)) cursor.open(false);
  });
  element.addEventListener('input', ({ target }) => {
    if (cursor.place !== null && placeOf(target) === cursor.place) cursor.typed();
  });
  element.addEventListener('beforeinput', (event) => {
    if (placeOf(event.target) === null) return;
    const { inputType } = event;
    if (inputType === 'historyUndo') done(event, { kind: 'undo' });
    else if (inputType === 'historyRedo') done(event, { kind: 'redo' });
    else if (/^insert(?:Paragraph|LineBreak)$/.test(inputType) && cursor.situation.kind !== 'lines') {
      done(event, { kind: 'next' });
    }
  });
  element.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.isComposing || event.defaultPrevented || !(target instanceof HTMLElement)) return;
    if (target === cursor.place) done(event, keyInPlace(event, cursor.situation));
    else if (layer.contains(target)) done(event, keyInLayer(event, target, cursor));
  });
  element.addEventListener('paste', (event) => {
    const { target, clipboardData } = event;
    const fill = placeOf(target);
    if (fill === null || clipboardData === null || fill !== cursor.place) return;
    const text = clipboardData.getData('text/plain').replaceAll(/\r\n?/g, '\n');
    const isBlock = /\t|\n./.test(text) && fill.closest('[data-rows]') !== null;
    if (isBlock && paper.onBlockPaste(fill, text, clipboardData)) {
      event.preventDefault();
    } else if (fill.isContentEditable) {
      event.preventDefault();
      insertText(cursor.situation.kind === 'lines' ? text.replace(/\n+$/, '') : text.trim().replaceAll(/\s+/g, ' '));
      cursor.typed();
    }
  });
  element.addEventListener('pointerover', ({ target, pointerType }) => {
    const place = pointerType === 'mouse' ? placeOf(target) : null;
    const messages = place === null || place === cursor.place ? [] : around.messagesAt(place);
    if (place === null || messages.length === 0) tip.hide();
    else tip.show(place, messages);
  });
  element.addEventListener('pointerleave', () => {
    tip.hide();
  });
}

const opensByClick: ReadonlySet<string> = new Set(['choice', 'choices', 'datePart']);

function keyInLayer(event: KeyboardEvent, target: HTMLElement, cursor: Cursor): KeyAction | undefined {
  if (target.classList.contains('chooser-text')) return keyInText(event, cursor.situation.kind === 'lines');
  if (event.key === 'Escape') return { kind: 'close' };
  if (event.key !== 'Tab') return historyKey(event);
  const stops = cursor.beneath.element.querySelectorAll('input, textarea, button, [tabindex="0"]');
  const isEnd = target === stops[event.shiftKey ? 0 : stops.length - 1];
  return isEnd ? { kind: event.shiftKey ? 'back' : 'next' } : undefined;
}

function placeOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(placeSelector) : null;
}
