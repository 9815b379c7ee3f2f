import { withoutIndexes } from '../../forms/json.ts';
import { recordsAround } from './record-place.ts';
import type { TableEditing } from './table-editing.ts';

/** Keys that work in every table; shown with their buttons. */
export const tableKeys = {
  above: 'Ctrl+Shift+Enter',
  below: 'Ctrl+Enter',
  up: 'Alt+Shift+↑',
  down: 'Alt+Shift+↓',
  remove: 'Alt+Delete',
  tools: 'Alt+F10',
} as const;

type TableKey = keyof typeof tableKeys | 'first' | 'last';

/** What a key asks of the table that the cursor is in. */
export function tableKeyOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): TableKey | undefined {
  const control = ctrlKey || metaKey;
  if (control && !altKey && key === 'Enter') return shiftKey ? 'above' : 'below';
  if (control && !altKey && !shiftKey && key === 'Home') return 'first';
  if (control && !altKey && !shiftKey && key === 'End') return 'last';
  if (control || !altKey) return undefined;
  if (shiftKey && key === 'ArrowUp') return 'up';
  if (shiftKey && key === 'ArrowDown') return 'down';
  if (!shiftKey && key === 'Delete') return 'remove';
  return !shiftKey && key === 'F10' ? 'tools' : undefined;
}

/** Does what a key asks for; `tools` is left to whoever has them. */
export function actOnKey(key: TableKey, place: HTMLElement, path: string, editing: TableEditing): void {
  const [record] = recordsAround(path);
  if (record === undefined) return;
  const { source, index } = record;
  switch (key) {
    case 'above':
    case 'below':
      void editing.add(source, key === 'above' ? index : index + 1);
      break;
    case 'up':
    case 'down':
      void editing.move(record, key === 'up' ? -1 : 1);
      break;
    case 'remove':
      void editing.remove(record);
      break;
    case 'first':
    case 'last':
      columnOf(place, path)
        .at(key === 'first' ? 0 : -1)
        ?.focus();
      break;
    case 'tools':
  }
}

/** The next place of the same column, up or down; undefined at the ends of the table. */
export function besideInColumn(place: HTMLElement, path: string, by: 1 | -1): HTMLElement | undefined {
  const column = columnOf(place, path);
  return column[column.indexOf(place) + by];
}

/** Whether the cursor is in the last field of the last record. */
export function isLastPlace(place: HTMLElement, path: string, editing: TableEditing): boolean {
  const [record] = recordsAround(path);
  if (record === undefined || record.index !== editing.countOf(record.source) - 1) return false;
  const start = `${record.source}.${record.index}.`;
  const body = place.closest('table') ?? document;
  const places = body.querySelectorAll<HTMLElement>(`.fill[data-path^="${start}"]:not(.derived)`);
  return [...places].at(-1) === place;
}

/** Whether the caret is in the first line of a text, or in the last one: there the arrow leaves the cell. */
export function isAtEdge(place: HTMLElement, by: 1 | -1): boolean {
  const selection = getSelection();
  const text = place.firstChild;
  if (selection === null || selection.rangeCount === 0 || text === null || !place.isContentEditable) return true;
  const caret = selection.getRangeAt(0).getClientRects()[0];
  const lines = linesOf(place);
  const edge = by === 1 ? lines.at(-1) : lines[0];
  if (caret === undefined || edge === undefined) return true;
  return by === 1 ? caret.bottom > edge.bottom - edge.height / 2 : caret.top < edge.top + edge.height / 2;
}

function linesOf(place: HTMLElement): DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(place);
  return [...range.getClientRects()];
}

/** All places of one column, whatever their record. */
function columnOf(place: HTMLElement, path: string): HTMLElement[] {
  const field = withoutIndexes(path);
  const paper = place.closest('.paper') ?? document;
  const own = path.slice(path.lastIndexOf('.'));
  return [...paper.querySelectorAll<HTMLElement>(`.fill[data-path$="${own}"]`)].filter(
    ({ dataset }) => withoutIndexes(dataset['path'] ?? '') === field && dataset['as'] === place.dataset['as'],
  );
}
