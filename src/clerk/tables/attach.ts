import type { Paper } from '../paper/paper.ts';
import type { EditorServices } from '../services.ts';
import { clipboardBlock, isFromTable } from './clipboard-block.ts';
import type { PaperShape } from './rearranger.ts';
import { recordsAround } from './record-place.ts';
import { divideLongTables } from './row-chunks.ts';
import { RowMargin } from './row-margin.ts';
import { TableBars } from './table-bars.ts';
import { TableEditing } from './table-editing.ts';
import { actOnKey, besideInColumn, isAtEdge, isLastPlace, tableKeyOf } from './table-keys.ts';

const places = '.fill[data-path],.box[data-check]';

/** Lets the tables of the paper grow, shrink and take blocks from spreadsheets. */
export function attachTables(paper: Paper, services: EditorServices, shape: PaperShape): TableEditing {
  const editing = new TableEditing(paper, services, shape);
  const { element } = paper;
  const desk = element.parentElement ?? element;
  // A paper of a long register may stand there already.
  divideLongTables(element);
  paper.onFurnish = divideLongTables;
  const margin = new RowMargin(element, desk, services, editing);
  new TableBars(element, services, editing);

  element.addEventListener('focusin', ({ target }) => {
    const place = placeOf(target);
    if (place !== null) editing.column = pathOf(place);
  });

  // Before the paper's own keys: in a table, Enter and Alt with an arrow mean something else.
  element.addEventListener(
    'keydown',
    (event) => {
      const place = placeOf(event.target);
      const path = pathOf(place);
      const [record] = recordsAround(path);
      if (place === null || record === undefined || event.isComposing) return;
      const key = tableKeyOf(event);
      const addsRow = isPlainEnter(event) && isChooserClosed(place, element) && isLastPlace(place, path, editing);
      if (key === undefined && !addsRow) return;
      event.preventDefault();
      event.stopPropagation();
      if (addsRow) void editing.add(record.source, record.index + 1);
      else if (key === 'tools') margin.focus();
      else if (key !== undefined) actOnKey(key, place, path, editing);
    },
    { capture: true },
  );

  // After them: an arrow that nobody needed goes to the next row.
  desk.addEventListener('keydown', (event) => {
    const place = placeOf(event.target);
    const path = pathOf(place);
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (place === null || by === undefined || event.defaultPrevented || hasModifier(event)) return;
    if (recordsAround(path).length === 0 || !isAtEdge(place, by)) return;
    const next = besideInColumn(place, path, by);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });

  paper.onBlockPaste = (fill, _text, data) => {
    const block = clipboardBlock(data);
    const path = pathOf(fill);
    const isCells = block.some((row) => row.length > 1) || (block.length > 1 && !isOfLines(fill)) || isFromTable(data);
    const isOne = block.length === 1 && block[0]?.length === 1;
    if (!isCells || isOne || block.length === 0 || recordsAround(path).length === 0) return false;
    void editing.sheets().then((sheets) => sheets?.paste(path, block));
    return true;
  };
  return editing;
}

function placeOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(places) : null;
}

function pathOf(place: HTMLElement | null): string {
  return place?.dataset['path'] ?? place?.dataset['check'] ?? '';
}

function isOfLines(fill: HTMLElement): boolean {
  return fill.ariaMultiLine === 'true';
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}

function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !hasModifier(event);
}

/** Enter chooses while a list or a calendar is open, and begins a line in a text of several. */
function isChooserClosed(place: HTMLElement, paper: HTMLElement): boolean {
  return (
    place.dataset['path'] !== undefined &&
    place.ariaMultiLine !== 'true' &&
    place.ariaExpanded !== 'true' &&
    paper.querySelector('.paper-layer .date-chooser') === null
  );
}
