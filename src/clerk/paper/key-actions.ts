import type { Cursor } from './cursor.ts';
import type { KeyAction } from './cursor-keys.ts';

/** Where keys lead to on the paper. */
export interface Ways {
  neighbour(place: HTMLElement, direction: 1 | -1): HTMLElement | undefined;
  toggle(box: HTMLElement): void;
  travel(direction: 'undo' | 'redo'): void;
}

/** Does what a key asks for. Gives false where the key is to do what it always does as well. */
export function act(action: KeyAction, cursor: Cursor, ways: Ways): boolean {
  const { place, beneath } = cursor;
  if (place === null) return false;
  switch (action.kind) {
    case 'next':
    case 'previous':
      ways.neighbour(place, action.kind === 'next' ? 1 : -1)?.focus();
      break;
    case 'back':
      place.focus();
      break;
    case 'close':
      place.focus();
      cursor.close();
      break;
    case 'open':
      cursor.open(true);
      break;
    case 'move':
      cursor.move(action.by);
      break;
    case 'take':
      if (!cursor.take()) ways.neighbour(place, 1)?.focus();
      break;
    case 'takeAndLeave':
      cursor.take();
      return false;
    case 'toggle':
      ways.toggle(place);
      break;
    case 'companion':
      beneath.element.querySelector('textarea')?.select();
      break;
    case 'deeper':
      beneath.element.querySelector<HTMLElement>('[role=grid] [tabindex="0"], [type=checkbox]')?.focus();
      break;
    case 'letter':
      cursor.typeApart(action.letter);
      break;
    case 'erase':
      cursor.typeApart(null);
      break;
    case 'undo':
    case 'redo':
      ways.travel(action.kind);
      break;
  }
  return true;
}
